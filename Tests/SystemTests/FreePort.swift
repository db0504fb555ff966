import Foundation
import Glibc

/// A loopback port that nobody listens on, as the system chooses it.
enum FreePort {
    struct NoneLeft: Error {}

    static func any() throws -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(INADDR_LOOPBACK).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                bind(descriptor, generic, size) + getsockname(descriptor, generic, &size)
            }
        }
        guard status == 0 else { throw NoneLeft() }
        return Int(in_port_t(bigEndian: address.sin_port))
    }
}
