import CCurl
import Dispatch
import Foundation

/// One request to a server that is not ours.
package struct OutboundRequest: Sendable {
    package let address: String
    package let method: String
    package var headers: [(name: String, value: String)] = [("Accept", "application/json")]
    package var body: Data?
    /// For this request alone, instead of what holds for all.
    package var timeout: Duration?

    package init(_ method: String, _ address: String, body: Data? = nil, timeout: Duration? = nil) {
        self.address = address
        self.method = method
        self.body = body
        self.timeout = timeout
    }

    package init(get address: String) {
        self.address = address
        method = "GET"
    }

    package init(post address: String, body: Data? = nil) {
        self.address = address
        method = "POST"
        self.body = body
    }
}

/// Asks servers that are not ours with libcurl, on threads of its own: `http` and `https` only, certificates checked, no redirects
/// followed, nothing larger or slower than allowed.
package final class OutboundHTTP: Sendable {
    /// What a server answered.
    package struct Reply: Sendable {
        package let status: Int
        package let body: Data
    }

    /// No answer came. The reason is for the log.
    package struct Failure: Error, Equatable, Sendable {
        package let reason: String
        /// False when the request surely reached nobody.
        package var mayHaveArrived = false
        /// Nothing came in the time allowed.
        package var isTimeout = false
    }

    private let timeout: Duration
    private let largestAnswer: Int
    private let networks: ReachableNetworks?
    private let threads = DispatchQueue(label: "outbound-http", attributes: .concurrent)
    /// So that a slow server cannot take all threads.
    private let places = DispatchSemaphore(value: 16)

    /// - Parameters:
    ///   - timeout: for a whole request.
    ///   - largestAnswer: in bytes; more is a failure.
    ///   - networks: what may be reached; everything without. With it no proxy of the environment is used.
    package init(
        timeout: Duration = .seconds(10), largestAnswer: Int = 1 << 20, reaching networks: ReachableNetworks? = nil
    ) {
        _ = LibCurl.isReady
        self.networks = networks
        self.timeout = timeout
        self.largestAnswer = largestAnswer
    }

    /// Throws `Failure` when no answer comes; any status is an answer.
    package func send(_ request: OutboundRequest) async throws -> Reply {
        try await withCheckedThrowingContinuation { continuation in
            threads.async { [self] in
                guard places.wait(timeout: .now() + .seconds(5)) == .success else {
                    return continuation.resume(throwing: Failure(reason: "too many requests are under way"))
                }
                defer { places.signal() }
                continuation.resume(with: Result { try perform(request) })
            }
        }
    }

    private func perform(_ request: OutboundRequest) throws -> Reply {
        guard let handle = curl_easy_init() else { throw Failure(reason: "libcurl has no memory left") }
        defer { curl_easy_cleanup(handle) }
        var headers: UnsafeMutablePointer<curl_slist>?
        for (name, value) in request.headers where !"\(name)\(value)".contains(where: \.isNewline) {
            headers = curl_slist_append(headers, "\(name): \(value)")
        }
        defer { curl_slist_free_all(headers) }
        let answer = AnswerBuffer(limit: largestAnswer)
        ccurl_set_list(handle, CURLOPT_HTTPHEADER, headers)
        set(handle, request)
        let gate = networks.map { ConnectionGate($0) }
        gate?.stand(before: handle)
        ccurl_set_transfer(handle, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
            guard let bytes, let context else { return 0 }
            return Unmanaged<AnswerBuffer>.fromOpaque(context).takeUnretainedValue().take(bytes, size * count)
        }
        ccurl_set_pointer(handle, CURLOPT_WRITEDATA, Unmanaged.passUnretained(answer).toOpaque())
        let body = request.body ?? Data()
        let code = body.withUnsafeBytes { bytes -> CURLcode in
            if request.body != nil || request.method == "POST" {
                ccurl_set_long(handle, CURLOPT_POSTFIELDSIZE, body.count)
                ccurl_set_pointer(
                    handle, CURLOPT_POSTFIELDS, UnsafeMutableRawPointer(mutating: bytes.baseAddress))
            }
            return curl_easy_perform(handle)
        }
        withExtendedLifetime((answer, gate)) {}
        guard code == CURLE_OK else { throw failure(code, handle, gate) }
        return Reply(status: ccurl_response_code(handle), body: answer.data)
    }

    private func failure(_ code: CURLcode, _ handle: UnsafeMutableRawPointer, _ gate: ConnectionGate?) -> Failure {
        if let refused = gate?.refused {
            return Failure(reason: "\(refused) is an internal address that must not be reached")
        }
        let reason = String(cString: curl_easy_strerror(code))
        return Failure(
            reason: reason, mayHaveArrived: ccurl_sent_bytes(handle) > 0, isTimeout: code == CURLE_OPERATION_TIMEDOUT)
    }

    private func set(_ handle: UnsafeMutableRawPointer, _ request: OutboundRequest) {
        let milliseconds = Int((request.timeout ?? timeout) / .milliseconds(1))
        ccurl_set_text(handle, CURLOPT_URL, request.address)
        ccurl_set_text(handle, CURLOPT_PROTOCOLS_STR, "http,https")
        ccurl_set_long(handle, CURLOPT_FOLLOWLOCATION, 0)
        ccurl_set_long(handle, CURLOPT_NOSIGNAL, 1)
        ccurl_set_long(handle, CURLOPT_TIMEOUT_MS, milliseconds)
        ccurl_set_long(handle, CURLOPT_CONNECTTIMEOUT_MS, min(milliseconds, 5_000))
        ccurl_set_text(handle, CURLOPT_USERAGENT, "dienst")
        ccurl_set_long(handle, CURLOPT_POST, request.body != nil || request.method == "POST" ? 1 : 0)
        if !["GET", "POST"].contains(request.method) {
            ccurl_set_text(handle, CURLOPT_CUSTOMREQUEST, request.method)
        }
    }
}

