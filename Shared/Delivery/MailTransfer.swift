import CCurl
import Foundation
import Synchronization

/// One mail on its way: what libcurl reads from, what it was answered, and whether to give up.
///
/// libcurl calls back on the thread that performs the transfer; only `abort` comes from elsewhere.
final class MailTransfer: Sendable {
    private struct State {
        var sent = 0
        var replies: [String] = []
    }

    private static let mostReplies = 50

    private let bytes: Data
    private let state = Mutex(State())
    private let isAborted = Atomic(false)

    init(_ bytes: Data) { self.bytes = bytes }

    /// Ends the transfer within a second.
    func abort() { isAborted.store(true, ordering: .relaxed) }

    func perform(on handle: UnsafeMutableRawPointer) -> Handover {
        let context = Unmanaged.passUnretained(self).toOpaque()
        ccurl_set_long(handle, CURLOPT_UPLOAD, 1)
        ccurl_set_transfer(handle, CURLOPT_READFUNCTION) { buffer, size, count, context in
            MailTransfer.from(context)?.read(into: buffer, atMost: size * count) ?? 0
        }
        ccurl_set_pointer(handle, CURLOPT_READDATA, context)
        ccurl_set_transfer(handle, CURLOPT_HEADERFUNCTION) { buffer, size, count, context in
            MailTransfer.from(context)?.heard(buffer, size * count)
            return size * count
        }
        ccurl_set_pointer(handle, CURLOPT_HEADERDATA, context)
        ccurl_set_transfer(handle, CURLOPT_WRITEFUNCTION) { _, size, count, _ in size * count }
        ccurl_set_long(handle, CURLOPT_NOPROGRESS, 0)
        ccurl_set_progress(handle) { context, _, _, _, _ in
            MailTransfer.from(context)?.isOver == true ? 1 : 0
        }
        ccurl_set_pointer(handle, CURLOPT_XFERINFODATA, context)
        let code = withExtendedLifetime(self) { curl_easy_perform(handle) }
        let failure = code == CURLE_OK ? nil : String(cString: curl_easy_strerror(code))
        return Handover(failure: failure, replies: state.withLock(\.replies))
    }

    private var isOver: Bool { isAborted.load(ordering: .relaxed) }

    private static func from(_ context: UnsafeMutableRawPointer?) -> MailTransfer? {
        context.map { Unmanaged<MailTransfer>.fromOpaque($0).takeUnretainedValue() }
    }

    private func read(into buffer: UnsafeMutablePointer<CChar>?, atMost limit: Int) -> Int {
        guard let buffer else { return 0 }
        return state.withLock { state in
            let count = min(limit, bytes.count - state.sent)
            let target = UnsafeMutableRawBufferPointer(start: buffer, count: count)
            bytes.copyBytes(
                to: target, from: bytes.startIndex + state.sent..<bytes.startIndex + state.sent + count)
            state.sent += count
            return count
        }
    }

    private func heard(_ buffer: UnsafeMutablePointer<CChar>?, _ count: Int) {
        guard let buffer else { return }
        let line = String(
            decoding: UnsafeRawBufferPointer(start: buffer, count: min(count, 500)), as: UTF8.self)
        let reply = HeaderText.line(line).trimmingCharacters(in: .whitespaces)
        state.withLock { state in
            if state.replies.count == Self.mostReplies { state.replies.removeFirst() }
            state.replies.append(reply)
        }
    }
}
