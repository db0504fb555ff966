import EventDomain
import Foundation
import Records

/// A core, racks, hosts on them, services on those, and business applications on four services each.
struct Lab {
    let names: [String]
    let needs: [String: [String]]
    let ids: [String: UUID]
    let model: ServiceModel

    init(racks: Int, hosts: Int, services: Int, using generator: inout SplitMix) {
        var needs: [String: [String]] = ["core": []]
        var names = ["core"]
        var leaves: [String] = []
        func add(_ name: String, _ on: [String]) {
            names.append(name)
            needs[name] = on
        }
        for rack in 0..<racks {
            add("rack\(rack)", ["core"])
            for host in 0..<hosts {
                add("r\(rack)h\(host)", ["rack\(rack)"])
                for service in 0..<services {
                    add("r\(rack)h\(host)s\(service)", ["r\(rack)h\(host)"])
                    leaves.append("r\(rack)h\(host)s\(service)")
                }
            }
        }
        for business in 0..<max(3, leaves.count / 50) {
            add("biz\(business)", (0..<4).map { _ in leaves.randomElement(using: &generator) ?? "core" })
        }
        self.names = names
        self.needs = needs
        let ids = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, id(10_000 + $0)) })
        self.ids = ids
        model = ServiceModel(
            items: names.map { name in
                .init(id: ids[name] ?? id(0), name: name, dependsOn: (needs[name] ?? []).compactMap { ids[$0] })
            })
    }

    /// Everything that fails with these, with how far from the nearest of them.
    func depths(below roots: Set<String>) -> [String: Int] {
        var depths = Dictionary(uniqueKeysWithValues: roots.map { ($0, 0) })
        for name in names where depths[name] == nil {
            depths[name] = needs[name]?.compactMap { depths[$0] }.min().map { $0 + 1 }
        }
        return depths
    }
}

/// What is heard when something in the lab fails.
struct Storm {
    struct Heard {
        let name: String
        let onset: TimeInterval
        let isNoise: Bool
    }

    let lab: Lab
    private let seed: UInt64

    init(seed: UInt64, root: String, racks: Int = 10, hosts: Int = 20, services: Int = 5) {
        var generator = SplitMix(state: seed)
        lab = Lab(racks: racks, hosts: hosts, services: services, using: &generator)
        self.seed = seed
    }

    func alerts(failing roots: Set<String>, silent: Set<String> = [], late: [String: TimeInterval] = [:]) -> [Heard] {
        var generator = SplitMix(state: seed &+ 100)
        return lab.depths(below: roots).sorted { $0.key < $1.key }.filter { !silent.contains($0.key) }.map {
            let jitter =
                $0.value == 0
                ? late[$0.key] ?? Double.random(in: 0...20, using: &generator)
                : Double.random(in: 0...8, using: &generator) + 4 * Double($0.value)
            return Heard(name: $0.key, onset: jitter, isNoise: false)
        }
    }

    /// Hears them shuffled, three times each, in batches of 64.
    func run(_ alerts: [Heard], noise: Int, last: String? = nil) -> Aftermath {
        var generator = SplitMix(state: seed &+ 200)
        let loud = Set(alerts.map(\.name))
        let quiet = lab.names.filter { !loud.contains($0) }.shuffled(using: &generator).prefix(noise).map {
            Heard(name: $0, onset: -Double.random(in: 600...6000, using: &generator), isNoise: true)
        }
        let repeated = (alerts + quiet).filter { $0.name != last }.flatMap { [$0, $0, $0] }
        let stream = repeated.shuffled(using: &generator) + alerts.filter { $0.name == last }
        var aftermath = Aftermath(lab, noise: Set(quiet.map(\.name)))
        for start in stride(from: 0, to: stream.count, by: 64) {
            aftermath.hear(Array(stream[start..<min(start + 64, stream.count)]))
        }
        return aftermath
    }
}

/// What correlation made of it.
struct Aftermath {
    private let lab: Lab
    private let noise: Set<String>
    private var map: SituationMap
    private var known: [String: Alert] = [:]
    private var names: [UUID: String] = [:]
    private var situations: [UUID: Situation] = [:]
    private var count = 0
    private(set) var cleared = 0
    private(set) var reopened = 0

    init(_ lab: Lab, noise: Set<String>) {
        self.lab = lab
        self.noise = noise
        map = SituationMap(model: lab.model)
    }

    private var storms: [Situation] {
        situations.values.filter { situation in
            situation.isLive && situation.members.values.contains { !noiseItems.contains($0.item) }
        }
    }

    private var noiseItems: Set<UUID?> { Set(noise.map { lab.ids[$0] }) }

    /// What is named as the cause of what is not noise.
    var causes: Set<String> { Set(storms.map(\.cause.name)) }

    var silent: Set<String> { Set(storms.filter { $0.cause.isSilent == true }.map(\.cause.name)) }

    /// Noise that came into a situation with what is none.
    var strangers: Int {
        let items = noiseItems
        return storms.reduce(0) { $0 + $1.members.values.count { items.contains($0.item) } }
    }

    var opened: Int { situations.count }

    mutating func hear(_ heard: [Storm.Heard]) {
        turn { board, aftermath in
            for one in heard where aftermath.known[one.name] == nil {
                let alert = aftermath.alert(one)
                aftermath.known[one.name] = alert
                aftermath.names[alert.id] = one.name
                board.fired(alert)
            }
        }
    }

    /// Everything ends, in any order, sixteen in a batch.
    mutating func recover(seed: UInt64) {
        var generator = SplitMix(state: seed &+ 300)
        let ending = known.keys.sorted().shuffled(using: &generator)
        for start in stride(from: 0, to: ending.count, by: 16) {
            turn { board, aftermath in
                for name in ending[start..<min(start + 16, ending.count)] {
                    if let alert = aftermath.known[name] { board.ended(alert) }
                }
            }
        }
    }

    private mutating func turn(_ body: (inout CorrelationBoard, inout Aftermath) -> Void) {
        var taken = SituationMap(model: lab.model)
        swap(&taken, &map)
        var next = count
        var board = CorrelationBoard(taken, rule: CorrelationRule(), now: noon) {
            next += 1
            return id(2000 + next)
        }
        body(&board, &self)
        board.settle()
        note(board)
        map = board.wrote(Dictionary(board.steps.map { ($0.situation, 1) }) { first, _ in first })
        count = next
    }

    private mutating func note(_ board: CorrelationBoard) {
        for (alert, home) in board.placements {
            guard let name = names[alert] else { continue }
            known[name] = known[name]?.applying(.situationJoined(situation: home), at: noon)
        }
        for step in board.steps {
            situations[step.situation] = board.situation(step.situation)
            for fact in step.facts {
                if fact == .cleared { cleared += 1 }
                if fact == .reopened { reopened += 1 }
            }
        }
    }

    private func alert(_ heard: Storm.Heard) -> Alert {
        let labels = ["ci": heard.name]
        let raise = Alert.Raise(
            event(.raise, at: heard.onset, severity: .warning, labels: labels), number: "ALT\(heard.name)",
            binding: lab.model.bind(labels))
        guard let number = lab.names.firstIndex(of: heard.name),
            let alert = Alert.beginning(id(30_000 + number), with: .raised(raise: raise), at: noon)
        else { preconditionFailure("no alert") }
        return alert
    }
}
