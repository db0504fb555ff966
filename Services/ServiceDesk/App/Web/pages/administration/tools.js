/** Monitoring tools that the intake understands today, each with what is to be written into it. */
import { has, t } from "../../text/text.js";

/** @type {{name: string, about: string, file?: string, text: (place: {origin: string, host: string, scheme: string, key: string}) => string}[]} */
export const tools = [
  { name: "Prometheus", about: "direct", file: "prometheus.yml", text: ({ host, scheme, key }) => `alerting:
  alertmanagers:
    - scheme: ${scheme}
      path_prefix: /intake/alertmanager/${key}
      api_version: v2
      static_configs:
        - targets: ["${host}"]
` },
  { name: "Thanos / Mimir / Loki", about: "ruler", file: "ruler", text: ({ origin, key }) => `# Thanos Ruler
--alertmanagers.url=${origin}/intake/alertmanager/${key}

# Mimir, Loki
ruler:
  alertmanager_url: ${origin}/intake/alertmanager/${key}
  enable_alertmanager_v2: true
` },
  { name: "VictoriaMetrics", about: "ruler", file: "vmalert", text: ({ origin, key }) => `vmalert -notifier.url=${origin}/intake/alertmanager/${key}
` },
  { name: "Grafana", about: "grafana", text: ({ origin, key }) => `# Grafana → Alerting → Contact points → New → Alertmanager
URL: ${origin}/intake/alertmanager/${key}

# or provisioned: /etc/grafana/provisioning/alerting/dienst.yaml
apiVersion: 1
contactPoints:
  - orgId: 1
    name: Dienst
    receivers:
      - uid: dienst
        type: prometheus-alertmanager
        settings:
          url: ${origin}/intake/alertmanager/${key}
` },
  { name: "amtool", about: "trial", text: ({ origin, key }) => `amtool alert add alertname=Trial severity=warning instance=trial-01 \\
    --annotation=summary="A trial" \\
    --alertmanager.url=${origin}/intake/alertmanager/${key}

amtool alert query --alertmanager.url=${origin}/intake/alertmanager/${key}
` },
  { name: "CloudEvents", about: "cloudevents", text: ({ origin, key }) => `curl ${origin}/intake/cloudevents/${key} \\
  -H 'Content-Type: application/cloudevents+json' -d '{
    "specversion": "1.0", "id": "1", "source": "/backup", "type": "backup.failed",
    "subject": "nightly", "data": {
      "state": "firing", "severity": "major", "ci": "shop-db",
      "summary": "The nightly backup failed" } }'

# over: the same source and subject with "state": "resolved"
` },
  { name: "Knative", about: "cloudevents", file: "trigger.yaml", text: ({ origin, key }) => `apiVersion: eventing.knative.dev/v1
kind: Trigger
metadata:
  name: dienst
spec:
  broker: default
  subscriber:
    uri: ${origin}/intake/cloudevents/${key}
` },
  { name: "curl", about: "any", text: ({ origin, key }) => `# fires; send it again while it lasts
curl ${origin}/intake/alertmanager/${key}/api/v2/alerts \\
  -H 'Content-Type: application/json' \\
  -d '[{"labels": {"alertname": "Trial", "severity": "warning", "instance": "trial-01"},
        "annotations": {"summary": "A trial"}}]'

# the key as a token instead of in the address
curl ${origin}/intake/alertmanager/api/v2/alerts -H 'Authorization: Bearer ${key}' \\
  -H 'Content-Type: application/json' -d '[{"labels": {"alertname": "Trial"}}]'
` },
];

const names = {
  alertmanager: "Alertmanager, Prometheus", grafana: "Grafana", pagerduty: "PagerDuty", opsgenie: "Opsgenie", victorops: "VictorOps", alerta: "Alerta", servicenow: "ServiceNow",
  cloudevents: "CloudEvents", zabbix: "Zabbix", nagios: "Nagios, Naemon", icinga: "Icinga", checkmk: "Checkmk", datadog: "Datadog", newrelic: "New Relic", dynatrace: "Dynatrace",
  sentry: "Sentry", uptimekuma: "Uptime Kuma", splunk: "Splunk", sensu: "Sensu", json: "JSON", azure: "Azure Monitor", gcp: "Google Cloud Monitoring", otlp: "OpenTelemetry", syslog: "Syslog",
  snmp: "SNMP", github: "GitHub", gitlab: "GitLab", argocd: "Argo CD",
};
/** What a kind of tool is called. @param {string} kind */
export const toolName = (kind) => names[kind] ?? (has(`tool-kind.${kind}`) ? t(`tool-kind.${kind}`) : kind);
