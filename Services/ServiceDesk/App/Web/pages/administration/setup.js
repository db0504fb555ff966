/** What to write into each monitoring tool, with this installation's address and, while it is known, the key. */
import { html, useState } from "../../ui/preact.js";
import { Copyable } from "../../ui/bits.js";
import { Notice } from "../../ui/form.js";
import { t } from "../../text/text.js";

const tools = {
  Prometheus: ({ host, scheme, key }) => `# prometheus.yml
alerting:
  alertmanagers:
    - scheme: ${scheme}
      path_prefix: /intake/alertmanager/${key}
      static_configs:
        - targets: ["${host}"]
`,
  amtool: ({ origin, key }) => `amtool alert add alertname=Trial severity=warning \\
    --alertmanager.url=${origin}/intake/alertmanager/${key}
`,
  Grafana: ({ origin, key }) => `# Alerting → Contact points → Alertmanager
URL: ${origin}/intake/alertmanager/${key}
`,
  CloudEvents: ({ origin, key }) => `curl ${origin}/intake/cloudevents/${key} \\
  -H 'Content-Type: application/cloudevents+json' -d '{
    "specversion": "1.0", "id": "1", "source": "/backup", "type": "backup.failed",
    "subject": "nightly", "data": {
      "state": "firing", "severity": "major", "ci": "shop-db",
      "summary": "The nightly backup failed" } }'
`,
  curl: ({ origin, key }) => `curl ${origin}/intake/alertmanager/${key}/api/v2/alerts \\
  -H 'Content-Type: application/json' \\
  -d '[{"labels": {"alertname": "Trial", "severity": "warning"}}]'
`,
};

export function Setup({ integration }) {
  const [tool, choose] = useState("Prometheus");
  const key = integration.key ?? t("integration.key-here");
  const place = { origin: location.origin, host: location.host, scheme: location.protocol.slice(0, -1), key };
  return html`<div class="stack">
    ${integration.key
      ? html`<${Notice} tone="ok" icon="check-circle"><strong>${t("integration.key-once")}</strong><${Copyable} text=${integration.key} label=${t("integration.key")} /><//>`
      : html`<${Notice} tone="info">${t("integration.key-gone", { hint: integration.keyHint })}<//>`}
    <div class="tabs" role="tablist">${Object.keys(tools).map((name) => html`<button type="button" role="tab" aria-selected=${String(name === tool)} onClick=${() => choose(name)}>${name}</button>`)}</div>
    <${Copyable} text=${tools[tool](place)} label=${tool} />
    <p class="small muted">${t("integration.labels")}</p>
  </div>`;
}
