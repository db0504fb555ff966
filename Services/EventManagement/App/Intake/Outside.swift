import Delivery
import Foundation
import Messaging

/// What formats ask of the world beyond a request: to see whether it is genuine, and what its sender wants done first.
struct Outside: Sendable {
    /// No answer came, or none that means yes.
    struct Refused: Error, Equatable { let reason: String }

    let certificates: any CertificateSource
    /// Follows a link that says yes to something.
    let visit: @Sendable (URL) async throws(Refused) -> Void

    /// - Parameter certificates: a folder of certificates that alone count; without it they are fetched.
    init(certificates folder: String?) {
        certificates = folder.map { PinnedCertificates(folder: URL(filePath: $0)) } ?? FetchedCertificates()
        let http = OutboundHTTP(timeout: .seconds(8), largestAnswer: 64 << 10)
        visit = { address throws(Refused) in
            do {
                let reply = try await http.send(OutboundRequest(get: address.absoluteString))
                guard (200..<300).contains(reply.status) else { throw Refused(reason: "it answered \(reply.status)") }
            } catch let failure as OutboundHTTP.Failure {
                throw Refused(reason: failure.reason)
            } catch let refused as Refused {
                throw refused
            } catch {
                throw Refused(reason: "\(error)")
            }
        }
    }

    init(certificates: any CertificateSource, visit: @escaping @Sendable (URL) async throws(Refused) -> Void) {
        self.certificates = certificates
        self.visit = visit
    }
}

/// Why a request, although it bears a key, may not count.
enum Doubt: Equatable, Sendable {
    case forged(because: String)
    /// It cannot be told now: the sender is asked to come again.
    case open(because: String)
}
