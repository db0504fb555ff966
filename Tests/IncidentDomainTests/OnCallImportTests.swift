import Foundation
import IncidentDomain
import Records
import Testing

@Suite struct OnCallImportTests {
    private let ann = UUID(), ben = UUID()

    private func read(_ text: String, _ format: OnCallImport.Format) throws -> OnCallImport {
        try OnCallImport.read(Data(text.utf8), as: format, people: ["ann@example.net": ann, "BEN@example.net": ben])
    }

    private func onCall(_ found: OnCallImport, _ instant: String) throws -> [UUID] {
        let calendar = try #require(OnCallCalendar(found.plan))
        return calendar.onCall(at: try Date(instant, strategy: .iso8601)).people
    }

    private let opsgenie = #"""
        {"data": {"id": "x", "name": "Platform", "timezone": "Europe/Berlin", "enabled": true, "rotations": [
          {"id": "r1", "name": "Office", "startDate": "2026-03-02T08:00:00Z", "type": "weekly", "length": 1,
           "participants": [{"type": "user", "username": "ann@example.net"}, {"type": "user", "username": "ben@example.net"}],
           "timeRestriction": {"type": "weekday-and-time-of-day", "restrictions": [
             {"startDay": "monday", "startHour": 9, "startMin": 0, "endDay": "friday", "endHour": 18, "endMin": 30}]}},
          {"id": "r2", "startDate": "2026-03-01T23:00:00Z", "endDate": "2026-04-01T00:00:00Z", "type": "daily", "length": 2,
           "participants": [{"type": "user", "username": "ben@example.net"}, {"type": "none"}],
           "timeRestriction": {"type": "time-of-day",
             "restriction": {"startHour": 22, "startMin": 0, "endHour": 6, "endMin": 0}}}]}}
        """#

    @Test func `a schedule of Opsgenie answers as it is written`() throws {
        let found = try read(opsgenie, .opsgenie)
        #expect(
            found.name == "Platform" && found.leftOut == []
                && found.plan.layers.map(\.name) == ["Office", "Rotation 2"])
        for (instant, people) in [
            ("2026-03-02T07:59:59Z", []), ("2026-03-02T08:00:00Z", [ann]), ("2026-03-04T02:00:00Z", [ann]),
            ("2026-03-06T17:29:59Z", [ann]), ("2026-03-06T17:30:00Z", []), ("2026-03-10T12:00:00Z", [ben]),
            // Ben's own night from 22 to 6, two days of four; summer time begins on 29 March.
            ("2026-03-04T22:00:00Z", [ann]), ("2026-03-02T22:00:00Z", [ann, ben]),
            ("2026-03-30T20:00:00Z", [ben, ann]),
        ] as [(String, [UUID])] {
            #expect(Set(try onCall(found, instant)) == Set(people), "\(instant)")
        }
    }

    private let grafana = #"""
        {"id": "S1", "name": "Shop", "type": "calendar", "time_zone": "America/New_York", "on_call_shifts": [
          {"id": "A", "name": "Day", "type": "rolling_users", "level": 1, "start": "2026-02-25T09:00:00", "duration": 28800,
           "frequency": "weekly", "interval": 1, "by_day": ["MO", "TU", "WE", "TH", "FR"],
           "rolling_users": [["ann@example.net"], ["ben@example.net"]], "start_rotation_from_user_index": 1},
          {"id": "B", "name": "Always", "type": "rolling_users", "level": 0, "start": "2026-02-25T00:00:00", "duration": 86400,
           "frequency": "daily", "interval": 2, "rolling_users": [["ann@example.net", "ben@example.net"]]},
          {"id": "C", "name": "Holiday", "type": "override", "start": "2026-03-09T00:00:00", "duration": 86400,
           "users": ["ben@example.net"]},
          {"id": "D", "name": "Odd", "type": "recurrent_event", "start": "2026-03-09T00:00:00", "duration": 3600,
           "frequency": "monthly", "users": ["ann@example.net"]}]}
        """#

    @Test func `a schedule of Grafana OnCall answers as it is written, and says what it leaves out`() throws {
        let found = try read(grafana, .grafana)
        #expect(found.leftOut == ["Odd: it recurs in a way that is not known here."])
        for (instant, people) in [
            ("2026-02-25T13:59:59Z", [ann, ben]), ("2026-02-25T14:00:00Z", [ben]), ("2026-02-25T21:59:59Z", [ben]),
            ("2026-02-25T22:00:00Z", [ann, ben]), ("2026-02-26T06:00:00Z", []), ("2026-02-26T14:00:00Z", [ben]),
            ("2026-03-02T14:00:00Z", [ann]), ("2026-02-28T14:00:00Z", []),
            // New York's clock goes forward on 8 March: nine o'clock is an hour earlier; the day after is Ben's by override.
            ("2026-03-10T13:00:00Z", [ben]), ("2026-03-17T12:59:59Z", [ann, ben]), ("2026-03-17T13:00:00Z", [ann]),
            ("2026-03-09T04:00:00Z", [ben]), ("2026-03-09T18:00:00Z", [ben]),
        ] as [(String, [UUID])] {
            #expect(Set(try onCall(found, instant)) == Set(people), "\(instant)")
        }
    }

    @Test func `whoever is not known is named, and what is no schedule is refused`() {
        #expect {
            try OnCallImport.read(Data(self.opsgenie.utf8), as: .opsgenie, people: [:])
        } throws: { error in
            (error as? Invalid)?.code == "unknown_people"
                && (error as? Invalid)?.message.contains("ann@example.net, ben@example.net") == true
        }
        for text in ["", "{}", "[1]", #"{"name":"x","timezone":"Mars/Base","rotations":[]}"#] {
            #expect(throws: Invalid.self) { try self.read(text, .opsgenie) }
            #expect(throws: Invalid.self) { try self.read(text, .grafana) }
        }
    }
}
