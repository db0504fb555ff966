import Foundation
import Records
import Testing

@Suite struct OpenHoursTests {
    @Test func `random calendars say what counting every minute says`() throws {
        let count = cases(20_000)
        let each = count > 50_000 ? 10_000 : 4_000
        var (chance, differences) = (Chance(1), [String]())
        for _ in 0..<count / each {
            let odd = OddCalendar.made(by: &chance)
            let (hours, oracle) = (try OpenHours(odd.calendar), MinuteOracle(odd.calendar, odd.minutes))
            for _ in 0..<each {
                let (a, b) = (chance.within(odd.minutes), chance.within(odd.minutes))
                let (from, to) = (min(a, b), max(a, b))
                let elapsed = hours.elapsed(from: from * 60_000, to: to * 60_000)
                if elapsed != oracle.elapsed(from, to) * 60_000 {
                    differences.append("elapsed \(from) \(to) \(odd.calendar)")
                }
                let amount = chance.within(1..<4000)
                guard let due = oracle.due(from, amount) else { continue }
                if hours.due(from: from * 60_000, after: amount * 60_000) != due * 60_000 {
                    differences.append("due \(from) \(amount) \(odd.calendar)")
                }
            }
        }
        print("open hours: \(count) random cases, \(differences.count) differences")
        #expect(differences.isEmpty, "\(differences.prefix(3))")
    }

    @Test func `elapsed and due are inverse, due grows with the amount, and time adds up`() throws {
        var chance = Chance(2)
        for _ in 0..<20 {
            let odd = OddCalendar.made(by: &chance)
            let hours = try OpenHours(odd.calendar)
            let span = (odd.minutes.lowerBound * 60_000)..<(odd.minutes.upperBound * 60_000)
            for _ in 0..<200 {
                let (start, amount) = (chance.within(span), chance.within(1..<200_000_000))
                let later = start + chance.within(0..<400_000_000)
                let middle = chance.within(start..<later + 1)
                #expect(
                    hours.elapsed(from: start, to: middle) + hours.elapsed(from: middle, to: later)
                        == hours.elapsed(from: start, to: later))
                guard let due = hours.due(from: start, after: amount) else { continue }
                #expect(hours.elapsed(from: start, to: due) == amount)
                #expect(hours.elapsed(from: start, to: due - 1) == amount - 1)
                #expect(try #require(hours.due(from: start, after: amount + 1)) > due)
            }
        }
    }

    @Test func `a whole day lasts 23, 25, 24 and a half or no hours`() throws {
        func length(_ zone: String, _ day: String) throws -> Int {
            let only = BusinessCalendar.Exception(
                day: try #require(CalendarDay(day)), hours: [.init(from: 0, until: 1440)], name: "whole")
            let hours = try OpenHours(BusinessCalendar(zone: zone, weeks: [], exceptions: [only]))
            let start = only.day.number * 86_400_000
            return hours.elapsed(from: start - 172_800_000, to: start + 259_200_000) / 60_000
        }
        #expect(try length("Europe/Berlin", "2026-03-29") == 23 * 60)
        #expect(try length("Europe/Berlin", "2026-10-25") == 25 * 60)
        #expect(try length("Australia/Lord_Howe", "2026-04-05") == 24 * 60 + 30)
        #expect(try length("Australia/Lord_Howe", "2026-10-04") == 23 * 60 + 30)
        #expect(try length("Pacific/Apia", "2011-12-30") == 0)
        #expect(try length("Pacific/Apia", "2011-12-31") == 24 * 60)
        #expect(try length("America/Sao_Paulo", "2018-11-04") == 23 * 60)
    }

    @Test func `an empty calendar is never due, one that is always open counts every millisecond`() throws {
        let never = try OpenHours(BusinessCalendar(zone: "Europe/Oslo", weeks: []))
        #expect(never.due(from: 0, after: 1) == nil)
        #expect(never.businessDay(1, after: 0, atMinute: 0) == nil)
        let always = try OpenHours(.always)
        #expect(always.due(from: 1_767_225_599_999, after: 31_622_400_001) == 1_767_225_599_999 + 31_622_400_001)
        #expect(always.elapsed(from: -5, to: 7) == 12)
    }

    @Test func `the next business day is the next with hours, by the clock on the wall`() throws {
        let week = BusinessCalendar.WeeklyHours(
            weekdays: [.monday, .tuesday, .wednesday, .thursday, .friday], from: 480, until: 1080)
        let hours = try OpenHours(BusinessCalendar(zone: "Europe/Berlin", weeks: [.init(hours: [week])]))
        // Friday 2026-03-27 15:00 in Berlin is before the change, Monday after it.
        let friday = try Date("2026-03-27T14:00:00Z", strategy: .iso8601).milliseconds
        let monday = try Date("2026-03-30T14:00:00Z", strategy: .iso8601).milliseconds
        #expect(hours.businessDay(1, after: friday, atMinute: 16 * 60) == monday)
    }

    @Test func `what makes no sense is refused with the field`() {
        func field(_ calendar: BusinessCalendar) -> String? {
            do { _ = try calendar.checked() } catch { return error.field }
            return nil
        }
        #expect(field(BusinessCalendar(zone: "Europe/Atlantis", weeks: [])) == "zone")
        let backwards = BusinessCalendar.WeeklyHours(weekdays: [.monday], from: 600, until: 500)
        #expect(field(BusinessCalendar(zone: "UTC", weeks: [.init(hours: [backwards])])) == "weeks.0.hours")
        #expect(field(BusinessCalendar(zone: "UTC", weeks: [.init(hours: []), .init(hours: [])])) == "weeks")
        #expect(CalendarDay("2026-02-29") == nil)
        #expect(CalendarDay("2028-02-29")?.weekday == .tuesday)
        #expect(CalendarDay("2028-2-29") == nil)
    }
}
