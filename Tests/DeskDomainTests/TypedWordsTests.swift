import DeskDomain
import Records
import Testing

@Suite struct TypedWordsTests {
    @Test(arguments: ["INC0000042", "inc42", "Inc-42", "INC 42", "inc042"])
    func `a number is understood however it is typed`(typed: String) throws {
        #expect(try #require(TypedWords(typed)).numbers == ["INC0000042"])
    }

    @Test func `digits alone may be the number of any kind`() throws {
        let numbers = try #require(TypedWords("42")).numbers
        #expect(numbers.contains("INC0000042") && numbers.contains("PRB0000042"))
        #expect(numbers.count == RecordNumber.Prefix.allCases.count)
    }

    @Test(arguments: ["printer", "42 printers", "vpn is slow", "inc42x", "1234567890"])
    func `words are no number`(typed: String) throws {
        #expect(try #require(TypedWords(typed)).numbers.isEmpty)
    }

    @Test(arguments: ["", "   ", "-", "\"", "&|!()", "\\", "…"])
    func `nothing to search for is nothing`(typed: String) {
        #expect(TypedWords(typed) == nil)
    }

    @Test func `the last word may be only begun`() throws {
        let words = try #require(TypedWords("  mail  prin"))
        #expect(words.beginning == .init(before: "mail", word: "prin"))
        #expect(try #require(TypedWords("drucker")).beginning == .init(before: "", word: "drucker"))
    }

    @Test(arguments: ["\"mail server\"", "mail -spam", "mail s", "mail or", "it's", "mail:*"])
    func `quoted, excluded, single letters and signs are no beginnings`(typed: String) throws {
        #expect(try #require(TypedWords(typed)).beginning == nil)
    }
}
