/// By which of the five ways something that was asked for is dealt with; one thing takes one way.
package enum Lane: String, Codable, CaseIterable, Sendable {
    /// Something is broken.
    case reactive
    /// Somebody wishes for something, offered or not.
    case relationship
    /// It takes a change of what there is.
    case change
    /// It was seen to before anybody was hurt.
    case proactive
    /// It makes things better step by step.
    case improvement
}
