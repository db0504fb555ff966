import Records

extension Incident {
    /// Harm that weighs more than what a service is worth.
    package enum Flag: String, Codable, CaseIterable, Sendable { case security, safety }
}
