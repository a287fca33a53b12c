/// An exact integer total. Written as decimal text, because JSON readers turn large numbers into doubles.
package struct ExactTotal: Codable, Sendable, Equatable {
    /// A count, or an amount in 1/10,000 of its currency.
    package var value: Int128

    package init(_ value: Int128) { self.value = value }

    /// An amount in 1/10,000 as a table file writes it: `-12345.60`, all its decimals, at least two.
    package var amountText: String {
        let (whole, rest) = value.magnitude.quotientAndRemainder(dividingBy: 10_000)
        var decimals = String(10_000 + rest).dropFirst()
        while decimals.count > 2, decimals.last == "0" { decimals.removeLast() }
        return "\(value < 0 ? "-" : "")\(whole).\(decimals)"
    }

    /// As a sentence says it: with two decimals, `902.39`, for three look like thousands where commas are decimal marks.
    package var saidText: String {
        let cents = (value.magnitude + 50) / 100
        return ExactTotal((value < 0 ? -1 : 1) * Int128(cents) * 100).amountText
    }

    /// - Throws: where the text is no integer of 128 bits.
    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let value = Int128(text) else {
            throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "not an integer: \(text)"))
        }
        self.value = value
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value.description)
    }
}
