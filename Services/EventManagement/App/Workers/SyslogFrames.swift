import NIOCore

/// Cuts a TCP stream of syslog into lines, by RFC 6587: `106 <132>1 …` counted, or ended by LF; told by a line's first byte.
struct SyslogFrames: ByteToMessageDecoder {
    typealias InboundOut = ByteBuffer

    /// A longer line closes the connection: who sends it does not speak syslog.
    static let longest = 64 << 10

    struct TooLong: Error {}

    mutating func decode(context: ChannelHandlerContext, buffer: inout ByteBuffer) throws -> DecodingState {
        guard let line = try Self.next(&buffer) else { return .needMoreData }
        if line.readableBytes > 0 { context.fireChannelRead(wrapInboundOut(line)) }
        return .continue
    }

    mutating func decodeLast(
        context: ChannelHandlerContext, buffer: inout ByteBuffer, seenEOF: Bool
    ) throws -> DecodingState {
        if let line = try Self.next(&buffer) {
            if line.readableBytes > 0 { context.fireChannelRead(wrapInboundOut(line)) }
            return .continue
        }
        // What is left without an end, a sender has cut off: it is a line nevertheless.
        if seenEOF, let rest = buffer.readSlice(length: buffer.readableBytes), rest.readableBytes > 0 {
            context.fireChannelRead(wrapInboundOut(rest))
        }
        return .needMoreData
    }

    /// The next whole line, perhaps empty; nil while it is not there.
    static func next(_ buffer: inout ByteBuffer) throws -> ByteBuffer? {
        guard let first = buffer.readableBytesView.first else { return nil }
        if (0x31...0x39).contains(first) { return try counted(&buffer) }
        guard let end = buffer.readableBytesView.firstIndex(of: 0x0A) else {
            guard buffer.readableBytes <= longest else { throw TooLong() }
            return nil
        }
        let length = end - buffer.readableBytesView.startIndex
        guard length <= longest, var line = buffer.readSlice(length: length) else { throw TooLong() }
        buffer.moveReaderIndex(forwardBy: 1)
        while let last = line.readableBytesView.last, last == 0x0D || last == 0 {
            line.moveWriterIndex(to: line.writerIndex - 1)
        }
        return line
    }

    private static func counted(_ buffer: inout ByteBuffer) throws -> ByteBuffer? {
        let digits = buffer.readableBytesView.prefix { (0x30...0x39).contains($0) }
        guard digits.count <= 6 else { throw TooLong() }
        guard digits.count < buffer.readableBytes else { return nil }
        let length = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        guard length <= longest, buffer.readableBytesView.dropFirst(digits.count).first == 0x20 else { throw TooLong() }
        guard buffer.readableBytes >= digits.count + 1 + length else { return nil }
        buffer.moveReaderIndex(forwardBy: digits.count + 1)
        return buffer.readSlice(length: length)
    }
}
