internal import Ingestion
internal import TextValues

/// A table as drafting looks at it: without the rows that sum up others.
struct DraftTable {
    let look: TableLook
    let columns: [ColumnFacts]
    /// Rows that are things, by their positions in the look.
    let rows: [Int]
    /// Cells that name a sum, by the column they stand in.
    let sums: [(column: Int, texts: [String])]
    let vocabulary: DraftVocabulary

    init(_ look: TableLook, _ vocabulary: DraftVocabulary) {
        self.look = look
        self.vocabulary = vocabulary
        let filled = look.rows.map { row in row.count { !$0.isEmpty } }
        let usual = filled.sorted()[filled.count / 2]
        var sums: [Int: [String]] = [:]
        var rows: [Int] = []
        for (index, row) in look.rows.enumerated() where filled[index] > 0 {
            let label = row.indices.first { column in
                let bytes = Array(row[column].utf8)
                return TotalWord.isNamed(bytes.span, isBare: false)
            }
            // A thing can be called so; a sum leaves most of its row empty, or ends the table.
            if let label, filled[index] < usual || index == look.rows.count - 1 {
                if sums[label]?.contains(row[label]) != true { sums[label, default: []].append(row[label]) }
            } else {
                rows.append(index)
            }
        }
        self.rows = rows
        self.sums = sums.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        let keys = look.columns.map { HeaderWords.fold($0) }
        columns = look.columns.indices.compactMap { position in
            let name = look.columns[position].split(whereSeparator: \.isWhitespace).joined(separator: " ")
            // Braces are places of templates.
            guard !name.isEmpty, !name.contains(where: { "{}".contains($0) }) else { return nil }
            let isRepeated = !look.isJSON && keys.count { $0 == keys[position] } > 1
            let nth = isRepeated ? keys[...position].count { $0 == keys[position] } : nil
            return ColumnFacts(
                position: position, name: name, nth: nth, values: rows.map { look.rows[$0][position] }, rows: rows.count, vocabulary: vocabulary)
        }
    }

    func cell(_ row: Int, _ facts: ColumnFacts) -> String { look.rows[row][facts.position] }

    /// Rows that have a value in each of these columns, and how many keys these values make.
    func keys(_ columns: [ColumnFacts], rows: [Int]) -> (filled: Int, distinct: Int) {
        var keys: Set<[String]> = []
        var filled = 0
        for row in rows {
            let key = columns.map { cell(row, $0).lowercased() }
            guard !key.contains("") else { continue }
            filled += 1
            keys.insert(key)
        }
        return (filled, keys.count)
    }
}
