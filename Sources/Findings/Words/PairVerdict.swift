/// What the data say about a difference of two tiers (Methods 12.3). Written `micro higher`, `no clear difference`,
/// `no relevant difference` or `not enough data`.
package enum PairVerdict: Sendable, Hashable, CustomStringConvertible {
    /// The tier of this name is clearly higher.
    case higher(String)
    /// We cannot tell.
    case noClearDifference
    /// We can tell, and it is too small to matter (27).
    case noRelevantDifference
    /// No verdict; the reasons stand beside it.
    case notEnoughData

    package var description: String {
        switch self {
        case .higher(let tier): tier + Self.higherSuffix
        case .noClearDifference: "no clear difference"
        case .noRelevantDifference: "no relevant difference"
        case .notEnoughData: "not enough data"
        }
    }

    private static let higherSuffix = " higher"
}

extension PairVerdict: Codable {
    /// - Throws: where the text is none of the four forms.
    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        if let verdict = [Self.noClearDifference, .noRelevantDifference, .notEnoughData].first(where: { $0.description == text }) {
            self = verdict
        } else if text.hasSuffix(Self.higherSuffix) {
            self = .higher(String(text.dropLast(Self.higherSuffix.count)))
        } else {
            throw DecodingError.dataCorrupted(
                DecodingError.Context(codingPath: decoder.codingPath, debugDescription: "'\(text)' is no verdict"))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
