/// The tools that integrations are made for. It chooses the standard mapping and the configuration to copy; a key speaks
/// every format whatever its kind.
package enum SourceKind: String, Codable, CaseIterable, Sendable {
    case any, alertmanager, grafana, pagerduty, opsgenie, victorops, alerta, servicenow, cloudevents, zabbix, nagios,
        icinga, checkmk, datadog, newrelic, dynatrace, sentry, uptimekuma, splunk, sensu, json, azure, gcp, sns,
        heartbeats, otlp, syslog, snmp, github, gitlab, argocd
}
