import Foundation
import Logging
import NIOCore
import NIOPosix

/// Hears syslog on one port, over UDP and TCP.
struct SyslogListener: Sendable {
    /// Connections at once; more are closed as they come.
    private static let mostConnections = 1000
    private static let sharing = NIOBSDSocket.Option(rawValue: SO_REUSEPORT)

    let host: String
    let port: Int
    let inbox: SyslogInbox
    let logger: Logger

    /// Runs until the task is cancelled; then keeps what it has heard.
    ///
    /// - Parameter listening: is told the port of UDP and TCP once both are open.
    func run(listening: @escaping @Sendable (Int) -> Void = { _ in }) async {
        let keeping = Task { await inbox.run() }
        await keepListening(listening)
        keeping.cancel()
        await keeping.value
    }

    private func keepListening(_ listening: @Sendable (Int) -> Void) async {
        while !Task.isCancelled {
            do {
                try await listen(listening)
            } catch is CancellationError {
                return
            } catch {
                logger.error("Syslog is not heard", metadata: ["port": "\(port)", "error": "\(error)"])
            }
            try? await Task.sleep(for: .seconds(5))
        }
    }

    private func listen(_ listening: @Sendable (Int) -> Void) async throws {
        let connections = try await connections()
        let port = connections.channel.localAddress?.port ?? port
        let datagrams: Datagrams
        do {
            datagrams = try await self.datagrams(port: port)
        } catch {
            try await connections.executeThenClose { _ in }
            throw error
        }
        listening(port)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await serve(connections) }
            group.addTask { try await hear(datagrams) }
            try await group.next()
            group.cancelAll()
        }
    }

    private typealias Lines = NIOAsyncChannel<ByteBuffer, ByteBuffer>
    private typealias Datagrams = NIOAsyncChannel<AddressedEnvelope<ByteBuffer>, AddressedEnvelope<ByteBuffer>>

    /// Several copies on one machine share the port.
    private func connections() async throws -> NIOAsyncChannel<Lines, Never> {
        try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .serverChannelOption(.socketOption(Self.sharing), value: 1)
            .childChannelOption(.socketOption(.so_keepalive), value: 1)
            .bind(host: host, port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(ByteToMessageHandler(SyslogFrames()))
                    return try Lines(wrappingChannelSynchronously: channel)
                }
            }
    }

    private func datagrams(port: Int) async throws -> Datagrams {
        try await DatagramBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .channelOption(.socketOption(.so_reuseaddr), value: 1)
            .channelOption(.socketOption(Self.sharing), value: 1)
            .channelOption(.socketOption(.so_rcvbuf), value: 4 << 20)
            .channelOption(.recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: SyslogFrames.longest))
            .bind(host: host, port: port) { channel in
                channel.eventLoop.makeCompletedFuture { try Datagrams(wrappingChannelSynchronously: channel) }
            }
    }

    private func serve(_ server: NIOAsyncChannel<Lines, Never>) async throws {
        try await withThrowingDiscardingTaskGroup { group in
            let places = Places(Self.mostConnections)
            try await server.executeThenClose { connections in
                for try await connection in connections {
                    guard await places.take() else {
                        group.addTask { try? await connection.executeThenClose { _, _ in } }
                        continue
                    }
                    group.addTask {
                        await read(connection)
                        await places.giveBack()
                    }
                }
            }
            group.cancelAll()
        }
    }

    /// A sender is read only as fast as what it says can be kept.
    private func read(_ connection: Lines) async {
        let from = connection.channel.remoteAddress?.ipAddress
        do {
            try await connection.executeThenClose { lines, _ in
                for try await line in lines {
                    try await inbox.takeInTurn(String(buffer: line), from: from)
                }
            }
        } catch is CancellationError {
            return
        } catch {
            logger.info("A sender of syslog has gone", metadata: ["from": "\(from ?? "?")", "error": "\(error)"])
        }
    }

    private func hear(_ channel: Datagrams) async throws {
        try await channel.executeThenClose { datagrams, _ in
            for try await datagram in datagrams {
                await inbox.take(String(buffer: datagram.data), from: datagram.remoteAddress.ipAddress)
            }
        }
    }
}

/// Counts connections down.
private actor Places {
    private var left: Int

    init(_ number: Int) { left = number }

    func take() -> Bool {
        guard left > 0 else { return false }
        left -= 1
        return true
    }

    func giveBack() { left += 1 }
}
