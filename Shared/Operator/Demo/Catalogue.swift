/// What one can ask for at Nordwarft: domains, their offerings and items, as the catalogue has them.
extension Company {
    struct Domain {
        let name: String
        let description: String
        let icon: String
        let teams: [String]
    }

    struct Offering {
        let domain: String
        let name: String
        let description: String
        let icon: String
        let service: String?
        let items: [Item]
    }

    struct Item {
        let name: String
        let summary: String
        let icon: String
        let days: Int
        var cost: Double?
        /// In what capacity somebody approves: `manager`, `serviceOwner`, `costOwner`; one stage each.
        var approvers: [String] = []
        let form: [Field]
        let plan: [Step]

        struct Step {
            let key: String
            let title: String
            let team: String
            var after: [String] = []
        }
    }

    /// One question, with its words in English and German.
    struct Field {
        let key: String
        let type: String
        let label: String
        let german: String
        var isRequired = true
        var choices: [(key: String, label: String, german: String)] = []
        /// Shown when another field has this answer.
        var shownWhen: (field: String, equals: String)?
    }

    static let domains = [
        Domain(
            name: "IT", description: "Devices, access and software", icon: "laptop",
            teams: ["Service Desk", "Workplace", "Network", "Platform and Databases", "Business Applications"]),
        Domain(
            name: "People and Culture", description: "Joining, moving, leaving, certificates", icon: "people",
            teams: ["People and Culture"]),
        Domain(
            name: "Facilities", description: "Rooms, keys, furniture and parking", icon: "building",
            teams: ["Facilities"]),
    ]

    static let offerings = [devices, access, employment, workplaces]

    private static let receiver = Field(
        key: "place", type: "choice", label: "Where shall it go?", german: "Wohin soll es?",
        choices: [
            ("office", "To my desk", "An meinen Platz"), ("shop", "To a shop", "In eine Filiale"),
            ("home", "To my home", "Nach Hause"),
        ])

    private static let devices = Offering(
        domain: "IT", name: "Devices", description: "What stands on a desk or is carried about", icon: "laptop",
        service: "Files and printing",
        items: [
            Item(
                name: "Laptop", summary: "A laptop with the usual software, set up and ready", icon: "laptop", days: 5,
                cost: 1_290, approvers: ["manager"],
                form: [
                    Field(
                        key: "model", type: "choice", label: "Model", german: "Modell",
                        choices: [
                            ("light", "Light, 13 inch", "Leicht, 13 Zoll"),
                            ("large", "Large, 16 inch", "Groß, 16 Zoll"),
                        ]),
                    Field(
                        key: "why", type: "longText", label: "What do you need the large one for?",
                        german: "Wofür brauchen Sie das große?", shownWhen: ("model", "large")),
                    receiver,
                    Field(key: "by", type: "date", label: "Needed by", german: "Gebraucht bis", isRequired: false),
                ],
                plan: [
                    .init(key: "order", title: "Take from stock or order", team: "Workplace"),
                    .init(key: "install", title: "Install and encrypt", team: "Workplace", after: ["order"]),
                    .init(
                        key: "account", title: "Enter the device in the directory", team: "Service Desk",
                        after: ["order"]),
                    .init(key: "hand-over", title: "Hand over", team: "Workplace", after: ["install", "account"]),
                ]),
            Item(
                name: "Mobile phone", summary: "A phone with contract, managed", icon: "phone", days: 3, cost: 420,
                approvers: ["manager"],
                form: [
                    Field(
                        key: "number", type: "choice", label: "Number", german: "Rufnummer",
                        choices: [("new", "A new one", "Eine neue"), ("keep", "Keep mine", "Meine behalten")]),
                    Field(
                        key: "old-number", type: "text", label: "Which number?", german: "Welche Rufnummer?",
                        shownWhen: ("number", "keep")),
                ],
                plan: [
                    .init(key: "contract", title: "Order or move the contract", team: "Service Desk"),
                    .init(key: "set-up", title: "Set up and hand over", team: "Workplace", after: ["contract"]),
                ]),
            Item(
                name: "Second monitor", summary: "A 27 inch monitor with arm and cable", icon: "monitor", days: 3,
                cost: 260, form: [receiver],
                plan: [.init(key: "deliver", title: "Deliver and connect", team: "Workplace")]),
        ])

    private static let access = Offering(
        domain: "IT", name: "Access and software", description: "Who may use what", icon: "key",
        service: "Merchandise management",
        items: [
            Item(
                name: "Access to merchandise management", summary: "A role in merchandise management", icon: "key",
                days: 2, approvers: ["manager", "serviceOwner"],
                form: [
                    Field(
                        key: "role", type: "choice", label: "Role", german: "Rolle",
                        choices: [
                            ("read", "Read", "Lesen"), ("purchase", "Purchasing", "Einkauf"),
                            ("prices", "Prices", "Preise"),
                        ]),
                    Field(
                        key: "until", type: "date", label: "Until", german: "Bis", isRequired: false),
                ],
                plan: [.init(key: "grant", title: "Grant the role", team: "Business Applications")]),
            Item(
                name: "VPN for partners", summary: "Access from outside for a partner's technician", icon: "shield",
                days: 4,
                approvers: ["manager"],
                form: [
                    Field(key: "company", type: "text", label: "Company", german: "Firma"),
                    Field(
                        key: "systems", type: "longText", label: "Which systems, and why",
                        german: "Welche Systeme, und warum"),
                    Field(
                        key: "agreed", type: "boolean", label: "The agreement is signed",
                        german: "Die Vereinbarung ist unterschrieben"),
                ],
                plan: [
                    .init(key: "check", title: "Check agreement and systems", team: "Service Desk"),
                    .init(key: "account", title: "Make the account", team: "Network", after: ["check"]),
                    .init(key: "rule", title: "Open the firewall", team: "Network", after: ["check"]),
                ]),
        ])

