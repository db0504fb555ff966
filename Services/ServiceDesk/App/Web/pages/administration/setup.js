/** What to write into each monitoring tool, with this installation's address and, while it is known, the key. */
import { html, useState } from "../../ui/preact.js";
import { Copyable } from "../../ui/bits.js";
import { Notice } from "../../ui/form.js";
import { toolName, tools } from "./tools.js";
import { useLoad } from "../../ui/load.js";
import { download } from "../../services/client.js";
import { t } from "../../text/text.js";

/** What the suite writes for the tool that the integration is for; none for one that is for any. */
async function written({ id, profile }) {
  if (!profile || profile.kind === "any") return null;
  const text = await download(`integrations/${id}/setup`).then((file) => file.text());
  // With the key in its place nothing is left to say about it.
  return { name: toolName(profile.kind), about: "own", text: ({ key }) => text.replace(/^# .*\n\n/, "").replace(/\bKEY\b/g, key) };
}

export function Setup({ integration }) {
  const { data: own } = useLoad(() => written(integration).catch(() => null), [integration.id]);
  const [picked, choose] = useState(null);
  const chosen = picked ?? own ?? tools[0];
  const all = own ? [own, ...tools.filter(({ name }) => name !== own.name)] : tools;
  const key = integration.key ?? t("integration.key-here");
  const place = { origin: location.origin, host: location.host, scheme: location.protocol.slice(0, -1), key };
  return html`<div class="stack">
    ${integration.key
      ? html`<${Notice} tone="ok" icon="check-circle"><strong>${t("integration.key-once")}</strong><${Copyable} text=${integration.key} label=${t("integration.key")} /><//>`
      : html`<${Notice} tone="info">${t("integration.key-gone", { hint: integration.keyHint })}<//>`}
    <div class="tabs" role="tablist" aria-label=${t("integration.setup")}>${all.map((tool) => html`<button type="button" role="tab" aria-selected=${String(tool === chosen)} onClick=${() => choose(tool)}>${tool.name}</button>`)}</div>
    <p class="small muted">${t(`tool.${chosen.about}`)}${chosen.file && html` <code>${chosen.file}</code>`}</p>
    <${Copyable} text=${chosen.text(place)} label=${chosen.name} />
    <p class="small muted">${t("integration.labels")}</p>
  </div>`;
}
