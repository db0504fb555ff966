import Contracts
import Messaging

extension Incoming {
    /// What the desk says of people, teams, services and signing keys is kept for names and sign-in; nothing here acts on it.
    static var ofChange: Incoming {
        var incoming = Incoming()
        incoming.keep(ServiceAnnounced.self)
        incoming.keep(PersonAnnounced.self)
        incoming.keep(TeamAnnounced.self)
        incoming.keep(SigningKeysAnnounced.self)
        return incoming
    }
}
