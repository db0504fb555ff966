/// Nordwarft, a retailer that exists only here: what the demonstration set says about its teams, people and services.
enum Company {
    static let name = "Nordwarft"

    struct Team {
        let name: String
        let description: String
    }

    struct Person {
        let name: String
        let roles: [String]
        let team: String?
        /// An IANA name; nil for where the desk is.
        let zone: String?

        init(_ name: String, _ roles: [String] = ["requester"], _ team: String? = nil, zone: String? = nil) {
            self.name = name
            self.roles = roles
            self.team = team
            self.zone = zone
        }
    }

    struct Service {
        let name: String
        let description: String
        /// 1, the most critical, to 4.
        let criticality: Int
        /// What an hour is worth to the business, in euros.
        let valuePerHour: Int
        let owner: String
        let team: String
    }

    static let teams = [
        Team(name: "Service Desk", description: "First contact for shops, warehouse and offices"),
        Team(name: "Network", description: "Sites, data centres, WLAN and firewalls"),
        Team(name: "Platform and Databases", description: "Hypervisors, storage, clusters, databases, queues"),
        Team(name: "E-Commerce", description: "Online shop, checkout and customer accounts"),
        Team(name: "Store Systems", description: "Tills, scales and shelf labels in 84 shops"),
        Team(name: "Logistics IT", description: "Warehouse, handhelds and carriers"),
        Team(name: "Business Applications", description: "Merchandise, finance, reports and payroll"),
        Team(name: "Workplace", description: "Mail, files, printers and devices"),
        Team(name: "People and Culture", description: "Joining, moving, leaving, certificates"),
        Team(name: "Facilities", description: "Rooms, keys, furniture and parking"),
    ]

    static let people = [
        Person("Maren Petersohn", ["requester", "agent", "manager"], "Service Desk"),
        Person("Jonas Kettelhut", ["requester", "agent"], "Service Desk"),
        Person("Elin Sandvang", ["requester", "agent"], "Service Desk"),
        Person("Thore Wittrock", ["requester", "agent", "manager"], "Network"),
        Person("Aylin Demirkol", ["requester", "agent"], "Network"),
        Person("Henrik Aspelund", ["requester", "agent", "manager"], "Platform and Databases"),
        Person("Katja Brinkhof", ["requester", "agent"], "Platform and Databases"),
        Person("Oskar Lindebro", ["requester", "agent"], "Platform and Databases"),
        Person("Claire Bouchard", ["requester", "agent"], "Platform and Databases", zone: "America/Toronto"),
        Person("Noah Tremblay", ["requester", "agent"], "Platform and Databases", zone: "America/Toronto"),
        Person("Priya Kulkarni", ["requester", "agent"], "Platform and Databases", zone: "Asia/Kolkata"),
        Person("Arjun Deshmukh", ["requester", "agent"], "Platform and Databases", zone: "Asia/Kolkata"),
        Person("Femke Hollander", ["requester", "agent", "manager"], "E-Commerce"),
        Person("Ruben Stolpe", ["requester", "agent"], "E-Commerce"),
        Person("Sanna Kivelä", ["requester", "agent"], "E-Commerce"),
        Person("Detlef Marquering", ["requester", "agent"], "Store Systems"),
        Person("Ingrid Nyhamn", ["requester", "agent"], "Store Systems"),
        Person("Piotr Wolnicki", ["requester", "agent"], "Logistics IT"),
        Person("Birte Lorenzen-Vogt", ["requester", "agent", "manager"], "Business Applications"),
        Person("Malte Griesbach", ["requester", "agent"], "Workplace"),
        Person("Solveig Aarnes", ["requester", "agent", "manager"], "People and Culture"),
        Person("Rolf Timmerbeil", ["requester", "agent"], "Facilities"),
        Person("Astrid Tveterås", ["requester", "manager"]),
        Person("Volker Hagemeister", ["requester", "manager"]),
        Person("Lotta Engdahlen"), Person("Heiko Sievertsen"), Person("Nele Ostermoor"), Person("Gustav Bredhall"),
        Person("Yvonne Tiedtke"), Person("Mattis Kjærholt"), Person("Carla Rademacker"),
    ]

    static let services = [
        Service(
            name: "Online shop", description: "Browsing, basket and orders on nordwarft.example", criticality: 1,
            valuePerHour: 42_000, owner: "Astrid Tveterås", team: "E-Commerce"),
        Service(
            name: "Payments", description: "Cards, invoice and instalments, online and in shops", criticality: 1,
            valuePerHour: 38_000, owner: "Volker Hagemeister", team: "E-Commerce"),
        Service(
            name: "Store checkout", description: "Tills in 84 shops", criticality: 1, valuePerHour: 55_000,
            owner: "Volker Hagemeister", team: "Store Systems"),
        Service(
            name: "Order fulfilment", description: "Picking, packing and handing over to carriers", criticality: 2,
            valuePerHour: 14_000, owner: "Astrid Tveterås", team: "Logistics IT"),
        Service(
            name: "Merchandise management", description: "Articles, purchasing and stock", criticality: 2,
            valuePerHour: 9_000, owner: "Birte Lorenzen-Vogt", team: "Business Applications"),
        Service(
            name: "Click and collect", description: "Order online, fetch in the shop", criticality: 2,
            valuePerHour: 6_500, owner: "Astrid Tveterås", team: "E-Commerce"),
        Service(
            name: "Customer accounts", description: "Sign-in, addresses and loyalty points", criticality: 2,
            valuePerHour: 4_800, owner: "Femke Hollander", team: "E-Commerce"),
        Service(
            name: "Mail and calendar", description: "Mailboxes of 1,900 employees", criticality: 3,
            valuePerHour: 2_500, owner: "Maren Petersohn", team: "Workplace"),
        Service(
            name: "Shelf labels", description: "Prices on electronic labels", criticality: 3, valuePerHour: 1_800,
            owner: "Volker Hagemeister", team: "Store Systems"),
        Service(
            name: "Files and printing", description: "Shares and printers of offices and shops", criticality: 3,
            valuePerHour: 1_500, owner: "Maren Petersohn", team: "Workplace"),
        Service(
            name: "Time and payroll", description: "Time recording, shifts and pay", criticality: 3,
            valuePerHour: 900, owner: "Birte Lorenzen-Vogt", team: "Business Applications"),
        Service(
            name: "Business reports", description: "Sales and stock figures of the day before", criticality: 4,
            valuePerHour: 400, owner: "Birte Lorenzen-Vogt", team: "Business Applications"),
    ]
}
