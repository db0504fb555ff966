import Foundation

/// What a service answered instead of doing what it was asked.
struct Refusal: Error, CustomStringConvertible {
    let request: String
    let status: Int
    /// The stable word of the answer, `unknown_service` for example.
    let code: String?
    let detail: String?
    let field: String?

    private struct Problem: Decodable {
        let code: String?
        let title: String?
        let detail: String?
        let field: String?
    }

    init(_ method: String, _ path: String, _ status: Int, _ body: Data) {
        // An answer that is no problem document (a proxy in between) still has its status.
        let problem = try? JSONDecoder().decode(Problem.self, from: body)
        request = "\(method) \(path)"
        self.status = status
        code = problem?.code
        detail = problem?.detail ?? problem?.title
        field = problem?.field
    }

    var description: String {
        let place = field.map { " (\($0))" } ?? ""
        return "\(request) was answered with \(status): \(detail ?? "no reason given")\(place)"
    }
}