/// libcurl is told once that it will be used.
enum LibCurl {
    static let isReady: Bool = curl_global_init(Int(CURL_GLOBAL_ALL)) == CURLE_OK
}

/// Looks at each address before a connection to it is made.
private final class ConnectionGate {
    private let networks: ReachableNetworks
    private(set) var refused: NetworkAddress?

    init(_ networks: ReachableNetworks) { self.networks = networks }

    /// A proxy would make the connection in our place, unseen.
    func stand(before handle: UnsafeMutableRawPointer) {
        ccurl_set_text(handle, CURLOPT_PROXY, "")
        let opening: ccurl_opening = { context, _, address in
            guard let context, let address else { return -1 }
            return Unmanaged<ConnectionGate>.fromOpaque(context).takeUnretainedValue().open(address)
        }
        ccurl_set_opening(handle, opening, Unmanaged.passUnretained(self).toOpaque())
    }

    private func open(_ socket: UnsafeMutablePointer<curl_sockaddr>) -> curl_socket_t {
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = Int(ccurl_address_bytes(socket, &bytes))
        let address = NetworkAddress(bytes: Array(bytes.prefix(count)))
        guard count > 0, networks.allow(address) else {
            refused = address
            return -1
        }
        return ccurl_open_socket(socket)
    }
}

/// What has arrived of an answer, up to a limit.
private final class AnswerBuffer {
    private let limit: Int
    private(set) var data = Data()

    init(limit: Int) { self.limit = limit }

    /// How much was taken; less than given ends the transfer.
    func take(_ bytes: UnsafeMutablePointer<CChar>, _ count: Int) -> Int {
        guard data.count + count <= limit else { return 0 }
        data.append(UnsafeRawBufferPointer(start: bytes, count: count).bindMemory(to: UInt8.self))
        return count
    }
}
