/** What to write into each monitoring tool, with this installation's address and, while it is known, the key. */
import { html, useState } from "../../ui/preact.js";
import { Copyable } from "../../ui/bits.js";
import { Notice } from "../../ui/form.js";
import { tools } from "./tools.js";
import { t } from "../../text/text.js";

export function Setup({ integration }) {
  const [chosen, choose] = useState(tools[0]);
  const key = integration.key ?? t("integration.key-here");
  const place = { origin: location.origin, host: location.host, scheme: location.protocol.slice(0, -1), key };
  return html`<div class="stack">
    ${integration.key
      ? html`<${Notice} tone="ok" icon="check-circle"><strong>${t("integration.key-once")}</strong><${Copyable} text=${integration.key} label=${t("integration.key")} /><//>`
      : html`<${Notice} tone="info">${t("integration.key-gone", { hint: integration.keyHint })}<//>`}
    <div class="tabs" role="tablist" aria-label=${t("integration.setup")}>${tools.map((tool) => html`<button type="button" role="tab" aria-selected=${String(tool === chosen)} onClick=${() => choose(tool)}>${tool.name}</button>`)}</div>
    <p class="small muted">${t(`tool.${chosen.about}`)}${chosen.file && html` <code>${chosen.file}</code>`}</p>
    <${Copyable} text=${chosen.text(place)} label=${chosen.name} />
    <p class="small muted">${t("integration.labels")}</p>
  </div>`;
}
