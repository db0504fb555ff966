/// What is copied into each tool.
extension SourceSetup {
    var prometheus: String {
        """
        # prometheus.yml
        alerting:
          alertmanagers:
            - scheme: \(address.hasPrefix("https") ? "https" : "http")
              path_prefix: /intake/alertmanager/KEY
              static_configs:
                - targets: ["\(host)"]

        # or, from an Alertmanager you keep: alertmanager.yml
        receivers:
          - name: dienst
            webhook_configs:
              - url: \(address)/intake/alertmanager-webhook/KEY
                send_resolved: true
        """
    }

    var grafana: String {
        """
        # Alerting > Contact points > Webhook, or by file in provisioning/alerting:
        apiVersion: 1
        contactPoints:
          - orgId: 1
            name: dienst
            receivers:
              - uid: dienst
                type: webhook
                settings: { url: "\(url)", httpMethod: POST }
        """
    }

    var pagerDuty: String {
        """
        # Where the tool lets you set PagerDuty's address: \(address)
        # The routing key (integration key) is KEY.
        # Alertmanager:
        receivers:
          - name: dienst
            pagerduty_configs:
              - url: \(address)/v2/enqueue
                routing_key: KEY
        """
    }

    var opsgenie: String {
        """
        # Where the tool lets you set Opsgenie's address: \(address)
        # The API key is KEY.
        # Alertmanager:
        receivers:
          - name: dienst
            opsgenie_configs:
              - api_url: \(address)/
                api_key: KEY
        """
    }

    var datadog: String {
        """
        # Integrations > Webhooks > New, address:
        #   \(url)
        # Payload:
        {
          "id": "$ID", "title": "$EVENT_TITLE", "message": "$EVENT_MSG", "alert_id": "$ALERT_ID",
          "cycle": "$ALERT_CYCLE_KEY", "transition": "$ALERT_TRANSITION", "priority": "$ALERT_PRIORITY",
          "status": "$ALERT_STATUS", "scope": "$ALERT_SCOPE", "metric": "$ALERT_METRIC", "host": "$HOSTNAME",
          "tags": "$TAGS", "updated": "$LAST_UPDATED", "date": "$DATE", "link": "$LINK", "org": "$ORG_NAME"
        }
        """
    }

    var command: String {
        """
        # Copy deploy/integrations/nagios/dienst-notify out of the release to /usr/local/lib/dienst/dienst-notify, and:
        #   mkdir -p /var/spool/dienst && chown nagios /var/spool/dienst
        # Nagios, Naemon (enable_environment_macros=1 in nagios.cfg):
        define command {
            command_name  dienst-notify
            command_line  /usr/local/lib/dienst/dienst-notify \(url)
        }
        define contact {
            contact_name                   dienst
            host_notification_commands     dienst-notify
            service_notification_commands  dienst-notify
            host_notification_options      d,u,r,f
            service_notification_options   w,u,c,r,f
            host_notification_period       24x7
            service_notification_period    24x7
        }
        # Icinga 2: see icinga2.conf beside it. Checkmk: link it as local/share/check_mk/notifications/dienst, parameter: the address.
        # Every minute, as the same user, send what is left: /usr/local/lib/dienst/dienst-notify --flush
        """
    }

    var github: String {
        """
        # Settings > Webhooks > Add webhook
        #   Payload URL:  \(url)
        #   Content type: application/json
        #   Secret:       KEY
        #   Events:       Deployments, Deployment statuses, Releases
        """
    }

    var sns: String {
        """
        # Raw message delivery stays off: it has no signature. The subscription is confirmed by itself.
        aws sns subscribe --topic-arn TOPIC --protocol https --notification-endpoint \(url)
        # A CloudWatch alarm says what it is about in its description: severity=critical ci=web1 service=checkout
        """
    }

