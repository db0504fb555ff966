extension Company {
    /// 60 configuration items as an administrator would import them, the foundations first.
    static let model = "items:\n" + [network, foundations, data, applications].joined(separator: "\n") + "\n"

    private static let network = """
          - {name: wan-hl, class: wan-link, aliases: [hl-isp-a, 10.20.0.1]}
          - {name: wan-mm, class: wan-link, aliases: [mm-isp-a, 10.40.0.1]}
          - {name: core-sw-hl-01, class: switch, aliases: [10.20.0.11, hl-core-1]}
          - {name: core-sw-hl-02, class: switch, aliases: [10.20.0.12, hl-core-2]}
          - {name: core-sw-mm-01, class: switch, aliases: [10.40.0.11, mm-core-1]}
          - {name: fw-hl-01, class: firewall, aliases: [10.20.0.2, fw-hl], dependsOn: [wan-hl, core-sw-hl-01]}
          - {name: fw-mm-01, class: firewall, aliases: [10.40.0.2, fw-mm], dependsOn: [wan-mm, core-sw-mm-01]}
          - {name: lb-hl-01, class: load-balancer, aliases: [10.20.1.5, lb-hl], dependsOn: [core-sw-hl-01, fw-hl-01]}
          - {name: dns-01, class: name-server, aliases: [10.20.1.53, ns1.nordwarft.example], dependsOn: [kvm-hl-01]}
          - {name: vpn-shops, class: vpn-gateway, aliases: [10.20.1.9, vpn1.nordwarft.example], dependsOn: [fw-hl-01]}
          - {name: wlan-ctl-01, class: wlan-controller, aliases: [10.40.1.7], dependsOn: [core-sw-mm-01]}
        """

    private static let foundations = """
          - {name: san-hl-01, class: storage, aliases: [10.20.2.20, san-hl]}
          - {name: san-mm-01, class: storage, aliases: [10.40.2.20, san-mm]}
          - {name: kvm-hl-01, class: hypervisor, aliases: [10.20.2.31], dependsOn: [core-sw-hl-01, san-hl-01]}
          - {name: kvm-hl-02, class: hypervisor, aliases: [10.20.2.32], dependsOn: [core-sw-hl-01, san-hl-01]}
          - {name: kvm-hl-03, class: hypervisor, aliases: [10.20.2.33], dependsOn: [core-sw-hl-02, san-hl-01]}
          - {name: kvm-hl-04, class: hypervisor, aliases: [10.20.2.34], dependsOn: [core-sw-hl-02, san-hl-01]}
          - {name: kvm-mm-01, class: hypervisor, aliases: [10.40.2.31], dependsOn: [core-sw-mm-01, san-mm-01]}
          - {name: kvm-mm-02, class: hypervisor, aliases: [10.40.2.32], dependsOn: [core-sw-mm-01, san-mm-01]}
          - {name: k8s-hl, class: cluster, aliases: [k8s-hl-api, 10.20.3.10], dependsOn: [kvm-hl-03, kvm-hl-04]}
          - {name: idp-01, class: identity-provider, aliases: [login.nordwarft.example], dependsOn: [kvm-hl-01]}
          - {name: ca-01, class: certificate-authority, aliases: [10.20.3.12], dependsOn: [kvm-mm-02]}
          - {name: backup-01, class: backup, aliases: [10.40.2.40], dependsOn: [kvm-mm-02]}
        """

    private static let data = """
          - {name: pg-orders-01, class: database, aliases: [10.20.4.11, orders-primary], dependsOn: [kvm-hl-01]}
          - {name: pg-customers-01, class: database, aliases: [10.20.4.12, customers-primary], dependsOn: [kvm-hl-02]}
          - {name: pg-stock-01, class: database, aliases: [10.40.4.11, stock-primary], dependsOn: [kvm-mm-01]}
          - {name: pg-payroll-01, class: database, aliases: [10.40.4.12], dependsOn: [kvm-mm-02]}
          - {name: erp-db-01, class: database, aliases: [10.20.4.21, erpprod], dependsOn: [kvm-hl-02]}
          - {name: reports-db-01, class: database, aliases: [10.40.4.31], dependsOn: [kvm-mm-02]}
          - {name: redis-sessions-01, class: cache, aliases: [10.20.4.41], dependsOn: [k8s-hl]}
          - {name: search-01, class: search-engine, aliases: [10.20.4.51, opensearch-hl], dependsOn: [kvm-hl-04]}
          - {name: mq-orders-01, class: queue, aliases: [10.20.5.11, rabbit-orders], dependsOn: [kvm-hl-03]}
          - {name: mq-stores-01, class: queue, aliases: [10.20.5.12, rabbit-stores], dependsOn: [kvm-hl-02]}
        """
}
