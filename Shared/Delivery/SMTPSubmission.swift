import CCurl
import Dispatch
import Foundation

/// Hands mails to a server over SMTP with libcurl, on threads of its own: nothing that waits for a network holds up others.
package final class SMTPSubmission: Sendable {
    private let server: MailServer
    private let password: String?
    private let timeout: Duration
    private let threads = DispatchQueue(label: "mail", attributes: .concurrent)

    /// libcurl is told once that it will be used.
    private static let library: CURLcode = curl_global_init(Int(CURL_GLOBAL_ALL))

    /// - Parameter timeout: for the whole of one handover.
    package init(_ server: MailServer, password: String? = nil, timeout: Duration = .seconds(60)) {
        _ = Self.library
        self.server = server
        self.password = password
        self.timeout = timeout
    }

    /// Hands one mail over. The envelope has no sender, as for everything made by a machine (RFC 3834, 3.3): nobody answers it,
    /// and no error about it comes back. A cancelled task ends the transfer; the mail may have been taken.
    package func send(_ message: MIMEMessage, to recipient: MailAddress) async -> Handover {
        let transfer = MailTransfer(message.bytes)
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                threads.async { [self] in continuation.resume(returning: run(transfer, to: recipient)) }
            }
        } onCancel: {
            transfer.abort()
        }
    }

    private func run(_ transfer: MailTransfer, to recipient: MailAddress) -> Handover {
        guard let handle = curl_easy_init() else { return .temporary("libcurl has no memory left") }
        defer { curl_easy_cleanup(handle) }
        let recipients = curl_slist_append(nil, "<\(recipient.address)>")
        defer { curl_slist_free_all(recipients) }
        connect(handle)
        ccurl_set_list(handle, CURLOPT_MAIL_RCPT, recipients)
        return transfer.perform(on: handle)
    }

    private func connect(_ handle: UnsafeMutableRawPointer) {
        ccurl_set_text(handle, CURLOPT_URL, server.url)
        ccurl_set_text(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps")
        let tls = server.encryption == .startTLS ? CURLUSESSL_ALL : CURLUSESSL_NONE
        ccurl_set_long(handle, CURLOPT_USE_SSL, Int(tls.rawValue))
        ccurl_set_long(handle, CURLOPT_NOSIGNAL, 1)
        ccurl_set_long(handle, CURLOPT_TIMEOUT_MS, timeout.milliseconds)
        ccurl_set_long(handle, CURLOPT_CONNECTTIMEOUT_MS, min(timeout.milliseconds, 15_000))
        ccurl_set_text(handle, CURLOPT_PROXY, "")
        if let certificates = server.certificates {
            ccurl_set_text(handle, CURLOPT_CAINFO, certificates)
        }
        if let user = server.user {
            ccurl_set_text(handle, CURLOPT_USERNAME, user)
            ccurl_set_text(handle, CURLOPT_PASSWORD, password ?? "")
        }
    }
}

extension Duration {
    fileprivate var milliseconds: Int { Int(self / .milliseconds(1)) }
}
