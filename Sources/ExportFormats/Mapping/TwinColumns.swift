package import RecordFormats
internal import SocialData
internal import TextValues

/// Whether columns of one name are one number twice, rounded and whole, as lists print `12.5K` beside 12,500. In a list of several
/// accounts a person they are other accounts', and nobody knows whose.
package enum TwinColumns {
    /// - Throws: `MappingError.repeatedColumn` where a format takes the second of two columns or the first, and they differ.
    package static func prove(_ mapper: RowMapper, _ sample: FieldBatch) throws(MappingError) {
        for program in mapper.programs {
            for column in program.columns where column.type == .count && column.alternatives.count > 1 {
                let fields = column.alternatives.compactMap { alternative -> Int? in
                    if case .fields(let fields) = alternative.source, fields.count == 1 { fields[0] } else { nil }
                }
                guard fields.count > 1, Set(fields.map { mapper.columns[$0] }).count == 1, Set(fields).count == fields.count else { continue }
                var (alike, different) = (0, 0)
                for record in sample.records {
                    let starts = fields.map { mapper.fieldReader.value($0, record, sample).flatMap { start(sample.bytes.span.extracting($0)) } }
                    guard let first = starts[0], let second = starts[1] else { continue }
                    if abs(first - second) <= 1 { alike += 1 } else { different += 1 }
                }
                if different > alike { throw .repeatedColumn(name: mapper.columns[fields[0]], positions: fields.sorted().map { $0 + 1 }) }
            }
        }
    }

    /// The first two digits of a number, which rounding leaves nearly what they are.
    private static func start(_ text: Span<UInt8>) -> Int? {
        var digits: [Int] = []
        for index in text.indices where Ascii.isDigit(text[index]) && digits.count < 2 {
            let digit = Int(text[index] - Ascii.zero)
            if !digits.isEmpty || digit > 0 { digits.append(digit) }
        }
        guard let first = digits.first else { return nil }
        return 10 * first + (digits.count > 1 ? digits[1] : 0)
    }
}
