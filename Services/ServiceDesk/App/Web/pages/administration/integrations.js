/** Monitoring tools that may send alerts, each with a key of its own and a configuration to copy. */
import { html, useState } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Dialog } from "../../ui/dialog.js";
import { Empty, Failure, Skeleton, sentence } from "../../ui/standing.js";
import { Form } from "../../ui/form.js";
import { Page } from "../../ui/page.js";
import { State } from "../../ui/badge.js";
import { Time } from "../../ui/bits.js";
import { Payloads } from "./payloads.js";
import { Setup } from "./setup.js";
import { Understanding } from "./understanding.js";
import { useLoad } from "../../ui/load.js";
import { call } from "../../services/client.js";
import { all, command } from "../../services/records.js";
import { notify } from "../../shell/notices.js";
import { t } from "../../text/text.js";

export default function Integrations() {
  const { data, error, again } = useLoad(() => all("integration"), []);
  const [over, show] = useState(null);
  const close = () => show(null);
  const made = (integration) => { show({ integration }); again(); };
  const revoke = async () => {
    try {
      await command("integration", over.revoke.id, "revoke", undefined, over.revoke.version);
      notify(t("integration.revoked", { name: over.revoke.name }));
    } catch (problem) {
      notify(sentence(problem), { tone: "critical" });
    }
    close();
    again();
  };
  const create = html`<${Button} look="primary" icon="plus" onClick=${() => show({ create: true })}>${t("integration.new")}<//>`;
  return html`<${Page} title=${t("nav.integrations")} about=${t("integrations.about")} actions=${create} trail=${{ href: "/administration", label: t("nav.administration") }}>
    ${error ? html`<${Failure} error=${error} again=${again} />` : !data ? html`<div class="card flush"><${Skeleton} lines=${4} /></div>`
      : data.length === 0 ? html`<${Empty} icon="integration" title=${t("integrations.empty")} action=${create}>${t("integrations.empty.text")}<//>`
      : html`<section class="card flush"><ul class="lines roomy">${data.map((integration) => html`<li class="wraps"><div class="stack tight spring"><span class="strong one-line">${integration.name}</span>
          <span class="small muted"><span class="mono">${integration.keyHint}…</span> · <${Time} value=${integration.createdAt} /></span></div><${State} value=${integration.state} />
          ${integration.state === "active" && html`<span class="row wraps"><${Button} small onClick=${() => show({ payloads: integration })}>${t("integration.payloads")}<//><${Button} small onClick=${() => show({ profile: integration })}>${t("integration.profile")}<//><${Button} small onClick=${() => show({ integration })}>${t("integration.setup")}<//><${Button} small look="danger" onClick=${() => show({ revoke: integration })}>${t("integration.revoke")}<//></span>`}</li>`)}</ul></section>`}
    ${over?.create && html`<${Dialog} title=${t("integration.new")} close=${close}><${Form} fields=${[{ name: "name", label: t("integration.name"), required: true, longest: 100, hint: t("integration.name.hint") }]} draft="integration"
      label=${t("integration.create")} send=${(values) => call("POST", "integrations", { body: values })} done=${made} cancel=${close} /><//>`}
    ${over?.integration && html`<${Dialog} title=${over.integration.name} close=${close} wide><${Setup} integration=${over.integration} /><//>`}
    ${over?.payloads && html`<${Dialog} title=${t("integration.payloads.of", { name: over.payloads.name })} close=${close} wide><${Payloads} integration=${over.payloads} /><//>`}
    ${over?.profile && html`<${Dialog} title=${t("integration.profile.of", { name: over.profile.name })} close=${close} wide><${Understanding} integration=${over.profile} done=${() => { close(); again(); }} cancel=${close} /><//>`}
    ${over?.revoke && html`<${Dialog} title=${t("integration.revoke")} close=${close}><p>${t("integration.revoke.says", { name: over.revoke.name })}</p>
      <div class="form-foot"><${Button} look="plain" onClick=${close}>${t("action.cancel-form")}<//><${Button} look="danger" onClick=${revoke}>${t("integration.revoke")}<//></div><//>`}
  <//>`;
}
