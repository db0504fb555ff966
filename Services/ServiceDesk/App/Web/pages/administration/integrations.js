/** Monitoring tools that may send alerts, each with a key of its own and a configuration to copy. */
import { html, useState } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Dialog } from "../../ui/dialog.js";
import { Empty, Failure, Skeleton, sentence } from "../../ui/standing.js";
import { Form } from "../../ui/form.js";
import { Menu } from "../../ui/popover.js";
import { Page } from "../../ui/page.js";
import { State } from "../../ui/badge.js";
import { Time } from "../../ui/bits.js";
import { Payloads } from "./payloads.js";
import { Setup } from "./setup.js";
import { Understanding } from "./understanding.js";
import { toolName } from "./tools.js";
import { useLoad } from "../../ui/load.js";
import { call, get } from "../../services/client.js";
import { all, command } from "../../services/records.js";
import { notify } from "../../shell/notices.js";
import { t } from "../../text/text.js";

const both = async () => { const [integrations, kinds] = await Promise.all([all("integration"), get("integration-kinds")]); return { integrations, kinds: kinds.items.map(({ kind }) => kind) }; };
const fields = (kinds) => [
  { name: "name", label: t("integration.name"), required: true, longest: 100, hint: t("integration.name.hint") },
  { name: "kind", label: t("profile.kind"), kind: "choice", required: true, options: kinds.map((value) => ({ value, label: toolName(value) })) },
];

export default function Integrations() {
  const { data, error, again } = useLoad(both, []);
  const [over, show] = useState(null);
  const close = () => show(null);
  const made = (integration) => { show({ integration }); again(); };
  const act = async (integration, name) => {
    close();
    try {
      const next = await command("integration", integration.id, name, name === "renew-key" ? {} : undefined, integration.version);
      notify(t(`integration.${name}.done`, { name: integration.name }));
      if (next?.key) show({ integration: next });
    } catch (problem) {
      notify(sentence(problem), { tone: "critical" });
    }
    again();
  };
  const create = (look) => html`<${Button} look=${look} icon="plus" disabled=${!data} onClick=${() => show({ create: true })}>${t("integration.new")}<//>`;
  return html`<${Page} title=${t("nav.integrations")} about=${t("integrations.about")} actions=${create("primary")} trail=${{ href: "/administration", label: t("nav.administration") }}>
    ${error ? html`<${Failure} error=${error} again=${again} />` : !data ? html`<div class="card flush"><${Skeleton} lines=${4} /></div>`
      : data.integrations.length === 0 ? html`<${Empty} icon="integration" title=${t("integrations.empty")} action=${create()}>${t("integrations.empty.text")}<//>`
      : html`<section class="card flush"><ul class="lines roomy">${data.integrations.map((integration) => html`<${Line} key=${integration.id} integration=${integration} show=${show} act=${act} />`)}</ul></section>`}
    ${over?.create && html`<${Dialog} title=${t("integration.new")} close=${close}><${Form} fields=${fields(data.kinds)} start=${{ kind: "any" }} draft="integration" label=${t("integration.create")}
      send=${({ name, kind }) => call("POST", "integrations", { body: { name, profile: { kind } } })} done=${made} cancel=${close} /><//>`}
    ${over?.integration && html`<${Dialog} title=${over.integration.name} close=${close} wide><${Setup} integration=${over.integration} /><//>`}
    ${over?.payloads && html`<${Dialog} title=${t("integration.payloads.of", { name: over.payloads.name })} close=${close} wide><${Payloads} integration=${over.payloads} attempt=${(sample) => show({ profile: over.payloads, sample })} /><//>`}
    ${over?.profile && html`<${Dialog} title=${t("integration.profile.of", { name: over.profile.name })} close=${close} wide><${Understanding} integration=${over.profile} sample=${over.sample} done=${() => { close(); again(); }} cancel=${close} /><//>`}
    ${over?.sure && html`<${Dialog} title=${t(`integration.${over.name}`)} close=${close}><p>${t(`integration.${over.name}.says`, { name: over.sure.name })}</p>
      <div class="form-foot"><${Button} look="plain" onClick=${close}>${t("action.cancel-form")}<//><${Button} look="danger" onClick=${() => act(over.sure, over.name)}>${t(`integration.${over.name}`)}<//></div><//>`}
  <//>`;
}

function Line({ integration, show, act }) {
  const sure = (name) => () => show({ sure: integration, name });
  const rest = [
    { label: t("integration.setup"), icon: "copy", run: () => show({ integration }) },
    !integration.isPaused ? { label: t("integration.pause"), icon: "pause", run: () => act(integration, "pause") } : { label: t("integration.resume"), icon: "play", run: () => act(integration, "resume") },
    { label: t("integration.renew-key"), icon: "key", run: sure("renew-key") }, { label: t("integration.revoke"), icon: "stop", tone: "danger", run: sure("revoke") },
  ];
  const kind = integration.profile?.kind ?? "any";
  return html`<li class="wraps"><div class="stack tight spring"><span class="strong one-line">${integration.name}</span>
      <span class="small muted">${toolName(kind)} · <span class="mono">${integration.keyHint}…</span> · <${Time} value=${integration.createdAt} /></span></div><${State} value=${integration.state === "active" && integration.isPaused ? "paused" : integration.state} />
    ${integration.state !== "revoked" && html`<span class="row wraps"><${Button} small onClick=${() => show({ payloads: integration })}>${t("integration.payloads")}<//><${Button} small onClick=${() => show({ profile: integration })}>${t("integration.profile")}<//>
      <${Menu} label=${t("thing.menu", { name: integration.name })} small items=${rest} /></span>`}</li>`;
}
