/** A new silence, from nothing, from an alert, or from one that is over. */
import { html } from "../../ui/preact.js";
import { Failure, Skeleton } from "../../ui/standing.js";
import { Notice } from "../../ui/form.js";
import { Page } from "../../ui/page.js";
import { Numbered } from "../../ui/bits.js";
import { SilenceForm, startOf } from "./silence-form.js";
import { useLoad } from "../../ui/load.js";
import { create, read } from "../../services/records.js";
import { navigate, useAddress } from "../../shell/router.js";
import { notify } from "../../shell/notices.js";
import { t } from "../../text/text.js";

/** What tells one occurrence or one sender from the next: a silence of the like leaves it out. */
const passing = new Set(["prometheus", "prometheus_replica", "replica", "severity", "pod", "uid", "endpoint"]);
const matchersOf = (alert) => Object.entries(alert.labels).filter(([name]) => !passing.has(name)).slice(0, 50)
  .map(([name, value]) => ({ name, value, isRegex: false, isEqual: true }));

async function origin(alert, like) {
  if (alert) { const found = await read("alert", alert); return { alert: found, start: startOf(null, matchersOf(found)) }; }
  if (like) { const { matchers, comment, weekly } = await read("silence", like); const start = startOf(null, matchers); return { start: { ...start, comment, when: weekly ? { ...start.when, kind: "weekly", weekly } : start.when } }; }
  return { start: startOf() };
}

export default function NewSilence() {
  const { query } = useAddress();
  const [alert, like] = [query.get("alert"), query.get("like")];
  const { data, error, again } = useLoad(() => origin(alert, like), [alert, like]);
  if (error) return html`<${Failure} error=${error} again=${again} />`;
  const done = (silence) => { notify(t("silence.made", { name: silence.comment })); navigate(`/operations/silences/${silence.id}`, { replace: true }); };
  const back = () => navigate(data.alert ? `/operations/alerts/${data.alert.number}` : "/operations/silences");
  return html`<${Page} title=${t("silence.new")} trail=${{ href: "/operations/silences", label: t("nav.silences") }} narrow>
    ${!data ? html`<${Skeleton} />` : html`<div class="card stack">
      ${data.alert && html`<${Notice} tone="info" icon="alerts"><span>${t("silence.from-alert")} <${Numbered} number=${data.alert.number} /> ${data.alert.summary}</span><//>`}
      <${SilenceForm} key=${alert ?? like} start=${data.start} names=${Object.keys(data.alert?.labels ?? {})} draft=${`silence.new.${alert ?? like ?? ""}`} label=${t("silence.make")}
        send=${(terms, key) => create("silence", terms, key)} done=${done} cancel=${back} /></div>`}
  <//>`;
}
