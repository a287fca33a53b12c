/// The names of a file's columns, to know a header again that is not the first one to the byte: quoted otherwise, or of another
/// export that somebody put below.
struct HeaderCells {
    /// How a record names columns again.
    enum Again {
        /// The same ones in the same order.
        case same
        case other
    }

    private let cells: [[UInt8]]
    private let distinct: Set<[UInt8]>
    /// A bit for each byte that a name begins with.
    private var starts: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

    init(_ cells: [[UInt8]] = []) {
        self.cells = cells
        distinct = Set(cells.filter { !$0.isEmpty })
        for cell in distinct {
            let bit = UInt64(1) << UInt64(cell[0] & 63)
            switch cell[0] >> 6 {
            case 0: starts.0 |= bit
            case 1: starts.1 |= bit
            case 2: starts.2 |= bit
            default: starts.3 |= bit
            }
        }
    }

    /// Whether a record's first cell is a name of a column; nearly all records are told by one byte.
    @inline(__always)
    func begin(_ text: Span<UInt8>, _ record: Range<Int>) -> Bool {
        guard !record.isEmpty else { return false }
        let isQuoted = text[record.lowerBound] == UInt8(ascii: "\"") || text[record.lowerBound] == UInt8(ascii: "'")
        let start = isQuoted && record.count > 1 ? record.lowerBound + 1 : record.lowerBound
        guard mayStart(text[start]) else { return false }
        return distinct.contains { cell in
            let end = start + cell.count
            return end <= record.upperBound && (end == record.upperBound || !Self.isOfWord(text[end]))
                && cell.indices.allSatisfy { cell[$0] == text[start + $0] }
        }
    }

    @inline(__always)
    private func mayStart(_ byte: UInt8) -> Bool {
        let word =
            switch byte >> 6 {
            case 0: starts.0
            case 1: starts.1
            case 2: starts.2
            default: starts.3
            }
        return word & UInt64(1) << UInt64(byte & 63) != 0
    }

    /// Of what can stand behind a name no delimiter is.
    private static func isOfWord(_ byte: UInt8) -> Bool {
        byte >= 0x80 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: " ") || byte &- UInt8(ascii: "0") < 10
            || (byte | 0x20) &- UInt8(ascii: "a") < 26
    }

    /// What a record's cells are where most of them are names of columns; nil for a row.
    func again(_ record: [[UInt8]]) -> Again? {
        let filled = record.filter { !$0.isEmpty }
        let named = filled.count { distinct.contains($0) }
        guard named >= 2, 2 * named > filled.count else { return nil }
        return record == cells ? .same : .other
    }
}
