package import RecordFormats
internal import SocialData
internal import TextValues

/// What a spreadsheet made of a file's ids. It keeps 15 digits and writes zeros for the others, so that two posts get one id; or
/// it writes separators between the digits, so that no other file's row of the same number is met. Decided once per file from the
/// records of its sample. Rounded ids that a link to the post holds are taken from there.
package struct IdentifierEvidence {
    private struct Column {
        /// Ids of more than 15 digits, those with zeros behind the 15th, and how many zeros that are.
        var long = 0
        var rounded = 0
        var zeros = 0
        var example = ""
        /// Rounded ids whose row has no link with an id of the same first digits.
        var unconfirmed = 0

        /// Ids with separators between their digits, and numbers of as many digits without.
        var grouped = 0
        var plain = 0
        var groupedExample = ""

        var isGrouped: Bool { grouped > 0 && plain == 0 }

        /// One id in a hundred ends in two zeros by itself; four zeros in all, on half of the ids, do not come by chance.
        var isRounded: Bool { zeros >= 4 && rounded * 2 >= long }
    }

    private static let digitsKept = 15

    /// The options with `roundedRules` filled in, and what was decided, in words.
    ///
    /// - Throws: `MappingError.lostDigits` where rows would be told apart by what is lost, `.groupedDigits` where no other file writes
    ///   the same.
    package static func complete(
        _ options: MappingOptions, mapper: RowMapper, sample: FieldBatch
    ) throws(MappingError) -> (options: MappingOptions, notes: [String]) {
        var options = options
        var notes: [String] = []
        for program in mapper.programs {
            for column in program.columns where column.type == .identifier {
                guard case .fields(let fields)? = column.alternatives.first?.source, let field = fields.first else { continue }
                let link = column.alternatives.lazy.compactMap { if case .postID(let field) = $0.source { field } else { nil } }.first
                var evidence = Column()
                for record in sample.records { observe(record, field, link: link, mapper, sample, &evidence) }
                let isKey = column.name == program.entity.keyColumn
                if isKey, evidence.isGrouped { throw .groupedDigits(column: column.name, example: evidence.groupedExample) }
                guard evidence.isRounded else { continue }
                if isKey, evidence.unconfirmed > 0 || link == nil {
                    throw .lostDigits(column: column.name, example: evidence.example)
                }
                options.roundedRules.insert(RuleName(column: column.name, index: 0))
                notes.append(isKey
                    ? "a spreadsheet rounded `\(column.name)`; it is taken from the links, which hold all digits"
                    : "a spreadsheet rounded `\(column.name)` (as \(evidence.example)); it is left out")
            }
        }
        return (options, notes)
    }

    private static func observe(
        _ record: RecordSpan, _ field: Int, link: Int?, _ mapper: RowMapper, _ sample: FieldBatch, _ column: inout Column
    ) {
        guard let range = mapper.fieldReader.value(field, record, sample) else { return }
        let id = sample.bytes.span.extracting(range)
        if GroupedDigits.matches(id) {
            column.grouped += 1
            if column.groupedExample.isEmpty { column.groupedExample = String(decoding: Array(sample.bytes[range]), as: UTF8.self) }
        } else if id.count > 3, id.allSatisfy(Ascii.isDigit) {
            column.plain += 1
        }
        guard id.count > digitsKept, id.count <= 24, id.allSatisfy(Ascii.isDigit) else { return }
        column.long += 1
        guard (digitsKept..<id.count).allSatisfy({ id[$0] == UInt8(ascii: "0") }) else { return }
        column.rounded += 1
        column.zeros += id.count - digitsKept
        if column.example.isEmpty { column.example = String(decoding: Array(sample.bytes[range]), as: UTF8.self) }
        if !isHeld(id, byLink: link.flatMap { mapper.fieldReader.value($0, record, sample) }, sample) { column.unconfirmed += 1 }
    }

    private static func isHeld(_ id: Span<UInt8>, byLink range: Range<Int>?, _ sample: FieldBatch) -> Bool {
        guard let range else { return false }
        let text = sample.bytes.span.extracting(range)
        guard let post = PlatformLink(text)?.post else { return false }
        return agree(id, text.extracting(post))
    }

    /// The last of the 15 digits may have been rounded up.
    private static func agree(_ rounded: Span<UInt8>, _ whole: Span<UInt8>) -> Bool {
        guard rounded.count == whole.count else { return false }
        return (0..<digitsKept - 2).allSatisfy { rounded[$0] == whole[$0] }
    }
}
