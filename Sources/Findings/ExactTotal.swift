/// An exact integer total. Written as decimal text, because JSON readers turn large numbers into doubles.
package struct ExactTotal: Codable, Sendable, Equatable {
    package var value: Int128

    package init(_ value: Int128) { self.value = value }

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
