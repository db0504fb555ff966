/// How an article served a record.
package enum ArticleUse: String, Codable, CaseIterable, Sendable {
    /// As it stood.
    case used
    /// After it was mended.
    case improved
    /// It was made from the record.
    case created
    /// Somebody looked and found none.
    case searchedNone = "searched_none"
}
