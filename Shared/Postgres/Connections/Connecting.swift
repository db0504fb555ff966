import CLibPQ
import Foundation
import Logging

extension Connection {
    /// Makes sure of a live connection, trying again with growing pauses until the deadline; tries at least once.
    func ensureConnected(until deadline: ContinuousClock.Instant) throws(DatabaseError) {
        guard handle == nil || wasClosedByServer else { return }
        close()
        var failures = 0
        while true {
            do {
                adopt(try connect())
                note(isCutOff: false)
                return
            } catch {
                note(isCutOff: true, reason: error.message)
                failures += 1
                let pause = Self.pause(after: failures)
                guard ContinuousClock.now + pause < deadline else { throw error }
                Thread.sleep(forTimeInterval: pause / .seconds(1))
            }
        }
    }

    private func note(isCutOff: Bool, reason: String = "") {
        defer { self.isCutOff = isCutOff }
        switch (self.isCutOff, isCutOff) {
        case (false, true): logger.warning("The database cannot be reached", metadata: ["reason": "\(reason)"])
        case (true, false): logger.notice("The database answers again")
        default: break
        }
    }

    /// 0.1 s doubling up to 1 s, each shortened at random by up to half so that many do not come back together.
    private static func pause(after failures: Int) -> Duration {
        .milliseconds(min(1_000, 50 << min(failures, 5))) * Double.random(in: 0.5...1)
    }

    private func connect() throws(DatabaseError) -> OpaquePointer {
        let parameters = Array(configuration.parameters)
        let keywords = parameters.map { strdup($0.key) } + [nil]
        let values = parameters.map { strdup($0.value) } + [nil]
        defer { (keywords + values).forEach { free($0) } }
        guard
            let handle = PQconnectdbParams(keywords.map { UnsafePointer($0) }, values.map { UnsafePointer($0) }, 0)
        else { throw DatabaseError(kind: .connectionLost, message: "No memory for a connection to the database.") }
        guard PQstatus(handle) == CONNECTION_OK else {
            let reason = String(cString: PQerrorMessage(handle)).trimmed
            PQfinish(handle)
            throw DatabaseError(kind: .connectionLost, message: "The database cannot be reached: \(reason)")
        }
        PQsetNoticeReceiver(handle, passOnNotice, Unmanaged.passUnretained(self).toOpaque())
        return handle
    }

    /// Nothing is due on an idle connection: what can be read is a farewell, or a changed setting.
    private var wasClosedByServer: Bool {
        guard PQstatus(handle) == CONNECTION_OK else { return true }
        var socket = pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0)
        while poll(&socket, 1, 0) > 0 {
            guard PQconsumeInput(handle) == 1 else { return true }
        }
        return false
    }
}

/// Warnings of the server go to our log instead of stderr.
private func passOnNotice(connection: UnsafeMutableRawPointer?, notice: OpaquePointer?) {
    guard let connection, let notice else { return }
    let logger = Unmanaged<Connection>.fromOpaque(connection).takeUnretainedValue().logger
    logger.debug("PostgreSQL remarks", metadata: ["remark": "\(String(cString: PQresultErrorMessage(notice)).trimmed)"])
}