    private static let employment = Offering(
        domain: "People and Culture", name: "Employment", description: "From the first day to the last", icon: "people",
        service: nil,
        items: [
            Item(
                name: "New colleague", summary: "Everything for somebody's first day: desk, devices, access",
                icon: "welcome", days: 10, approvers: ["manager"],
                form: [
                    Field(key: "name", type: "text", label: "Name", german: "Name"),
                    Field(key: "first-day", type: "date", label: "First day", german: "Erster Tag"),
                    Field(
                        key: "needs", type: "multiChoice", label: "Needs", german: "Braucht", isRequired: false,
                        choices: [
                            ("laptop", "Laptop", "Laptop"), ("phone", "Phone", "Telefon"),
                            ("parking", "Parking", "Parkplatz"),
                        ]),
                ],
                plan: [
                    .init(key: "contract", title: "Put contract and payroll in order", team: "People and Culture"),
                    .init(key: "accounts", title: "Make the accounts", team: "Service Desk", after: ["contract"]),
                    .init(key: "devices", title: "Prepare the devices", team: "Workplace", after: ["contract"]),
                    .init(key: "desk", title: "Prepare desk and keys", team: "Facilities", after: ["contract"]),
                ]),
            Item(
                name: "Certificate of employment", summary: "A letter for banks, landlords and offices", icon: "letter",
                days: 2,
                form: [
                    Field(
                        key: "language", type: "choice", label: "Language", german: "Sprache",
                        choices: [
                            ("de", "German", "Deutsch"), ("en", "English", "Englisch"), ("sv", "Swedish", "Schwedisch"),
                        ])
                ],
                plan: [.init(key: "write", title: "Write and send", team: "People and Culture")]),
        ])

    private static let workplaces = Offering(
        domain: "Facilities", name: "Rooms and workplaces", description: "Where people work and meet", icon: "building",
        service: nil,
        items: [
            Item(
                name: "Height-adjustable desk", summary: "A desk for sitting and standing", icon: "desk", days: 10,
                cost: 540,
                approvers: ["manager"],
                form: [Field(key: "room", type: "text", label: "Room", german: "Raum")],
                plan: [
                    .init(key: "order", title: "Order", team: "Facilities"),
                    .init(key: "build", title: "Deliver and build up", team: "Facilities", after: ["order"]),
                ]),
            Item(
                name: "Parking space", summary: "A place in the garage, with or without a charger", icon: "car",
                days: 5,
                form: [
                    Field(key: "plate", type: "text", label: "Number plate", german: "Kennzeichen"),
                    Field(
                        key: "charger", type: "boolean", label: "With charger", german: "Mit Ladepunkt",
                        isRequired: false),
                ],
                plan: [.init(key: "assign", title: "Assign and open the barrier", team: "Facilities")]),
            Item(
                name: "Key or badge", summary: "A new one, or one for a lost one", icon: "key", days: 1,
                form: [
                    Field(
                        key: "reason", type: "choice", label: "Reason", german: "Grund",
                        choices: [("new", "New", "Neu"), ("lost", "Lost", "Verloren"), ("broken", "Broken", "Defekt")]),
                    Field(
                        key: "lost-when", type: "date", label: "Lost on", german: "Verloren am",
                        shownWhen: ("reason", "lost")),
                ],
                plan: [
                    .init(key: "block", title: "Block the old one", team: "Facilities"),
                    .init(key: "issue", title: "Issue the new one", team: "Facilities", after: ["block"]),
                ]),
        ])

    struct Wish {
        let wish: String
        let topic: String
        let reason: String?
        let alternative: String?
    }

    /// What nobody offers yet, some of it answered.
    static let wishes = [
        Wish(
            wish: "A shared drive that customers can upload to", topic: "File exchange",
            reason: "Files from outside are not scanned there.",
            alternative: "Ask for an upload link at the service desk."),
        Wish(wish: "Dictation software in Norwegian", topic: "Dictation", reason: nil, alternative: nil),
        Wish(
            wish: "Upload of large files by suppliers", topic: "File exchange",
            reason: "There is no tool for it yet.", alternative: "The supplier portal takes files up to 50 MB."),
    ]

    /// What somebody asks for, with the answers to its form.
    static let requests: [(item: String, answers: [String: String])] = [
        ("Laptop", ["model": "light", "place": "office"]), ("Second monitor", ["place": "shop"]),
        ("Certificate of employment", ["language": "en"]), ("Key or badge", ["reason": "new"]),
    ]
}
