import CRabbitMQ
import Glibc

/// One connection with one channel, used by one thread from open to close.
final class BrokerConnection {
    static let channel: amqp_channel_t = 1
    static let largestFrame: Int32 = 131_072
    private static let patience = timeval(tv_sec: 10, tv_usec: 0)

    let handle: amqp_connection_state_t
    let memory = WireMemory()
    private var assembly = EventAssembly()

    /// Connects, signs in and opens the channel.
    init(_ configuration: BrokerConfiguration) throws(LinkFailure) {
        guard let handle = amqp_new_connection() else { throw .transport("out of memory") }
        self.handle = handle
        // From here a throw runs deinit, which destroys the handle.
        try openSocket(configuration)
        try signIn(configuration)
        guard amqp_channel_open(handle, Self.channel) != nil else { throw failure("opening the channel") }
    }

    deinit { _ = amqp_destroy_connection(handle) }

    private func openSocket(_ configuration: BrokerConfiguration) throws(LinkFailure) {
        var patience = Self.patience
        amqp_set_handshake_timeout(handle, &patience)
        amqp_set_rpc_timeout(handle, &patience)
        guard let socket = try newSocket(configuration.encryption) else { throw .transport("out of memory") }
        let status = amqp_socket_open_noblock(socket, configuration.host, Int32(configuration.port), &patience)
        try check(status, "connecting")
    }

    private func newSocket(_ encryption: BrokerConfiguration.Encryption?) throws(LinkFailure) -> OpaquePointer? {
        guard let encryption else { return amqp_tcp_socket_new(handle) }
        guard let socket = amqp_ssl_socket_new(handle) else { return nil }
        amqp_ssl_socket_set_verify_peer(socket, encryption.verifiesPeer ? 1 : 0)
        amqp_ssl_socket_set_verify_hostname(socket, encryption.verifiesPeer ? 1 : 0)
        if encryption.verifiesPeer {
            let authorities = encryption.authorities ?? "/etc/ssl/certs/ca-certificates.crt"
            try check(amqp_ssl_socket_set_cacert(socket, authorities), "reading the certificates in \(authorities)")
        }
        try check(amqp_ssl_socket_set_ssl_versions(socket, AMQP_TLSv1_2, AMQP_TLSvLATEST), "asking for TLS 1.2")
        return socket
    }

    private func signIn(_ configuration: BrokerConfiguration) throws(LinkFailure) {
        defer { memory.recycle() }
        // Without these the broker neither says that it is blocked nor that a consumer's queue is gone.
        let abilities = [
            "publisher_confirms", "basic.nack", "connection.blocked", "consumer_cancel_notify",
            "authentication_failure_close", "exchange_exchange_bindings",
        ]
        let capabilities = memory.table(Dictionary(uniqueKeysWithValues: abilities.map { ($0, .boolean(true)) }))
        var properties = memory.table([
            ("connection_name", memory.field(.string(configuration.connectionName))),
            ("product", memory.field(.string("Dienst"))),
            ("capabilities", memory.field(capabilities)),
        ])
        try check(
            dienst_amqp_login(
                handle, configuration.virtualHost, Self.largestFrame, Int32(configuration.heartbeat), &properties,
                configuration.user, configuration.password),
            "signing in")
    }

    /// Says goodbye, so that the broker does not log a lost client.
    func close() {
        var brief = timeval(tv_sec: 2, tv_usec: 0)
        amqp_set_rpc_timeout(handle, &brief)
        _ = amqp_connection_close(handle, 200)
    }

    /// Ends a connection that cannot go on, as far as it still takes words.
    func close(after failure: LinkFailure) {
        switch failure {
        case .transport: break
        case .connectionClosed:
            var agreed = amqp_connection_close_ok_t()
            _ = amqp_send_method(handle, 0, AMQP_CONNECTION_CLOSE_OK_METHOD, &agreed)
        case .channelClosed, .consumerCancelled: close()
        }
    }

    /// What the broker has said already; nil when there is nothing more to read now. Also keeps the heartbeat.
    func nextEvent() throws(LinkFailure) -> BrokerEvent? {
        while true {
            var frame = amqp_frame_t()
            var now = timeval(tv_sec: 0, tv_usec: 0)
            let status = amqp_simple_wait_frame_noblock(handle, &frame, &now)
            if status == AMQP_STATUS_TIMEOUT.rawValue { return nil }
            try check(status, "reading")
            // Not calling this leaks about 1 KB for each message.
            defer { amqp_maybe_release_buffers(handle) }
            if let event = try assembly.take(frame) { return event }
        }
    }

    /// Blocks until the broker says something, `wakeUp` is signalled, or the time is over.
    func wait(for wakeUp: WakeUp, orWritable: Bool, atMost limit: Duration) {
        guard amqp_frames_enqueued(handle) == 0, amqp_data_in_buffer(handle) == 0 else { return }
        let interest = orWritable ? POLLIN | POLLOUT : POLLIN
        var watched = [
            pollfd(fd: amqp_get_sockfd(handle), events: Int16(interest), revents: 0),
            pollfd(fd: wakeUp.descriptor, events: Int16(POLLIN), revents: 0),
        ]
        if poll(&watched, 2, limit.milliseconds) > 0, watched[1].revents != 0 { wakeUp.drain() }
    }

    /// Whether the system takes more to send: asked before each publication, since librabbitmq blocks for as long as it
    /// takes when it does not, and a broker with an alarm stops reading.
    var isWritable: Bool {
        var watched = pollfd(fd: amqp_get_sockfd(handle), events: Int16(POLLOUT), revents: 0)
        return poll(&watched, 1, 0) > 0
    }
}

extension BrokerConnection {
    func check(_ status: Int32, _ doing: String) throws(LinkFailure) {
        guard status == AMQP_STATUS_OK.rawValue else {
            throw .transport("\(doing): \(String(cString: amqp_error_string2(status)))")
        }
    }

    func check(_ reply: amqp_rpc_reply_t, _ doing: String) throws(LinkFailure) {
        switch reply.reply_type {
        case AMQP_RESPONSE_NORMAL: return
        case AMQP_RESPONSE_SERVER_EXCEPTION
        where [AMQP_CHANNEL_CLOSE_METHOD, AMQP_CONNECTION_CLOSE_METHOD].contains(reply.reply.id):
            throw reply.reply.closing
        case AMQP_RESPONSE_LIBRARY_EXCEPTION: try check(reply.library_error, doing)
        default: throw .transport("\(doing): unexpected answer")
        }
    }

    /// Why the call that just answered nil failed.
    func failure(_ doing: String) -> LinkFailure {
        do {
            try check(amqp_get_rpc_reply(handle), doing)
            return .transport("\(doing): no answer")
        } catch {
            return error
        }
    }
}
