import Foundation
import IncidentDomain
import Records
import Testing

@Suite struct WeighingTests {
    private let plain = Assessment.ofReport(service: nil, urgency: .low)

    @Test(arguments: [(0, Urgency.low), (4, .low), (5, .medium), (24, .medium), (25, .high), (2_000, .high)])
    func `more people make it more urgent`(count: Int, urgency: Urgency) {
        let weighed = plain.weighed(withPeople: count)
        #expect(weighed.urgency == urgency && weighed.impact == plain.impact)
        #expect(weighed.priority == Priority(impact: plain.impact, urgency: urgency))
    }

    @Test func `weighing starts from what it was without people, however often it is done`() {
        let twice = plain.weighed(withPeople: 5).weighed(withPeople: 6).weighed(withPeople: 30)
        #expect(twice == plain.weighed(withPeople: 30))
        #expect(twice.why.because.contains("At least 25 people") && !twice.why.because.contains("At least 5 "))
    }

    @Test func `what is most urgent already stays as it is`() {
        let high = Assessment.ofReport(service: nil, urgency: .high)
        #expect(high.weighed(withPeople: 500) == high)
    }

    @Test func `an assessment written before people were weighed is read as it was`() throws {
        let text = String(decoding: try JSONEncoder().encode(plain), as: UTF8.self)
        #expect(!text.contains("\"own\""))
        #expect(try JSONDecoder().decode(Assessment.self, from: Data(text.utf8)) == plain)
    }
}
