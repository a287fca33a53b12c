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
    private var rows = StageRows(.staged(.codes))
    private(set) var tally = DuplicateTally()

    /// Staged rows.
    var accepted: Int { rows.count }
    var kept: Int { entries.count }

    mutating func add(_ batch: StageRows) {
        for row in batch.indices { rows.append(row, of: batch) }
    }

    /// Drops repeated rows (same code, deal and begin: the greater end is kept) and sorts the rest by code. Call once.
    mutating func finish(_ deals: DealTable) {
        let (codeColumn, dealColumn) = (CodeColumn.promoCode.position, CodeColumn.dealID.position)
        let (fromColumn, toColumn) = (CodeColumn.validFrom.position, CodeColumn.validTo.position)
        let bytes = rows.bytes
        let folded = (0..<rows.count).map { row in
            let span = bytes.span
            return CodeFolding.fold(span.extracting(rows.range(row, codeColumn)))
        }
        func compare(_ left: Int, _ right: Int) -> Int {
            let (one, other) = (folded[left], folded[right])
            let order = compareBytes(one.span, other.span)
            if order != 0 { return order }
            for column in [fromColumn, dealColumn] {
                let order = rows.compare(column, left, right)
                if order != 0 { return order }
            }
            return 0
        }
        let order = RowOrder(.codes)
        let sorted = (0..<rows.count).sorted { left, right in
            let byIdentity = compare(left, right)
            if byIdentity != 0 { return byIdentity < 0 }
            let byEnd = rows.compare(toColumn, left, right)
            return byEnd != 0 ? byEnd < 0 : order.precedes(rows, left, right)
        }
        for (place, row) in sorted.enumerated() {
            if place + 1 < sorted.count, compare(row, sorted[place + 1]) == 0 {
                tally.drop(1)
                let (end, next) = (rows.text(row, toColumn), rows.text(sorted[place + 1], toColumn))
                if end != next { tally.addConflict(rows.text(row, codeColumn)) }
                continue
            }
            let span = bytes.span
            let name = folded[row]
            let code = names.insert(name.span)
            if code == starts.count - 1 { starts.append(entries.count) }
            let deal = deals.find(span.extracting(rows.range(row, dealColumn)))
            entries.append(
                Entry(
                    code: Int32(code), deal: Int32(deal ?? -1),
                    validFrom: rows.number(row, fromColumn) ?? missingInstant,
                    validTo: rows.number(row, toColumn) ?? Int64.max))
            starts[code + 1] = entries.count
        }
    }

    /// The entries of a code.
    func entries(ofCode code: Int) -> ArraySlice<Entry> {
        entries[starts[code]..<starts[code + 1]]
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
