package import RecordFormats

/// The first values of each column of a file: what tells handles from titles, and links of one network from another's.
package struct ColumnSamples: Sendable {
    private let values: [[String]]

    /// Records looked at: a vendor's page of a list, a scraper's screen.
    private static let recordLimit = 64

    /// Says nothing of any column.
    package init() { values = [] }

    /// The first values of the batch; later batches are not looked at.
    package init(_ batch: FieldBatch) {
        var values: [[String]] = []
        for record in batch.records.prefix(Self.recordLimit) {
            for field in 0..<record.fieldCount {
                if field == values.count { values.append([]) }
                let text = batch.bytes[batch.range(record, field)]
                let value = Self.spelling(text)
                if !value.isEmpty { values[field].append(value) }
            }
        }
        self.values = values
    }

    /// A value with one blank where it has several.
    private static func spelling(_ text: ArraySlice<UInt8>) -> String {
        let whole = String(decoding: text, as: UTF8.self)
        let isPlain = text.allSatisfy { $0 > 0x20 && $0 < 0x7F }
        return isPlain ? whole : whole.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// Values of a column that are not empty.
    package func values(of column: Int) -> [String] { column < values.count ? values[column] : [] }

    /// At least half of a column's values contain one of these texts; true where it has none.
    func contain(_ texts: [String], column: Int) -> Bool {
        let all = values(of: column)
        let hits = all.count { value in
            let lower = value.lowercased()
            return texts.contains { lower.contains($0) }
        }
        return hits * 2 >= all.count
    }
}
