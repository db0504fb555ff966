import CCurl
import Foundation
import Synchronization

/// A server that we sign in to.
package struct OutboundServer: Sendable {
    package let address: String
    package let user: String
    package let password: String
    /// `sha256//` and the Base64 of the SHA-256 of its public key: then only that key counts, whoever signed its certificate.
    package let pin: String?

    package init(address: String, user: String, password: String, pin: String? = nil) {
        self.address = address
        self.user = user
        self.password = password
        self.pin = pin
    }
}

/// Reads answers piece by piece as they come, and those that do not end, with libcurl on a thread of its own.
package struct OutboundStream: Sendable {
    private let server: OutboundServer

    package init(_ server: OutboundServer) {
        _ = LibCurl.isReady
        self.server = server
    }

    /// Posts, and reads until the answer ends, `take` answers false, or the task is cancelled.
    ///
    /// - Parameters:
    ///   - timeout: for the whole; nil for an answer that does not end.
    ///   - opened: is called once the server has said yes.
    ///   - take: gets each piece on the thread that reads; while it waits the server waits.
    /// - Throws: `OutboundHTTP.Failure`, also for any status but 200.
    package func post(
        _ path: String, _ body: Data, headers: [String: String] = [:], timeout: Duration? = nil,
        opened: @escaping @Sendable () -> Void = {}, take: @escaping @Sendable (Data) -> Bool
    ) async throws {
        let transfer = StreamTransfer(opened: opened, take: take)
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (answer: CheckedContinuation<Void, any Error>) in
                let server = server
                Thread.detachNewThread {
                    answer.resume(
                        with: Result { try transfer.perform(server, path, body, headers, timeout: timeout) })
                }
            }
        } onCancel: {
            transfer.stop()
        }
        try Task.checkCancellation()
    }
}

/// One transfer and what libcurl calls back to.
private final class StreamTransfer: Sendable {
    private let opened: @Sendable () -> Void
    private let take: @Sendable (Data) -> Bool
    private let isStopped = Atomic(false)

    init(opened: @escaping @Sendable () -> Void, take: @escaping @Sendable (Data) -> Bool) {
        self.opened = opened
        self.take = take
    }

    func stop() { isStopped.store(true, ordering: .relaxed) }

    func perform(
        _ server: OutboundServer, _ path: String, _ body: Data, _ more: [String: String], timeout: Duration?
    ) throws {
        guard let handle = curl_easy_init() else { throw OutboundHTTP.Failure(reason: "libcurl has no memory left") }
        defer { curl_easy_cleanup(handle) }
        var headers: UnsafeMutablePointer<curl_slist>?
        for (name, value) in more.merging(["Accept": "application/json"], uniquingKeysWith: { own, _ in own }) {
            headers = curl_slist_append(headers, "\(name): \(value)")
        }
        defer { curl_slist_free_all(headers) }
        ccurl_set_list(handle, CURLOPT_HTTPHEADER, headers)
        set(handle, server, path, timeout)
        setCallbacks(handle)
        let code = body.withUnsafeBytes { bytes -> CURLcode in
            ccurl_set_long(handle, CURLOPT_POST, 1)
            ccurl_set_long(handle, CURLOPT_POSTFIELDSIZE, body.count)
            ccurl_set_pointer(handle, CURLOPT_POSTFIELDS, UnsafeMutableRawPointer(mutating: bytes.baseAddress))
            return curl_easy_perform(handle)
        }
        let status = ccurl_response_code(handle)
        guard status == 0 || status == 200 else { throw OutboundHTTP.Failure(reason: "the server answered \(status)") }
        guard code == CURLE_OK || isStopped.load(ordering: .relaxed) else {
            throw OutboundHTTP.Failure(reason: String(cString: curl_easy_strerror(code)))
        }
    }

    private func set(_ handle: UnsafeMutableRawPointer, _ server: OutboundServer, _ path: String, _ timeout: Duration?)
    {
        ccurl_set_text(handle, CURLOPT_URL, server.address + path)
        ccurl_set_text(handle, CURLOPT_PROTOCOLS_STR, "http,https")
        ccurl_set_text(handle, CURLOPT_USERNAME, server.user)
        ccurl_set_text(handle, CURLOPT_PASSWORD, server.password)
        ccurl_set_text(handle, CURLOPT_USERAGENT, "dienst")
        ccurl_set_long(handle, CURLOPT_FOLLOWLOCATION, 0)
        ccurl_set_long(handle, CURLOPT_NOSIGNAL, 1)
        ccurl_set_long(handle, CURLOPT_CONNECTTIMEOUT_MS, 10_000)
        ccurl_set_long(handle, CURLOPT_TCP_KEEPALIVE, 1)
        ccurl_set_long(handle, CURLOPT_TCP_KEEPIDLE, 30)
        ccurl_set_long(handle, CURLOPT_TCP_KEEPINTVL, 10)
        if let timeout { ccurl_set_long(handle, CURLOPT_TIMEOUT_MS, Int(timeout / .milliseconds(1))) }
        if let pin = server.pin {
            ccurl_set_text(handle, CURLOPT_PINNEDPUBLICKEY, pin)
            // The key itself is known: who signed its certificate, and for which name, adds nothing.
            ccurl_set_long(handle, CURLOPT_SSL_VERIFYPEER, 0)
            ccurl_set_long(handle, CURLOPT_SSL_VERIFYHOST, 0)
        }
    }

    private func setCallbacks(_ handle: UnsafeMutableRawPointer) {
        let this = Unmanaged.passUnretained(self).toOpaque()
        ccurl_set_transfer(handle, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
            guard let bytes, let context else { return 0 }
            let transfer = Unmanaged<StreamTransfer>.fromOpaque(context).takeUnretainedValue()
            return transfer.takes(Data(bytes: bytes, count: size * count)) ? size * count : 0
        }
        ccurl_set_pointer(handle, CURLOPT_WRITEDATA, this)
        ccurl_set_transfer(handle, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
            guard let bytes, let context else { return 0 }
            let line = String(decoding: UnsafeRawBufferPointer(start: bytes, count: size * count), as: UTF8.self)
            if line.hasPrefix("HTTP/"), line.split(separator: " ").dropFirst().first == "200" {
                Unmanaged<StreamTransfer>.fromOpaque(context).takeUnretainedValue().opened()
            }
            return size * count
        }
        ccurl_set_pointer(handle, CURLOPT_HEADERDATA, this)
        ccurl_set_progress(handle) { context, _, _, _, _ in
            guard let context else { return 1 }
            return Unmanaged<StreamTransfer>.fromOpaque(context).takeUnretainedValue().isOver ? 1 : 0
        }
        ccurl_set_pointer(handle, CURLOPT_XFERINFODATA, this)
        ccurl_set_long(handle, CURLOPT_NOPROGRESS, 0)
    }

    private var isOver: Bool { isStopped.load(ordering: .relaxed) }

    private func takes(_ piece: Data) -> Bool {
        if isOver { return false }
        if take(piece) { return true }
        stop()
        return false
    }
}
