import Foundation
import Records

/// Something one can ask for: its form, who may, who approves, how it is fulfilled and how long that takes.
package struct RequestItem: Codable, Equatable, Sendable {
    package enum State: String, Codable, CaseIterable, Sendable { case draft, published, retired }

    package let id: UUID
    package let offering: UUID
    package private(set) var content: ItemContent
    /// 1 for the first content, one more with every revision. A request keeps to the edition it was made by.
    package private(set) var edition: Int
    package private(set) var state: State
    package let definedAt: Date
}

extension RequestItem: Lifecycle {
    package static let kind = "request-item"

    package enum Command: Equatable, Sendable {
        case revise(ItemContent)
        case publish
        case retire
    }

    package enum Fact: Codable, Equatable, Sendable {
        case defined(offering: UUID, content: ItemContent)
        case revised(content: ItemContent)
        case published
        case retired
    }

    package func deciding(_ command: Command, at now: Date) throws(Rejection) -> [Fact] {
        switch (state, command) {
        case (.draft, .revise(let content)), (.published, .revise(let content)):
            content == self.content ? [] : [.revised(content: content)]
        case (.draft, .publish), (.retired, .publish): [.published]
        case (.draft, .retire), (.published, .retire): [.retired]
        case (.published, .publish), (.retired, .retire): []
        case (.retired, .revise):
            throw Rejection("\(content.name) is retired: publish it again first.", code: "retired")
        }
    }

    package static func beginning(_ id: UUID, with fact: Fact, at instant: Date) -> RequestItem? {
        guard case .defined(let offering, let content) = fact else { return nil }
        return RequestItem(
            id: id, offering: offering, content: content, edition: 1, state: .draft, definedAt: instant)
    }

    package func applying(_ fact: Fact, at instant: Date) -> RequestItem {
        var item = self
        switch fact {
        case .defined: break
        case .revised(let content):
            item.content = content
            item.edition += 1
        case .published: item.state = .published
        case .retired: item.state = .retired
        }
        return item
    }
}