    var eventStream: String {
        """
        # Or let Dienst fetch Icinga 2's event stream, which also tells of acknowledgements taken back, and loses nothing while
        # either is away. In /etc/icinga2/conf.d/api-users.conf:
        object ApiUser "dienst" {
          password = "PASSWORD"
          permissions = [ "events/*", "objects/query/Host", "objects/query/Service" ]
        }
        # Put PASSWORD into a file in the folder of DIENST_STREAM_SECRETS, and into this integration's profile:
        #   "stream": {"url": "https://ICINGA:5665", "user": "dienst", "secret": "NAME-OF-THE-FILE", "pin": "sha256//…"}
        # The pin is the SHA-256 of Icinga's public key:
        #   openssl x509 -in /var/lib/icinga2/certs/HOST.crt -noout -pubkey | openssl pkey -pubin -outform der |
        #     openssl dgst -sha256 -binary | base64
        """
    }

    var syslog: String {
        """
        # rsyslog, to the port of DIENST_SYSLOG_PORT, if this integration is the one of DIENST_SYSLOG_INTEGRATION:
        *.warning action(type="omfwd" target="DIENST-HOST" port="PORT" protocol="tcp" template="RSYSLOG_SyslogProtocol23Format"
          TCP_Framing="octet-counted" queue.type="LinkedList" queue.filename="dienst" action.resumeRetryCount="-1")

        # or by HTTP, which needs no port:
        module(load="omhttp")
        *.warning action(type="omhttp" serverport="\(port)" server="\(hostName)" restpath="\(url.dropFirst(address.count + 1))"
          usehttps="\(address.hasPrefix("https") ? "on" : "off")" template="RSYSLOG_SyslogProtocol23Format")
        """
    }

    var cloudEvents: String {
        """
        # By HTTP (POST, structured, binary or batch):
        #   \(url)
        # Over RabbitMQ: publish to the exchange dienst.intake of the virtual host dienst, with the key as header x-dienst-key.
        # A user of its own for the sender:
        rabbitmqctl add_user SENDER
        rabbitmqctl set_permissions -p dienst SENDER '^$' '^dienst\\.intake$' '^$'
        """
    }

    var argoCD: String {
        """
        # argocd-notifications-cm
        service.webhook.dienst: |
          url: \(url)
          headers: [{name: Content-Type, value: application/json}]
        template.dienst-deployed: |
          webhook:
            dienst:
              method: POST
              body: |
                {"app": "{{.app.metadata.name}}", "phase": "{{.app.status.operationState.phase}}",
                 "revision": "{{.app.status.sync.revision}}", "repository": "{{.app.spec.source.repoURL}}",
                 "environment": "{{.app.spec.destination.namespace}}",
                 "started": "{{.app.status.operationState.startedAt}}",
                 "finished": "{{.app.status.operationState.finishedAt}}"}
        trigger.dienst-on-deployed: |
          - when: app.status.operationState.phase in ['Succeeded', 'Failed', 'Error']
            oncePer: app.status.operationState.finishedAt
            send: [dienst-deployed]
        """
    }

    var collector: String {
        """
        # OpenTelemetry Collector
        exporters:
          otlphttp/dienst:
            logs_endpoint: \(address)/intake/otlp/KEY/v1/logs
        service:
          pipelines:
            logs/dienst:
              receivers: [otlp]
              exporters: [otlphttp/dienst]
        """
    }

    var heartbeats: String {
        """
        # At the end of the job; ?create=1 makes the heartbeat the first time:
        curl -fsS -m 10 --retry 5 -o /dev/null "\(url)?create=1"
        # A whole cron line, with start and exit code:
        0 3 * * * curl -fsS -m 10 -o /dev/null "\(url)/start"; backup.sh; curl -fsS -m 10 --retry 5 -o /dev/null "\(url)/$?"
        """
    }

    private var hostName: String { host.split(separator: ":").dropLast().joined(separator: ":") }
    private var port: String { host.split(separator: ":").last.map(String.init) ?? "" }

    private var host: String {
        let bare =
            address.split(separator: "/", omittingEmptySubsequences: true).dropFirst().first.map(String.init) ?? address
        return bare.contains(":") ? bare : bare + (address.hasPrefix("https") ? ":443" : ":80")
    }
}
