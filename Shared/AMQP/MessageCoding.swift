import CRabbitMQ
import Foundation

extension Message {
    /// The properties as librabbitmq wants them, valid until `memory` is recycled.
    func properties(in memory: WireMemory) -> amqp_basic_properties_t {
        var properties = amqp_basic_properties_t()
        properties._flags = amqp_flags_t(AMQP_BASIC_DELIVERY_MODE_FLAG)
        properties.delivery_mode = UInt8(AMQP_DELIVERY_PERSISTENT.rawValue)
        func set(_ field: WritableKeyPath<amqp_basic_properties_t, amqp_bytes_t>, _ flag: Int32, _ text: String?) {
            guard let text else { return }
            properties._flags |= amqp_flags_t(flag)
            properties[keyPath: field] = memory.bytes(text)
        }
        set(\.message_id, AMQP_BASIC_MESSAGE_ID_FLAG, messageID)
        set(\.type, AMQP_BASIC_TYPE_FLAG, type)
        set(\.content_type, AMQP_BASIC_CONTENT_TYPE_FLAG, contentType)
        set(\.app_id, AMQP_BASIC_APP_ID_FLAG, appID)
        set(\.user_id, AMQP_BASIC_USER_ID_FLAG, userID)
        if let timestamp {
            properties._flags |= amqp_flags_t(AMQP_BASIC_TIMESTAMP_FLAG)
            properties.timestamp = UInt64(max(0, timestamp.timeIntervalSince1970))
        }
        if !headers.isEmpty {
            properties._flags |= amqp_flags_t(AMQP_BASIC_HEADERS_FLAG)
            properties.headers = memory.table(headers)
        }
        return properties
    }

    /// Copies what arrived; the body follows in frames of its own.
    init(_ properties: amqp_basic_properties_t) {
        func has(_ flag: Int32) -> Bool { properties._flags & amqp_flags_t(flag) != 0 }
        self.init(body: Data())
        if has(AMQP_BASIC_MESSAGE_ID_FLAG) { messageID = String(properties.message_id) }
        if has(AMQP_BASIC_TYPE_FLAG) { type = String(properties.type) }
        if has(AMQP_BASIC_CONTENT_TYPE_FLAG) { contentType = String(properties.content_type) }
        if has(AMQP_BASIC_APP_ID_FLAG) { appID = String(properties.app_id) }
        if has(AMQP_BASIC_USER_ID_FLAG) { userID = String(properties.user_id) }
        if has(AMQP_BASIC_TIMESTAMP_FLAG) {
            timestamp = Date(timeIntervalSince1970: TimeInterval(properties.timestamp))
        }
        if has(AMQP_BASIC_HEADERS_FLAG) {
            for entry in UnsafeBufferPointer(
                start: properties.headers.entries, count: Int(properties.headers.num_entries))
            {
                headers[String(entry.key)] = HeaderValue(entry.value)
            }
        }
    }
}

extension HeaderValue {
    init(_ field: amqp_field_value_t) {
        switch amqp_field_value_kind_t(UInt32(field.kind)) {
        case AMQP_FIELD_KIND_UTF8: self = .string(String(field.value.bytes))
        case AMQP_FIELD_KIND_BOOLEAN: self = .boolean(field.value.boolean != 0)
        case AMQP_FIELD_KIND_I8: self = .integer(Int64(field.value.i8))
        case AMQP_FIELD_KIND_U8: self = .integer(Int64(field.value.u8))
        case AMQP_FIELD_KIND_I16: self = .integer(Int64(field.value.i16))
        case AMQP_FIELD_KIND_U16: self = .integer(Int64(field.value.u16))
        case AMQP_FIELD_KIND_I32: self = .integer(Int64(field.value.i32))
        case AMQP_FIELD_KIND_U32: self = .integer(Int64(field.value.u32))
        case AMQP_FIELD_KIND_I64: self = .integer(field.value.i64)
        case AMQP_FIELD_KIND_U64, AMQP_FIELD_KIND_TIMESTAMP: self = .integer(Int64(clamping: field.value.u64))
        default: self = .other
        }
    }
}
