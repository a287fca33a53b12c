internal import ExportFormats
internal import SocialData

/// Proves that a key made of several columns tells the rows of one file apart, and finds the lines that stand in it twice where rows have no
/// key and add up.
///
/// A key is never a guess: where two rows share it and differ elsewhere, one of them would be lost without a word. Costs some
/// 40 bytes a row, for the few kinds of export that have no id of their own, and 16 for each row of an ad report.
struct KeyProof {
    private var records: [UInt64: (record: UInt64, line: Int)] = [:]
    /// Of rows without a key.
    private var lines: Set<UInt64> = []

    /// Rows that repeat another to the byte and count once with it, by entity: how many, and the first with the one it repeats.
    private(set) var repeats: [Entity: (count: Int, line: Int, original: Int)] = [:]

    /// - Throws: `FileRefusal` that names two such rows.
    mutating func add(_ rows: inout EntityRows) throws(FileRefusal) {
        if rows.entity == .spend { return markRepeats(&rows) }
        for key in rows.keys {
            guard let known = records.updateValue((key.record, key.line), forKey: key.key) else { continue }
            if known.record == key.record {
                repeats[rows.entity, default: (0, key.line, known.line)].count += 1
                continue
            }
            let column = rows.entity.keyColumn ?? "key"
            throw FileRefusal(
                "lines \(known.line) and \(key.line) get one \(column) from the columns that make it, and differ elsewhere, so one of them would be lost; "
                    + "export it with the column that tells them apart, or describe it in a format file (`formats:`) with that column"
                    + (rows.entity.addsRows ? ", or with `rows: add` where its rows are parts that add up" : ""))
        }
    }

    /// Two ads of one name and amount differ in something that the report says of them; lines that say the same are one.
    private mutating func markRepeats(_ rows: inout EntityRows) {
        // Whatever a file says of itself under that name.
        rows.set(SpendColumn.repeated.position, numbers: rows.keys.map { lines.insert($0.record).inserted ? nil : 1 })
    }
}
