import Foundation
import Records

/// All that can be said of a request item; every revision of it is an edition of its own.
package struct ItemContent: Codable, Equatable, Sendable {
    package let name: String
    package let summary: String
    package let description: String?
    package let icon: String?
    /// The word under which people have asked for it before it existed.
    package let topic: String?
    package let form: [FormField]
    package let entitlement: Entitlement
    package let approvals: [ApprovalStage]
    /// Who answers for what it costs.
    package let costOwner: UUID?
    package let plan: [PlannedTask]
    package let delivery: DeliveryTime
    package let cost: ItemCost?

    package init(
        name: String, summary: String, description: String? = nil, icon: String? = nil, topic: String? = nil,
        form: [FormField] = [], entitlement: Entitlement = Entitlement(), approvals: [ApprovalStage] = [],
        costOwner: UUID? = nil, plan: [PlannedTask] = [], delivery: DeliveryTime, cost: ItemCost? = nil
    ) {
        self.name = name
        self.summary = summary
        self.description = description
        self.icon = icon
        self.topic = topic
        self.form = form
        self.entitlement = entitlement
        self.approvals = approvals
        self.costOwner = costOwner
        self.plan = plan
        self.delivery = delivery
        self.cost = cost
    }

    /// The same in the form it is kept in. Throws `Invalid` naming the field at fault, as `content.form.2.key`.
    package func checked(at path: String = "content") throws(Invalid) -> ItemContent {
        ItemContent(
            name: try Wording.line(name, field: "\(path).name"),
            summary: try Wording.line(summary, field: "\(path).summary", atMost: 300),
            description: try Wording.paragraphs(description, field: "\(path).description", atMost: 20_000),
            icon: try Wording.word(icon, field: "\(path).icon"),
            topic: try Demand.topic(topic, field: "\(path).topic"),
            form: try FormField.checked(form, at: "\(path).form"),
            entitlement: try entitlement.checked(at: "\(path).entitlement"),
            approvals: try ApprovalStage.checked(approvals, at: "\(path).approvals"), costOwner: costOwner,
            plan: try PlannedTask.checked(plan, at: "\(path).plan"),
            delivery: try delivery.checked(at: "\(path).delivery"),
            cost: try cost?.checked(at: "\(path).cost"))
    }
}

/// Who may ask: each list that is not empty must hold.
package struct Entitlement: Codable, Equatable, Sendable {
    package let organisations: [UUID]
    package let roles: [Role]
    package let teams: [UUID]

    package init(organisations: [UUID] = [], roles: [Role] = [], teams: [UUID] = []) {
        self.organisations = organisations
        self.roles = roles
        self.teams = teams
    }

    package func admits(organisation: UUID?, roles held: Set<Role>, teams joined: [UUID]) -> Bool {
        (organisations.isEmpty || organisation.map(organisations.contains) ?? false)
            && (roles.isEmpty || !held.isDisjoint(with: roles))
            && (teams.isEmpty || !Set(joined).isDisjoint(with: teams))
    }

    fileprivate func checked(at path: String) throws(Invalid) -> Entitlement {
        Entitlement(
            organisations: try Wording.distinct(organisations, field: "\(path).organisations", atMost: 500),
            roles: Role.allCases.filter(roles.contains),
            teams: try Wording.distinct(teams, field: "\(path).teams", atMost: 200))
    }
}

/// What it costs whoever asks.
package struct ItemCost: Codable, Equatable, Sendable {
    package let amount: Double
    /// ISO 4217: `EUR`.
    package let currency: String

    package init(amount: Double, currency: String) {
        self.amount = amount
        self.currency = currency
    }

    fileprivate func checked(at path: String) throws(Invalid) -> ItemCost {
        guard amount >= 0, amount <= 1e9 else {
            throw Invalid("Give an amount from 0 to 1000000000.", field: "\(path).amount", code: "out_of_range")
        }
        guard currency.utf8.count == 3, currency.utf8.allSatisfy({ (65...90).contains($0) }) else {
            throw Invalid("Give a currency such as EUR.", field: "\(path).currency", code: "currency_form")
        }
        return self
    }
}
