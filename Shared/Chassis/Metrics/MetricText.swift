import Foundation

/// How names and values are written for Prometheus.
enum MetricText {
    static func line(_ name: String, _ labels: [[String]], _ value: Double) -> String {
        guard !labels.isEmpty else { return "\(name) \(number(value))\n" }
        let pairs = labels.map { "\($0[0])=\"\(escaped($0[1]))\"" }.joined(separator: ",")
        return "\(name){\(pairs)} \(number(value))\n"
    }

    static func gauge(_ name: String, _ help: String, _ value: Double) -> String {
        "# HELP \(name) \(help)\n# TYPE \(name) gauge\n" + line(name, [], value)
    }

    static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        return value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : String(value)
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }
}

enum MetricName {
    /// Only what Prometheus allows in a name, with the ending its unit asks for.
    static func clean(_ label: String, ending: String = "") -> String {
        let name = String(label.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
        let safe = name.first?.isNumber == true ? "_" + name : name
        return safe.hasSuffix(ending) ? safe : safe + ending
    }
}

/// Memory, files and start time of this process, under the names Prometheus clients use.
enum ProcessFigures {
    private static let started = Date().timeIntervalSince1970

    static func render() -> String {
        var text = MetricText.gauge("process_start_time_seconds", "When the process began to be measured.", started)
        if let pages = residentPages() {
            let bytes = Double(pages * Int(sysconf(Int32(_SC_PAGESIZE))))
            text += MetricText.gauge("process_resident_memory_bytes", "Memory held in RAM.", bytes)
        }
        if let files = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd") {
            text += MetricText.gauge("process_open_fds", "Open files and sockets.", Double(files.count))
        }
        return text
    }

    private static func residentPages() -> Int? {
        guard let figures = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return nil }
        let fields = figures.split(separator: " ")
        return fields.count > 1 ? Int(fields[1]) : nil
    }
}
