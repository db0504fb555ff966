import IncidentDomain
import Testing

@Suite struct BreachForecastTests {
    @Test func `without any history nothing is known, and past its goal it is certain`() {
        #expect(BreachForecast(elapsed: 10, budget: 100, ended: []).probability == 0.5)
        #expect(BreachForecast(elapsed: 101, budget: 100, ended: []).probability == 1)
    }

    @Test func `the longer a clock has run, the likelier it is missed by those that ran as long`() {
        let ended = (1...100).map { (elapsed: $0 * 2, missed: $0 * 2 > 100) }
        let early = BreachForecast(elapsed: 10, budget: 100, ended: ended)
        let late = BreachForecast(elapsed: 90, budget: 100, ended: ended)
        #expect(early.probability < late.probability)
        #expect(late.alike == 56 && late.missed == 50)
        #expect(abs(early.probability - 50.0 / 96) < 0.05)
    }
}
