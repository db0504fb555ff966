extension Company {
    /// What stands on the foundations and carries the business services.
    static let applications = """
          - {name: cdn-media, class: saas, aliases: [media.nordwarft.example], supports: [Online shop]}
          - {name: psp-connector, class: saas-gateway, aliases: [psp.nordwarft.example], dependsOn: [fw-hl-01]}
          - {name: carrier-hub, class: saas-gateway, aliases: [carriers.nordwarft.example], dependsOn: [fw-mm-01]}
          - {name: mail-cloud, class: saas, aliases: [mail.nordwarft.example], supports: [Mail and calendar]}
          - {name: mdm-cloud, class: saas, aliases: [mdm.nordwarft.example]}
          - name: shop-web
            class: web-server
            aliases: [www.nordwarft.example, deployment/shop-web]
            dependsOn: [lb-hl-01, k8s-hl, shop-api, dns-01]
            supports: [Online shop]
          - name: shop-api
            class: application
            aliases: [api.nordwarft.example, deployment/shop-api]
            dependsOn: [k8s-hl, pg-orders-01, redis-sessions-01, mq-orders-01]
            supports: [Online shop]
          - {name: shop-search, class: application, dependsOn: [search-01], supports: [Online shop]}
          - name: checkout-api
            class: application
            aliases: [deployment/checkout-api]
            dependsOn: [k8s-hl, pg-orders-01, pay-gateway]
            supports: [Online shop]
          - {name: pay-gateway, class: application, dependsOn: [psp-connector, kvm-hl-02], supports: [Payments]}
          - {name: fraud-check, class: application, dependsOn: [k8s-hl], supports: [Payments]}
          - {name: customer-api, class: application, dependsOn: [pg-customers-01], supports: [Customer accounts]}
          - {name: customer-login, class: application, dependsOn: [idp-01], supports: [Customer accounts]}
          - {name: loyalty-api, class: application, dependsOn: [customer-api], supports: [Customer accounts]}
          - name: collect-api
            class: application
            dependsOn: [pg-stock-01, mq-stores-01]
            supports: [Click and collect]
          - {name: wms-app, class: application, dependsOn: [pg-stock-01, kvm-mm-01], supports: [Order fulfilment]}
          - {name: wms-handhelds, class: device-group, dependsOn: [wlan-ctl-01, wms-app], supports: [Order fulfilment]}
          - {name: parcel-labels, class: application, dependsOn: [carrier-hub], supports: [Order fulfilment]}
          - {name: erp-app, class: application, dependsOn: [erp-db-01], supports: [Merchandise management]}
          - {name: erp-edi, class: application, dependsOn: [erp-app, fw-hl-01], supports: [Merchandise management]}
          - {name: pos-backend, class: application, dependsOn: [mq-stores-01, kvm-hl-02], supports: [Store checkout]}
          - {name: pos-shops, class: device-group, dependsOn: [pos-backend, vpn-shops], supports: [Store checkout]}
          - {name: label-server-01, class: application, dependsOn: [kvm-mm-02, vpn-shops], supports: [Shelf labels]}
          - {name: file-01, class: file-server, dependsOn: [kvm-hl-01], supports: [Files and printing]}
          - {name: print-01, class: print-server, dependsOn: [kvm-hl-02], supports: [Files and printing]}
          - {name: time-app, class: application, dependsOn: [pg-payroll-01, idp-01], supports: [Time and payroll]}
          - {name: reports-loader, class: application, dependsOn: [reports-db-01], supports: [Business reports]}
        """
}
