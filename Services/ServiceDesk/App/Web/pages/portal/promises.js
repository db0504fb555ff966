/** What somebody who waits was promised: when to expect it, or why it stands still. */
import { html } from "../../ui/preact.js";
import { Badge } from "../../ui/badge.js";
import { Fact, Facts } from "../../ui/facts.js";
import { Time } from "../../ui/bits.js";
import { useLoad } from "../../ui/load.js";
import { ask } from "../../services/records.js";
import { t, word } from "../../text/text.js";

const looks = { expected: ["info", "clock"], paused: ["quiet", "pause"], kept: ["ok", "check"], missed: ["warning", "alert"] };

function Promised({ promise: { standing, expectedBy, came, pausedFor } }) {
  const [tone, icon] = looks[standing];
  if (standing === "expected") return html`<span>${t("promise.expected")} <${Time} value=${expectedBy} exact /></span>`;
  const text = standing === "paused" ? t("promise.paused", { reason: word("hold", pausedFor) }) : t(`promise.${standing}`);
  return html`<span class="row wraps"><${Badge} tone=${tone} icon=${icon}>${text}<//>${came && html`<${Time} value=${came} exact />`}</span>`;
}

/** Nothing at all where nothing was promised. */
export function Promises({ record }) {
  const { data } = useLoad(() => ask("incident", record.id, "promises"), [record.id, record.version]);
  if (!data || data.promises.length === 0) return null;
  return html`<section class="card"><${Facts} title=${t("promise.title")}>${data.promises.map((promise) => html`<${Fact} key=${promise.measure} name=${t(`promise.${promise.measure}`)}><${Promised} promise=${promise} /><//>`)}<//></section>`;
}
