/** Who approves for me while I am away, and for whom I do. */
import { html, useState } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Dialog } from "../../ui/dialog.js";
import { Failure, Skeleton, sentence } from "../../ui/standing.js";
import { Form } from "../../ui/form.js";
import { Time } from "../../ui/bits.js";
import { useLoad } from "../../ui/load.js";
import { call, get, post } from "../../services/client.js";
import { findPeople } from "../../services/people.js";
import { me } from "../../shell/session.js";
import { notify } from "../../shell/notices.js";
import { t } from "../../text/text.js";

const path = "me/approval-delegations";
const isMine = (one) => one.person.id.toLowerCase() === me().id.toLowerCase();
const others = (q, signal) => findPeople(q, signal).then((items) => items.filter(({ id }) => id.toLowerCase() !== me().id.toLowerCase()));

const Line = ({ one, withdraw }) => html`<li><div class="stack tight spring"><span class="strong one-line" dir="auto">${isMine(one) ? one.deputy.name : t("delegation.for", { name: one.person.name })}</span>
  <span class="small muted"><${Time} value=${one.from} exact /> – <${Time} value=${one.until} exact /></span></div>
  ${isMine(one) && html`<${Button} small look="danger" onClick=${withdraw}>${t("delegation.withdraw")}<//>`}</li>`;

export function Delegations() {
  const { data, error, again } = useLoad((signal) => get(path, undefined, signal), []);
  const [adding, add] = useState(false);
  const fields = [
    { name: "deputy", label: t("delegation.deputy"), kind: "pick", required: true, find: others },
    { name: "from", label: t("delegation.from"), kind: "time", hint: t("delegation.from.hint") },
    { name: "until", label: t("delegation.until"), kind: "time", required: true },
  ];
  const withdraw = (one) => call("DELETE", `${path}/${one.id}`).catch((problem) => notify(sentence(problem), { tone: "critical" })).then(again);
  return html`<section class="card flush"><h2 class="card-head">${t("delegation.title")}<span class="spring" /><${Button} small icon="plus" onClick=${() => add(true)}>${t("delegation.new")}<//></h2>
    ${error ? html`<${Failure} error=${error} again=${again} />` : !data ? html`<${Skeleton} lines=${2} />`
      : data.items.length === 0 ? html`<p class="nothing-open">${t("delegation.none")}</p>`
      : html`<ul class="lines roomy">${data.items.map((one) => html`<${Line} key=${one.id} one=${one} withdraw=${() => withdraw(one)} />`)}</ul>`}
    ${adding && html`<${Dialog} title=${t("delegation.new")} close=${() => add(false)}><${Form} fields=${fields} draft="delegation" label=${t("action.save")} send=${(values, key) => post(path, values, { key })}
      done=${() => { add(false); again(); }} cancel=${() => add(false)}><p class="muted small">${t("delegation.text")}</p><//><//>`}
  </section>`;
}
