import Foundation
import Records

/// A stream of events that we fetch ourselves rather than are sent: Icinga 2's.
package struct EventStream: Codable, Equatable, Sendable {
    /// `https://icinga.example:5665`; by HTTP only on this machine.
    package var url: String
    package var user: String
    /// The name of the file with the password, in the folder that the operator has set for such.
    package var secret: String
    /// SHA-256 of the server's public key in Base64, as `sha256//…`; without it the machine must trust the server's certificate.
    package var pin: String?

    package init(url: String, user: String, secret: String, pin: String? = nil) {
        self.url = url
        self.user = user
        self.secret = secret
        self.pin = pin
    }

    /// Throws `Invalid` naming the field that cannot be used.
    package func validate() throws(Invalid) {
        guard let parts = URLComponents(string: url), url.utf8.count <= 500, let host = parts.host, !host.isEmpty,
            parts.user == nil, parts.query == nil, parts.fragment == nil,
            parts.scheme == "https" || parts.scheme == "http" && ["127.0.0.1", "localhost"].contains(host)
        else {
            throw Invalid("Give an address such as https://icinga.example:5665.", field: "stream.url")
        }
        guard (1...100).contains(user.utf8.count), !user.contains(where: \.isNewline) else {
            throw Invalid("Give 1 to 100 characters.", field: "stream.user")
        }
        guard secret.wholeMatch(of: /[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}/) != nil else {
            throw Invalid("Give the name of a file: letters, digits, dots, - and _.", field: "stream.secret")
        }
        guard pin.map({ $0.wholeMatch(of: /sha256\/\/[A-Za-z0-9+\/]{43}=/) != nil }) ?? true else {
            throw Invalid("Give sha256// and the Base64 of the SHA-256 of the public key.", field: "stream.pin")
        }
    }
}
