/** Messages that a service could not apply: read, apply again, or drop. */
import { html, useState } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Dialog } from "../../ui/dialog.js";
import { Empty, Failure, Skeleton, sentence } from "../../ui/standing.js";
import { Copyable, Time } from "../../ui/bits.js";
import { Fact, Facts } from "../../ui/facts.js";
import { Page } from "../../ui/page.js";
import { State } from "../../ui/badge.js";
import { readable } from "../../ui/readable.js";
import { useLoad } from "../../ui/load.js";
import { get, newKey, post } from "../../services/client.js";
import { notify } from "../../shell/notices.js";
import { t } from "../../text/text.js";

const services = ["desk", "incident", "problem", "change", "event"];

/** One service that is away does not hide the others. */
async function parked() {
  const answers = await Promise.all(services.map((service) => get(`${service}/parked-messages`).then(
    (page) => page.items.map((message) => ({ ...message, service })), (error) => { if (error.status === 403) throw error; return [{ service, error, id: service }]; })));
  return answers.flat().sort((left, right) => (right.parkedAt ?? "").localeCompare(left.parkedAt ?? ""));
}

export default function Parked() {
  const { data, error, again } = useLoad(parked, []);
  const [open, show] = useState(null);
  const act = async (name) => {
    try {
      await post(`${open.service}/parked-messages/${open.id}/${name}`, undefined, { key: newKey() });
      notify(t(`parked.${name}.done`));
      show(null);
    } catch (problem) {
      notify(sentence(problem), { tone: "critical" });
    }
    again();
  };
  return html`<${Page} title=${t("nav.parked")} about=${t("parked.about")} trail=${{ href: "/administration", label: t("nav.administration") }} actions=${html`<${Button} icon="refresh" onClick=${again}>${t("action.refresh")}<//>`}>
    ${error ? html`<${Failure} error=${error} again=${again} />` : !data ? html`<div class="card flush"><${Skeleton} lines=${4} /></div>`
      : data.length === 0 ? html`<${Empty} icon="parked" title=${t("parked.empty")}>${t("parked.empty.text")}<//>`
      : html`<section class="card flush"><ul class="lines roomy">${data.map((message) => (message.error
          ? html`<li><span class="strong">${t(`actor.service.${message.service}`)}</span><span class="muted">${sentence(message.error)}</span></li>`
          : html`<li><div class="stack tight spring"><span class="mono one-line">${message.subject}</span><span class="small muted one-line" lang="en">${message.reason}</span></div>
            <span class="small muted hides-narrow">${t(`actor.service.${message.service}`)} · <${Time} value=${message.parkedAt} /></span><${State} value=${message.state} /><${Button} small onClick=${() => show(message)}>${t("action.open")}<//></li>`))}</ul></section>`}
    ${open && html`<${Dialog} title=${open.subject} close=${() => show(null)} wide><div class="stack">
      <${Facts}><${Fact} name=${t("form.reason")}><span class="breaks" lang="en">${open.reason}</span><//><${Fact} name=${t("parked.sender")}>${open.sender}<//><${Fact} name=${t("parked.attempts")}>${String(open.attempts)}<//><//>
      <${Copyable} text=${readable(open.body)} label=${t("parked.body")} />
      ${open.state === "parked" && html`<div class="form-foot"><${Button} look="danger" onClick=${() => act("discard")}>${t("parked.discard")}<//><${Button} look="primary" onClick=${() => act("replay")}>${t("parked.replay")}<//></div>`}
    </div><//>`}
  <//>`;
}
