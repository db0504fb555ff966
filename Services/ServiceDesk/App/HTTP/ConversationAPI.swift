import Chassis
import DeskDomain
import Messaging
import Postgres

/// Everything that hangs on records of any kind, and what makes writing on them quick.
enum ConversationAPI {
    static func add(to api: inout API, _ database: Database, _ attachments: KeepAttachments, hours: WorkingHours) {
        ConversationRoutes(database: database).add(to: &api)
        AttachmentRoutes(database: database, attachments: attachments).add(to: &api)
        LinkRoutes(database: database).add(to: &api)
        PresenceRoutes(database: database).add(to: &api)
        ResponseTemplateRoutes(database: database).add(to: &api)
        RecordTemplateRoutes(database: database).add(to: &api)
        RecurringRecordRoutes(database: database, hours: hours).add(to: &api)
    }

    static func add(to timers: inout TimerHandlers, _ attachments: KeepAttachments, hours: WorkingHours) {
        timers.on(KeepAttachments.timer) { file, _, tx in try attachments.forget(file, in: tx) }
        timers.on(KeepRecurringRecords.timer) { id, _, tx in
            try KeepRecurringRecords(hours: hours).comeRound(id, in: tx)
        }
    }
}
