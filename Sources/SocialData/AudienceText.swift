internal import TextValues

/// The audience of a creator as text: `country:de=0.6|country:at=0.2|gender:f=0.7`, that is `dimension:value=share`,
/// joined by `|`. Shares are plain decimals, fractions of the dimension; blanks around parts do not count.
package enum AudienceText {
    /// A share of a dimension's value, both folded as handles are, so that `DE` and `de` are one country.
    package struct Share: Sendable, Equatable {
        /// `country`, `gender`, `age` or what the directory says.
        package let dimension: [UInt8]
        /// Of the dimension.
        package let value: [UInt8]
        /// A fraction, from 0 to 1.
        package let share: Double

        /// Dimension and value must be folded already.
        package init(dimension: [UInt8], value: [UInt8], share: Double) {
            self.dimension = dimension
            self.value = value
            self.share = share
        }
    }

    /// The shares in their order; nil where a part is something else, a share is negative or stands there twice: half an
    /// audience is none. Empty text has no shares.
    package static func shares(_ text: Span<UInt8>) -> [Share]? {
        var shares: [Share] = []
        var start = 0
        for index in 0...text.count where index == text.count || text[index] == UInt8(ascii: "|") {
            let part = text.extracting(start..<index)
            start = index + 1
            if Blanks.trimmed(part).isEmpty { continue }
            guard let share = share(part),
                !shares.contains(where: { $0.dimension == share.dimension && $0.value == share.value })
            else { return nil }
            shares.append(share)
        }
        return shares
    }

    /// `dimension:value=share`; the value may hold colons.
    private static func share(_ part: Span<UInt8>) -> Share? {
        guard let colon = part.indices.first(where: { part[$0] == Ascii.colon }),
            let equals = part.indices.last(where: { part[$0] == UInt8(ascii: "=") }), colon < equals
        else { return nil }
        let dimension = HandleFolding.fold(part.extracting(0..<colon))
        let value = HandleFolding.fold(part.extracting((colon + 1)..<equals))
        let number = part.extracting((equals + 1)..<part.count)
        guard !dimension.isEmpty, !value.isEmpty,
            let decimal = DecimalDigits(canonical: number.extracting(Blanks.trimmed(number))), !decimal.isNegative,
            let units = decimal.scaled(decimals: 9)
        else { return nil }
        return Share(dimension: dimension, value: value, share: Double(units) / 1e9)
    }
}
