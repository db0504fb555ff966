import EventDomain

extension SourceKind {
    /// The mapping that fits what the tool sends by its shipped or our template; nil where a parser of its own, or none, is used.
    var mapping: EventMapping? {
        switch self {
        case .datadog: .datadog
        case .newrelic: .newRelic
        case .dynatrace: .dynatrace
        case .sentry: .sentry
        case .uptimekuma: .uptimeKuma
        case .splunk: .splunk
        case .sensu: .sensu
        default: nil
        }
    }
}

extension EventMapping {
    /// The template that the integration's setup page shows.
    static let datadog = EventMapping(
        summary: "$.title || $.message", description: "$.message", check: "$.metric || $.title",
        identity: "datadog:{{$.alert_id}}:{{$.scope}}", state: "$.transition || $.status",
        severity: "$.priority || $.status", time: "$.updated || $.date", item: "$.tags | tag ci",
        service: "$.tags | tag service", host: "$.host || $.scope | tag host", link: "$.link",
        labels: ["env": "$.tags | tag env", "scope": "$.scope", "org": "$.org"],
        raises: ["triggered", "re-triggered", "warn", "re-warn", "renotify", "re-renotify", "alert"],
        clears: ["recovered", "ok"], ignores: ["no data", "re-no data", "test"],
        severities: ["alert": .critical, "warn": .warning, "normal": .info])

    /// The standard payload of a workflow's webhook.
    static let newRelic = EventMapping(
        summary: "$.title", check: "$.alertConditionNames[0] || $.title",
        identity: "newrelic:{{$.issueId}} || newrelic:{{$.id}}",
        state: "$.state", severity: "$.priority", time: "$.updatedAt || $.createdAt",
        host: "$.impactedEntities[0]", link: "$.issueUrl",
        labels: ["policy": "$.alertPolicyNames[0]", "workflow": "$.workflowName"],
        raises: ["created", "activated"], clears: ["closed"], acknowledges: ["acknowledged"],
        severities: ["critical": .critical, "high": .major, "medium": .minor, "low": .warning])

    static let dynatrace = EventMapping(
        summary: "$.ProblemTitle", description: "$.ProblemDetailsText", check: "$.ProblemTitle",
        identity: "dynatrace:{{$.PID}} || dynatrace:{{$.ProblemID}}", state: "$.State", severity: "$.ProblemSeverity",
        item: "$.ProblemDetailsJSONv2.rootCauseEntity.name", service: "$.Tags | tag service",
        host: "$.ImpactedEntities[0].name || $.ImpactedEntity", link: "$.ProblemURL",
        labels: [
            "problem": "$.ProblemID", "impact": "$.ProblemImpact", "entity": "$.ImpactedEntities[0].entity",
            "root_cause": "$.ProblemDetailsJSONv2.rootCauseEntity.name",
        ], raises: ["open"], clears: ["resolved", "merged"],
        severities: [
            "availability": .critical, "error": .major, "performance": .minor, "resource_contention": .warning,
            "custom_alert": .warning, "monitoring_unavailable": .unknown, "info": .info,
        ])

    static let sentry = EventMapping(
        summary: "$.data.event.title || $.data.issue.title || $.data.description_title || $.data.metric_alert.title",
        description: "$.data.event.culprit || $.data.issue.culprit || $.data.description_text",
        check: "$.data.triggered_rule || $.data.metric_alert.alert_rule.name || $.data.issue.type || issue",
        identity: "issue:{{$.data.event.issue_id}} || issue:{{$.data.issue.id}} || metric:{{$.data.metric_alert.id}}",
        state: "$.action", severity: "$.data.event.level || $.data.issue.level || $.action",
        time: "$.data.event.datetime", service: "$.data.issue.project.slug || $.data.metric_alert.projects[0]",
        link: "$.data.event.web_url || $.data.issue.permalink || $.data.web_url",
        labels: [
            "environment": "$.data.event.environment", "project": "$.data.event.project || $.data.issue.project.slug",
        ], raises: ["triggered", "created", "critical", "warning", "unresolved", "open"],
        clears: ["resolved", "ignored", "archived"], ignores: ["assigned"],
        severities: ["fatal": .critical, "error": .major, "warning": .warning, "info": .info, "debug": .info])

    static let uptimeKuma = EventMapping(
        summary: "$.msg", description: "$.heartbeat.msg", check: "$.monitor.name || Uptime Kuma",
        identity: "kuma:{{$.monitor.id}}", state: "$.heartbeat.status",
        severity: "$.monitor.tags[?name=severity].value",
        time: "$.heartbeat.time", item: "$.monitor.tags[?name=ci].value",
        service: "$.monitor.tags[?name=service].value", host: "$.monitor.hostname || $.monitor.name",
        link: "$.monitor.url", labels: ["type": "$.monitor.type"], raises: ["0"], clears: ["1"], ignores: ["2", "3"])

    /// Splunk never says that something is over.
    static let splunk = EventMapping(
        summary: "$.search_name || $.result.message", check: "$.search_name",
        identity: "splunk:{{$.search_name}}:{{$.result.host}}", severity: "$.result.severity || $.result.log_level",
        time: "$.result._time", item: "$.result.ci", service: "$.result.service", host: "$.result.host",
        link: "$.results_link", labels: ["app": "$.app"], lifetime: 86_400)

    static let sensu = EventMapping(
        summary: "$.check.output", check: "$.check.metadata.name",
        identity: "sensu:{{$.entity.metadata.name}}/{{$.check.metadata.name}}", state: "$.check.status",
        severity: "$.check.status", time: "$.check.executed || $.timestamp", item: "$.entity.metadata.labels.ci",
        service: "$.check.metadata.labels.service || $.entity.metadata.labels.service",
        host: "$.entity.metadata.name", labels: ["namespace": "$.entity.metadata.namespace"], raises: ["*"],
        clears: ["0"], severities: ["1": .warning, "2": .critical])
}
