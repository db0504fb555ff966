import Crypto
import Foundation
import Records
import X509
import _CryptoExtras

/// Whether a message is from SNS: signed with the key of a certificate that is found at an address of SNS' own.
struct SNSProof: Sendable {
    let certificates: any CertificateSource

    enum Verdict: Equatable, Sendable {
        case genuine
        case forged(because: String)
        /// The certificate cannot be had now.
        case open(because: String)
    }

    func verdict(on message: SNSMessage, at now: Date) async -> Verdict {
        guard let address = SNSMessage.own(message.certificate), address.path().hasSuffix(".pem") else {
            return .forged(because: "its certificate does not lie with SNS")
        }
        let certificate: Certificate
        do {
            certificate = try await certificates.certificate(at: address)
        } catch let missing as CertificateMissing {
            return missing.isFinal ? .forged(because: missing.reason) : .open(because: missing.reason)
        } catch {
            return .open(because: "the certificate cannot be read")
        }
        guard certificate.notValidBefore <= now, now <= certificate.notValidAfter else {
            return .forged(because: "its certificate is not valid now")
        }
        guard let key = _RSA.Signing.PublicKey(certificate.publicKey) else {
            return .forged(because: "its certificate has no RSA key")
        }
        let signature = _RSA.Signing.RSASignature(rawRepresentation: message.signature)
        let holds =
            switch message.signatureVersion {
            case "1":
                key.isValidSignature(
                    signature, for: Insecure.SHA1.hash(data: message.signed), padding: .insecurePKCS1v1_5)
            case "2":
                key.isValidSignature(signature, for: SHA256.hash(data: message.signed), padding: .insecurePKCS1v1_5)
            default: false
            }
        return holds ? .genuine : .forged(because: "its signature does not hold")
    }
}
