internal import SocialData
internal import TextValues

/// Creators of deals whose names differ in capitals, blanks or signs only, as `Anna Lindt` and `anna lindt`: they count as two, and
/// only who wrote them knows whether they are.
struct CreatorTwins {
    /// Creators beyond the first of each name.
    private(set) var count = 0
    /// The key of the first of them by its bytes; empty where there is none.
    private(set) var example = ""

    init(_ deals: [Deal], _ creators: CreatorTable) {
        var names: Set<[UInt8]> = []
        var withDeals = [Bool](repeating: false, count: creators.count)
        for deal in deals where deal.creator >= 0 { withDeals[Int(deal.creator)] = true }
        for creator in creators.keys.sortedIndices() where withDeals[creator] {
            let key = creators.keys.bytes(creator)
            guard let name = Self.name(key), !names.insert(name).inserted else { continue }
            count += 1
            if example.isEmpty { example = String(decoding: key, as: UTF8.self) }
        }
    }

    /// Letters, digits and what handles are made of, in small letters; nil where nothing of it is left.
    private static func name(_ key: [UInt8]) -> [UInt8]? {
        let folded = String(decoding: WordFolding.fold(key.span), as: UTF8.self)
        var name: [UInt8] = []
        for scalar in folded.unicodeScalars where scalar.properties.isAlphabetic || scalar.properties.numericType != nil || ".:_-".unicodeScalars.contains(scalar) {
            name += Array(String(scalar).utf8)
        }
        // Behind the platform nothing is left of a name of signs.
        return name.isEmpty || name.last == UInt8(ascii: ":") ? nil : name
    }
}
