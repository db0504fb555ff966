import CRabbitMQ
import Foundation

/// The C memory of one outgoing method: strings and tables live until `recycle`. Belongs to one thread.
final class WireMemory {
    private var pool = amqp_pool_t()

    init() { init_amqp_pool(&pool, 16 * 1024) }

    deinit { empty_amqp_pool(&pool) }

    /// Forgets everything made since the last time.
    func recycle() { recycle_amqp_pool(&pool) }

    func bytes(_ text: String) -> amqp_bytes_t {
        var text = text
        return text.withUTF8 { source in
            guard let start = source.baseAddress, source.count > 0 else { return amqp_bytes_t() }
            let copy = allocate(source.count)
            copy.copyMemory(from: start, byteCount: source.count)
            return amqp_bytes_t(len: source.count, bytes: copy)
        }
    }

    func table(_ values: [String: HeaderValue]) -> amqp_table_t {
        table(values.map { ($0.key, field($0.value)) })
    }

    func table(_ fields: [(String, amqp_field_value_t)]) -> amqp_table_t {
        guard !fields.isEmpty else { return amqp_table_t() }
        let size = fields.count * MemoryLayout<amqp_table_entry_t>.stride
        let entries = allocate(size).bindMemory(to: amqp_table_entry_t.self, capacity: fields.count)
        for (index, (name, value)) in fields.enumerated() {
            entries.advanced(by: index).initialize(to: amqp_table_entry_t(key: bytes(name), value: value))
        }
        return amqp_table_t(num_entries: Int32(fields.count), entries: entries)
    }

    func field(_ value: HeaderValue) -> amqp_field_value_t {
        var field = amqp_field_value_t()
        switch value {
        case .string(let text):
            field.kind = UInt8(AMQP_FIELD_KIND_UTF8.rawValue)
            field.value.bytes = bytes(text)
        case .integer(let number):
            field.kind = UInt8(AMQP_FIELD_KIND_I64.rawValue)
            field.value.i64 = number
        case .boolean(let flag):
            field.kind = UInt8(AMQP_FIELD_KIND_BOOLEAN.rawValue)
            field.value.boolean = flag ? 1 : 0
        case .other:
            field.kind = UInt8(AMQP_FIELD_KIND_VOID.rawValue)
        }
        return field
    }

    func field(_ table: amqp_table_t) -> amqp_field_value_t {
        var field = amqp_field_value_t()
        field.kind = UInt8(AMQP_FIELD_KIND_TABLE.rawValue)
        field.value.table = table
        return field
    }

    private func allocate(_ size: Int) -> UnsafeMutableRawPointer {
        guard let memory = amqp_pool_alloc(&pool, size) else { preconditionFailure("Out of memory.") }
        return memory
    }
}

extension String {
    /// A copy; bytes that are not UTF-8 become U+FFFD.
    init(_ bytes: amqp_bytes_t) {
        self.init(decoding: UnsafeRawBufferPointer(start: bytes.bytes, count: bytes.len), as: UTF8.self)
    }
}

extension Data {
    init(_ bytes: amqp_bytes_t) {
        self.init(UnsafeRawBufferPointer(start: bytes.bytes, count: bytes.len))
    }
}
