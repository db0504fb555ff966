import EventDomain

/// The configuration that people copy into a monitoring tool. `KEY` stands for the integration's key, which only its maker knows.
struct SourceSetup {
    let kind: SourceKind
    let name: String
    /// Where the tool reaches the suite, without a slash at the end.
    let address: String

    var text: String { "# \(title)\n\n\(lines)\n" }

    /// Where this kind posts, with the key in the address.
    var url: String { address + kind.path.replacing("{key}", with: "KEY") }

    private var title: String {
        "\(name.filter { !$0.isNewline }): put the integration's key in place of KEY"
    }

    private var lines: String {
        switch kind {
        case .alertmanager: prometheus
        case .grafana: grafana
        case .pagerduty: pagerDuty
        case .opsgenie: opsgenie
        case .datadog: datadog
        case .zabbix:
            shipped(
                "zabbix/dienst-media-type.yaml",
                "Import it under Alerts > Media types, then set its parameters:\n\n  dienst_url: \(url)")
        case .nagios, .checkmk: command
        case .snmp:
            shipped(
                "snmp/dienst-trap-handler",
                "In snmptrapd.conf:\n\n  traphandle default /usr/local/lib/dienst/dienst-trap-handler \(url)")
        case .sns: sns
        case .icinga: command + "\n\n" + eventStream
        case .syslog: syslog
        case .cloudevents: cloudEvents
        case .github: github
        case .argocd: argoCD
        case .otlp: collector
        case .heartbeats: heartbeats
        default: webhook
        }
    }

    private var webhook: String { "Let the tool post JSON to this address (method POST):\n\n  \(url)" }

    private func shipped(_ file: String, _ words: String) -> String {
        "Take deploy/integrations/\(file) out of the release. \(words)"
    }
}

extension SourceKind {
    /// Where this kind speaks, below the suite's address.
    var path: String {
        switch self {
        case .any, .json, .datadog, .newrelic, .dynatrace, .sentry, .uptimekuma, .splunk, .sensu: "/intake/json/{key}"
        case .grafana: "/intake/alertmanager-webhook/{key}"
        case .pagerduty: "/v2/enqueue"
        case .icinga, .checkmk: "/intake/nagios/{key}"
        case .heartbeats: "/ping/{key}/name-of-the-job"
        case .otlp: "/intake/otlp/{key}/v1/logs"
        default: "/intake/\(rawValue)/{key}"
        }
    }
}
