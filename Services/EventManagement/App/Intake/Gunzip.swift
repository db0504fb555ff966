import CZLib
import Chassis
import Foundation
import HTTPTypes

/// Opens bodies that senders have compressed.
enum Gunzip {
    /// The body as it was before; itself when its encoding is none. Throws 400 for what is no gzip, 413 beyond the limit, 415 for
    /// other encodings.
    static func opened(_ body: Data, encoding: String?, limit: Int) throws(ErrorReply) -> Data {
        switch encoding?.lowercased().trimmingCharacters(in: .whitespaces) {
        case nil, "", "identity": return body
        case "gzip", "x-gzip", "deflate": return try inflated(body, limit: limit)
        default:
            throw ErrorReply(
                .unsupportedMediaType, "unknown_encoding", "Send it plain, or as gzip.", field: "Content-Encoding")
        }
    }

    private static func inflated(_ body: Data, limit: Int) throws(ErrorReply) -> Data {
        var stream = z_stream()
        guard dienst_inflate_begin(&stream) == Z_OK else { throw malformed }
        defer { inflateEnd(&stream) }
        var input = [UInt8](body)
        var opened = Data()
        var chunk = [UInt8](repeating: 0, count: 64 << 10)
        var status = Z_OK
        var consumed = 0
        while status != Z_STREAM_END {
            let produced = input.withUnsafeMutableBufferPointer { source in
                chunk.withUnsafeMutableBufferPointer { target in
                    stream.next_in = source.baseAddress.map { $0 + consumed }
                    stream.avail_in = UInt32(source.count - consumed)
                    stream.next_out = target.baseAddress
                    stream.avail_out = UInt32(target.count)
                    status = inflate(&stream, Z_NO_FLUSH)
                    consumed = source.count - Int(stream.avail_in)
                    return target.count - Int(stream.avail_out)
                }
            }
            guard status == Z_OK || status == Z_STREAM_END, produced > 0 || status == Z_STREAM_END else {
                throw malformed
            }
            guard opened.count + produced <= limit else {
                throw ErrorReply(.contentTooLarge, "too_large", "At most \(limit >> 20) MiB are taken, opened.")
            }
            opened.append(contentsOf: chunk[..<produced])
        }
        return opened
    }

    private static let malformed = ErrorReply(.badRequest, "malformed_gzip", "The body is no whole gzip.")
}
