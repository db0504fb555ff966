import Foundation
import HTTPTypes
import Hummingbird

extension Call {
    /// Hands over the body piece by piece, each of `size` bytes but the last; nothing of it is kept here.
    ///
    /// Throws 413 as soon as it is longer than the endpoint's limit.
    package func pieces(of size: Int, _ take: (Data) async throws -> Void) async throws {
        try checkAnnouncedLength()
        var (waiting, total) = (Data(), 0)
        for try await part in request.body {
            total += part.readableBytes
            guard total <= bodyLimit else { throw HTTPError(.contentTooLarge) }
            waiting.append(contentsOf: part.readableBytesView)
            while waiting.count >= size {
                try await take(Data(waiting.prefix(size)))
                waiting = Data(waiting.dropFirst(size))
            }
        }
        if !waiting.isEmpty { try await take(waiting) }
    }

    /// Throws 413 when the body will be longer than the endpoint's limit, before anything of it is read.
    package func checkAnnouncedLength() throws {
        if let length = announcedLength, length > bodyLimit { throw HTTPError(.contentTooLarge) }
    }

    /// How long the body will be, as the caller says in `Content-Length`.
    package var announcedLength: Int? { request.headers[.contentLength].flatMap { Int($0) } }
}

/// A file for the caller to keep: never shown in place, never run.
package struct Download: Sendable {
    let name: String
    let mediaType: String
    let length: Int
    let tag: String

    /// - Parameter tag: tells two contents apart, such as a digest.
    package init(name: String, mediaType: String, length: Int, tag: String) {
        self.name = name
        self.mediaType = mediaType
        self.length = length
        self.tag = tag
    }

    /// The response to `call`: 304 when the caller has this content, else its pieces, each fetched when the one before is written.
    package func response(
        to call: Call, piece: @escaping @Sendable (_ index: Int) async throws -> Data?
    ) -> Response {
        let eTag = "\"\(tag)\""
        if call.request.headers[.ifNoneMatch] == eTag {
            return Response(status: .notModified, headers: [.eTag: eTag])
        }
        let headers: HTTPFields = [
            .contentType: mediaType, .eTag: eTag, .contentDisposition: disposition,
            .contentSecurityPolicy: "default-src 'none'; sandbox; frame-ancestors 'none'",
        ]
        let body = ResponseBody(contentLength: length) { writer in
            var index = 0
            while let data = try await piece(index) {
                try await writer.write(ByteBuffer(bytes: data))
                index += 1
            }
            try await writer.finish(nil)
        }
        return Response(status: .ok, headers: headers, body: body)
    }

    /// RFC 6266: a plain name for old readers, the true one in UTF-8 (RFC 8187).
    private var disposition: String {
        let plain = String(
            name.unicodeScalars.map {
                $0.isASCII && $0.value >= 0x20 && !"\"\\%".unicodeScalars.contains($0) ? Character($0) : "_"
            })
        let unreserved = CharacterSet(charactersIn: "!#$&+-.^_`|~").union(
            CharacterSet(charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"))
        let coded = name.addingPercentEncoding(withAllowedCharacters: unreserved) ?? plain
        return "attachment; filename=\"\(plain)\"; filename*=UTF-8''\(coded)"
    }
}
