import Foundation

extension ServiceLevelPolicy {
    /// How closely it fits a record of these services and this customer; nil when it does not. One made for the customer fits closer than
    /// one made for a service, and either closer than one for all.
    package func fit(services: [UUID], organisation: UUID?) -> Int? {
        var fit = 0
        if !organisations.isEmpty {
            guard let organisation, organisations.contains(organisation) else { return nil }
            fit += 2
        }
        if !self.services.isEmpty {
            guard services.contains(where: self.services.contains) else { return nil }
            fit += 1
        }
        return fit
    }
}
