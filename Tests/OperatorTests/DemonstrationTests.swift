import Foundation
import Testing

@testable import Operator

struct DemonstrationTests {
    private let services = Set(Company.services.map(\.name))
    private let people = Set(Company.people.map(\.name))
    private let teams = Set(Company.teams.map(\.name))

    @Test func `the company has the size it promises, and no name twice`() throws {
        #expect(services.count == 12)
        #expect(people.count == 31)
        #expect(teams.count == 10)
        #expect(try values(of: "name").count == 60)
        #expect(Set(try values(of: "name")).count == 60)
    }

    @Test func `services, people and changes name owners and teams that exist`() {
        #expect(people.isSuperset(of: Company.services.map(\.owner)))
        #expect(teams.isSuperset(of: Company.services.map(\.team)))
        #expect(teams.isSuperset(of: Company.people.compactMap(\.team)))
        #expect(teams.isSuperset(of: Company.changes.map(\.team)))
        #expect(services.isSuperset(of: Company.changes.flatMap(\.impact.keys)))
        #expect(people.isSuperset(of: Company.reports.map(\.person)))
        #expect(services.isSuperset(of: Company.reports.map(\.service)))
        #expect(teams.contains(Company.RecurringProblem.team))
        #expect(people.contains(Company.RecurringProblem.assignee))
    }

    @Test func `schedules and policies name people, teams and schedules that exist`() {
        let schedules = Set(Company.schedules.map(\.name))
        #expect(teams.isSuperset(of: Company.schedules.map(\.team) + Company.callPolicies.map(\.team)))
        #expect(people.isSuperset(of: Company.schedules.flatMap(\.layers).flatMap(\.turns)))
        let steps = Company.callPolicies.flatMap(\.steps)
        #expect(schedules.isSuperset(of: steps.compactMap(\.schedule) + [Company.override.schedule]))
        #expect(people.isSuperset(of: steps.compactMap(\.person) + [Company.override.by]))
        #expect(steps.allSatisfy { ($0.schedule == nil) != ($0.person == nil) })
        #expect(Set(Company.firstUpdate.keys) == ["users", "staff", "management"])
    }

    @Test func `articles stand in all five languages, each complete, about services that exist`() {
        #expect(Company.articles.count >= 12)
        for article in Company.articles {
            #expect(Set(article.texts.keys) == Set(Company.articleLanguages), "\(article.title)")
            #expect(services.isSuperset(of: article.services), "\(article.title)")
            #expect(["internal", "public"].contains(article.audience))
            for text in article.texts.values {
                #expect(text.title.count <= 200 && text.body.count > 300 && text.keywords.count >= 3, "\(text.title)")
            }
        }
        for language in Company.articleLanguages {
            #expect(Set(Company.articles.compactMap { $0.texts[language]?.title }).count == Company.articles.count)
        }
    }

    @Test func `the catalogue names domains, teams and services that exist, and every request an item`() {
        let domains = Set(Company.domains.map(\.name))
        let items = Company.offerings.flatMap(\.items)
        #expect(domains.count == 3 && items.count >= 8)
        #expect(teams.isSuperset(of: Company.domains.flatMap(\.teams)))
        #expect(domains.isSuperset(of: Company.offerings.map(\.domain)))
        #expect(services.isSuperset(of: Company.offerings.compactMap(\.service)))
        #expect(teams.isSuperset(of: items.flatMap(\.plan).map(\.team)))
        for item in items {
            #expect(Set(item.plan.map(\.key)).isSuperset(of: item.plan.flatMap(\.after)), "\(item.name)")
        }
        for request in Company.requests {
            let form = items.first { $0.name == request.item }?.form ?? []
            #expect(Set(form.map(\.key)).isSuperset(of: request.answers.keys), "\(request.item)")
        }
    }

    @Test func `items need items and support services that exist, and every service is supported`() throws {
        let names = Set(try values(of: "name"))
        #expect(names.isSuperset(of: try lists(of: "dependsOn")))
        #expect(Set(try lists(of: "supports")) == services)
        #expect(names.isSuperset(of: Company.changes.flatMap(\.scope)))
    }

    @Test func `every alert names an item as monitoring would`() throws {
        let known = Set(try values(of: "name") + lists(of: "aliases"))
        let outages = Company.pastOutages + Company.openOutages + [Company.mutedOutage]
        for alert in outages.flatMap(\.alerts) {
            let host = alert.instance.split(separator: ":")[0]
            let short = host.split(separator: ".")[0]
            #expect(known.contains(String(host)) || known.contains(String(short)), "\(alert.instance)")
        }
    }

    @Test func `the first alert of each outage is found again by check and instance`() {
        let outages = Company.pastOutages + Company.openOutages + [Company.mutedOutage]
        let heads = outages.compactMap { $0.alerts.first.map { "\($0.check) \($0.instance)" } }
        #expect(Set(heads).count == outages.count)
    }

    @Test func `past outages are over, the oldest comes first, and three have the recurring cause`() {
        for outage in Company.pastOutages { #expect(outage.began.seconds > outage.lasted ?? .infinity) }
        let begins = Company.pastOutages.map(\.began.seconds)
        #expect(begins == begins.sorted(by: >))
        #expect(Company.pastOutages.count(where: \.recurs) == 3)
        #expect(Company.openOutages.count(where: \.recurs) == 1)
        #expect(Company.changes.contains { $0.summary == Company.fixForRecurringCause })
    }

    @Test func `a change in the evening begins at eight`() throws {
        let now = try Date("2026-11-21T23:10:00Z", strategy: .iso8601)
        let start = Company.Change.Start.evening(inDays: 3).date(from: now)
        #expect(start == (try Date("2026-11-24T20:00:00Z", strategy: .iso8601)))
    }

    private func values(of key: String) throws -> [String] {
        let pattern = try Regex(#"\b\#(key): ([\w-]+)"#, as: (Substring, Substring).self)
        return Company.model.matches(of: pattern).map { String($0.output.1) }
    }

    private func lists(of key: String) throws -> [String] {
        let pattern = try Regex(#"\b\#(key): \[([^\]]*)\]"#, as: (Substring, Substring).self)
        return Company.model.matches(of: pattern).flatMap { match in
            match.output.1.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        }
    }
}
