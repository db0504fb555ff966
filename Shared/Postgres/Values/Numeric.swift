/// PostgreSQL's exact decimal, read so that sums and averages need no cast; never bound.
struct Numeric {
    private let digits: String
    private let exponent: Int
    private let isNegative: Bool
    private let isFinite: Bool

    /// The wire holds base-10000 digits with the weight of the first.
    init(cell: Cell) throws {
        let count = Int(try cell.number(at: 0, Int16.self))
        let weight = Int(try cell.number(at: 2, Int16.self))
        let sign = try cell.number(at: 4, UInt16.self)
        var text = ""
        for index in 0..<count {
            let digit = String(try cell.number(at: 8 + index * 2, Int16.self))
            text += String(repeating: "0", count: max(0, 4 - digit.count)) + digit
        }
        digits = text.isEmpty ? "0" : text
        exponent = text.isEmpty ? 0 : (weight + 1 - count) * 4
        isNegative = sign == 0x4000 || sign == 0xF000
        isFinite = sign == 0x0000 || sign == 0x4000
    }

    var double: Double {
        guard isFinite, let value = Double("\(isNegative ? "-" : "")\(digits)e\(exponent)") else { return .nan }
        return value
    }

    func wholeNumber(in cell: Cell) throws -> Int {
        let fraction = digits.suffix(max(0, -exponent))
        let whole = digits.dropLast(max(0, -exponent)) + String(repeating: "0", count: max(0, exponent))
        let text = (isNegative ? "-" : "") + (whole.isEmpty ? "0" : whole)
        guard isFinite, fraction.allSatisfy({ $0 == "0" }), let value = Int(text) else {
            throw cell.undecodable("holds a number that is not whole or too large for Int")
        }
        return value
    }
}
