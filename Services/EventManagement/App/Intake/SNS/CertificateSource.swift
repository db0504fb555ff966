import Delivery
import Foundation
import SwiftASN1
import X509

/// Where the certificates that sources sign with are found.
protocol CertificateSource: Sendable {
    /// Throws `CertificateMissing`.
    func certificate(at address: URL) async throws -> Certificate
}

struct CertificateMissing: Error, Equatable {
    let reason: String
    /// Asking again will not help.
    let isFinal: Bool
}

/// Fetches certificates by HTTPS from the address they are named by, whose own certificate is checked, and remembers them.
actor FetchedCertificates: CertificateSource {
    private static let most = 50
    private static let lifetime = Duration.seconds(86_400)

    private let http = OutboundHTTP(timeout: .seconds(8), largestAnswer: 64 << 10)
    private var known: [URL: (certificate: Certificate, until: ContinuousClock.Instant)] = [:]

    func certificate(at address: URL) async throws -> Certificate {
        if let found = known[address], found.until > .now { return found.certificate }
        let reply: OutboundHTTP.Reply
        do {
            reply = try await http.send(OutboundRequest(get: address.absoluteString))
        } catch let failure as OutboundHTTP.Failure {
            throw CertificateMissing(reason: "the certificate cannot be fetched: \(failure.reason)", isFinal: false)
        }
        guard reply.status == 200 else {
            throw CertificateMissing(
                reason: "the certificate's address answers \(reply.status)", isFinal: (400..<500).contains(reply.status)
            )
        }
        let certificate = try PinnedCertificates.read(reply.body)
        if known.count >= Self.most { known.removeAll() }
        known[address] = (certificate, .now + Self.lifetime)
        return certificate
    }
}

/// Certificates that the operator has put into a folder, under the last part of the address they are named by: for where nothing
/// may be fetched, or only certain ones shall count.
struct PinnedCertificates: CertificateSource {
    let folder: URL

    func certificate(at address: URL) async throws -> Certificate {
        let name = address.lastPathComponent
        guard name.wholeMatch(of: /[A-Za-z0-9_-]{1,200}\.pem/) != nil,
            let file = try? Data(contentsOf: folder.appending(path: name))
        else {
            throw CertificateMissing(reason: "its certificate is none of those in the folder", isFinal: true)
        }
        return try Self.read(file)
    }

    static func read(_ data: Data) throws(CertificateMissing) -> Certificate {
        do {
            return try Certificate(pemEncoded: String(decoding: data, as: UTF8.self))
        } catch {
            throw CertificateMissing(reason: "what lies at the certificate's address is none", isFinal: true)
        }
    }
}
