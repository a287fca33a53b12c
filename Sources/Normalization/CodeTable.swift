internal import SocialData
internal import StageFiles
internal import TextValues

/// Promo codes with the deals they credit and when (Methods 4.3).
struct CodeTable: Sendable {
    /// One row of `codes`.
    struct Entry: Sendable, Equatable {
        /// The folded code's number.
        var code: Int32
        /// −1 where no deal has the row's `deal_id`.
        var deal: Int32
        /// `missingInstant` where the code was always valid.
        var validFrom: Int64
        /// `Int64.max` where it still is.
        var validTo: Int64
    }

    /// Folded codes.
    private(set) var names = ByteTable()
    private(set) var entries: [Entry] = []
    private var starts: [Int] = [0]
    /// By code: whether a row has it as it stands.
    private var isWritten: [Bool] = []
    private var rows = StageRows(.staged(.codes))
    private(set) var tally = DuplicateTally()

    /// Staged rows.
    var accepted: Int { rows.count }
    /// Those that are not repeated by another.
    private(set) var kept = 0

    mutating func add(_ batch: StageRows) {
        for row in batch.indices { rows.append(row, of: batch) }
    }

    /// A code that a row names.
    private struct Named {
        let row: Int
        let code: [UInt8]
        let isWritten: Bool
    }

    /// The codes of all rows. What may be several codes in one is each of them, too, but for those that another row has.
    private func named() -> [Named] {
        let column = CodeColumn.promoCode.position
        let bytes = rows.bytes.span
        let codes = (0..<rows.count).map { CodeCell.codes(bytes.extracting(rows.range($0, column))) }
        let whole = Set(codes.joined())
        return codes.indices.flatMap { row in
            let parts = Set(codes[row].flatMap { CodeCell.parts(ofCode: $0.span) }).subtracting(whole)
            return codes[row].map { Named(row: row, code: $0, isWritten: true) } + parts.map { Named(row: row, code: $0, isWritten: false) }
        }
    }

    /// Drops what is repeated (same code, deal and begin: the greater end is kept) and sorts the rest by code. Call once.
    mutating func finish(_ deals: DealTable) {
        let (codeColumn, dealColumn) = (CodeColumn.promoCode.position, CodeColumn.dealID.position)
        let (fromColumn, toColumn) = (CodeColumn.validFrom.position, CodeColumn.validTo.position)
        func compare(_ left: Named, _ right: Named) -> Int {
            let order = compareBytes(left.code.span, right.code.span)
            if order != 0 { return order }
            for column in [fromColumn, dealColumn] {
                let order = rows.compare(column, left.row, right.row)
                if order != 0 { return order }
            }
            return 0
        }
        let order = RowOrder(.codes)
        let sorted = named().sorted { left, right in
            let byIdentity = compare(left, right)
            if byIdentity != 0 { return byIdentity < 0 }
            let byEnd = rows.compare(toColumn, left.row, right.row)
            return byEnd != 0 ? byEnd < 0 : order.precedes(rows, left.row, right.row)
        }
        let bytes = rows.bytes
        var isKept = [Bool](repeating: false, count: rows.count)
        var contradicted: Set<Int> = []
        for (place, entry) in sorted.enumerated() {
            if place + 1 < sorted.count, compare(entry, sorted[place + 1]) == 0 {
                let (end, next) = (rows.text(entry.row, toColumn), rows.text(sorted[place + 1].row, toColumn))
                if end != next, contradicted.insert(entry.row).inserted { tally.addConflict(rows.text(entry.row, codeColumn)) }
                continue
            }
            isKept[entry.row] = true
            let code = names.insert(entry.code.span)
            if code == starts.count - 1 {
                starts.append(entries.count)
                isWritten.append(entry.isWritten)
            }
            let deal = deals.find(bytes.span.extracting(rows.range(entry.row, dealColumn)))
            entries.append(
                Entry(
                    code: Int32(code), deal: Int32(deal ?? -1),
                    validFrom: rows.number(entry.row, fromColumn) ?? missingInstant,
                    validTo: rows.number(entry.row, toColumn) ?? Int64.max))
            starts[code + 1] = entries.count
        }
        kept = isKept.count { $0 }
        tally.drop(rows.count - kept)
    }

    /// The entries of a code.
    func entries(ofCode code: Int) -> ArraySlice<Entry> {
        entries[starts[code]..<starts[code + 1]]
    }

    /// A written code with what it may be several of; nil for one of those, which nobody wrote.
    func asWritten(_ code: Int) -> [Int]? {
        guard isWritten[code] else { return nil }
        return [code] + CodeCell.parts(ofCode: names.bytes(code).span).compactMap { names.find($0.span) }.filter { !isWritten[$0] }
    }

    /// When the last code of each deal ends, `Int64.max` for one that is open; nil for a deal without any.
    func lastEnds(deals count: Int) -> [Int64?] {
        var ends = [Int64?](repeating: nil, count: count)
        for entry in entries where entry.deal >= 0 {
            let deal = Int(entry.deal)
            ends[deal] = max(ends[deal] ?? .min, entry.validTo)
        }
        return ends
    }

    /// Some row of the code names a deal that no file holds.
    func hasEntryWithoutDeal(code: Int) -> Bool { entries(ofCode: code).contains { $0.deal < 0 } }

    /// No file holds a deal of the code.
    func isWithoutDeal(code: Int) -> Bool { entries(ofCode: code).allSatisfy { $0.deal < 0 } }
}
