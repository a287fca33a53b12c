internal import Findings
internal import SocialData
internal import StageFiles
internal import TextValues

/// Codes and creators that orders name, that are nobody's, and that are spelled almost as those of a deal: `ANNA-10`, `ANNA1O` or `IG_ANNA10`
/// for `ANNA10`, `anna_lindt` for `anna.lindt`. A shop has other codes and links, so that these credit nobody would say nothing.
struct SimilarNames {
    private(set) var count = 0
    private(set) var sum = OrderSum()
    /// The one with the greatest sum.
    private(set) var example = ""

    /// A shorter one stands in many words by accident.
    private static let shortestPart = 5

    /// - Parameter takesParts: what begins or ends with one of the known is similar, too.
    private init(_ unknown: OrderTotals.Named, like known: [[UInt8]], takesParts: Bool) {
        let known = Set(known.map(Self.folded).filter { !$0.isEmpty })
        let lengths = Set(known.map(\.count).filter { takesParts && $0 >= Self.shortestPart })
        var greatest: Int128?
        for code in 0..<unknown.names.count {
            let name = unknown.names.bytes(code)
            let folded = Self.folded(name)
            let parts = lengths.filter { $0 < folded.count }
            guard known.contains(folded) || parts.contains(where: { known.contains(Array(folded.prefix($0))) || known.contains(Array(folded.suffix($0))) })
            else { continue }
            count += 1
            sum.merge(unknown.sums[code])
            if greatest.map({ $0 < unknown.sums[code].gross }) ?? true { (greatest, example) = (unknown.sums[code].gross, String(decoding: name, as: UTF8.self)) }
        }
    }

    static func codes(_ totals: OrderTotals, _ codes: CodeTable) -> SimilarNames {
        SimilarNames(
            totals.unknownCodes, like: (0..<codes.names.count).filter { !codes.isWithoutDeal(code: $0) }.map { codes.names.bytes($0) }, takesParts: true)
    }

    static func links(_ totals: OrderTotals, _ deals: DealTable) -> SimilarNames {
        SimilarNames(totals.unknownLinks, like: deals.deals.map { Array(deals.rows.bytes[deals.rows.range($0.row, DealColumn.handle.position)]) }, takesParts: false)
    }

    /// Without signs, and with the digits that letters are taken for.
    private static func folded(_ code: [UInt8]) -> [UInt8] {
        code.compactMap { byte in
            switch Ascii.lowercased(byte) {
            case UInt8(ascii: "o"): UInt8(ascii: "0")
            case UInt8(ascii: "i"), UInt8(ascii: "l"): UInt8(ascii: "1")
            case let lower: lower >= 0x80 || Ascii.isDigit(lower) || Ascii.isLetter(lower) ? lower : nil
            }
        }
    }
}
