import Chassis

/// What the desk seals.
extension SealingKeys.Purpose {
    static let secondFactor = SealingKeys.Purpose("second-factor")
    static let signInProvider = SealingKeys.Purpose("sign-in-provider")
}
