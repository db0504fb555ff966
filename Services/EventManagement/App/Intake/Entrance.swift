import Chassis
import Contracts
import Foundation
import HTTPTypes
import Hummingbird
import Postgres

/// An address where a format's requests come in, and how they are answered.
struct Entrance: Sendable {
    let method: HTTPRequest.Method
    /// Below the format's own address: `/v2/enqueue`. Placeholders are kept with the request.
    let path: String
    let summary: String
    /// Further addresses that senders have built in; an empty one is the root of the host.
    let also: [String]
    /// Whether each request gets an id of ours, which its answer tells and under which it is found again.
    let givesRequest: Bool
    let accepts: String
    let answer: @Sendable (Receipt) async throws -> IntakeAnswer
    /// How this sender wants to be told no; problem+json when there is none.
    let refuse: (@Sendable (ErrorReply) -> IntakeAnswer)?

    init(
        _ method: HTTPRequest.Method, _ path: String, _ summary: String, also: [String] = [],
        givesRequest: Bool = false, accepts: String = "application/json",
        answer: @escaping @Sendable (Receipt) async throws -> IntakeAnswer = { _ in .text(.accepted) },
        refuse: (@Sendable (ErrorReply) -> IntakeAnswer)? = nil
    ) {
        self.method = method
        self.path = path
        self.summary = summary
        self.also = also
        self.givesRequest = givesRequest
        self.accepts = accepts
        self.answer = answer
        self.refuse = refuse
    }
}

/// A request that was kept.
struct Receipt: Sendable {
    let delivery: Delivery
    let reading: Reading
    let database: Database
    let outside: Outside
}

/// What a sender is told.
struct IntakeAnswer: Sendable {
    let status: HTTPResponse.Status
    let type: String
    let body: Data

    static func json(_ status: HTTPResponse.Status, _ value: some Encodable) throws -> IntakeAnswer {
        IntakeAnswer(status: status, type: "application/json", body: try WireJSON.encoder.encode(value))
    }

    static func json(_ status: HTTPResponse.Status, _ members: [String: JSONValue]) -> IntakeAnswer {
        json(status, JSONValue.object(members))
    }

    static func json(_ status: HTTPResponse.Status, _ value: JSONValue) -> IntakeAnswer {
        // Values made of texts and whole numbers always encode.
        IntakeAnswer(
            status: status, type: "application/json", body: (try? WireJSON.encoder.encode(value)) ?? Data())
    }

    static func text(_ status: HTTPResponse.Status, _ text: String = "") -> IntakeAnswer {
        IntakeAnswer(status: status, type: "text/plain", body: Data(text.utf8))
    }

    var response: Response {
        Response(
            status: status, headers: [.contentType: type], body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
    }
}
