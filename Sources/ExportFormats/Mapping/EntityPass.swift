internal import RecordFormats
internal import SocialData
internal import TextValues

/// One entity's rows of one batch: each column is read for all records before the next one, so that what a column is read by
/// is looked up once for thousands of cells.
///
/// A record that cannot become a row of the entity is closed where that shows, and its later columns are not read.
struct EntityPass {
    private let mapper: RowMapper
    private let program: EntityProgram
    private let records: [RecordSpan]
    private var cells: CellReader
    private var words = WordMeanings()

    /// By record: whether it can still become a row.
    private(set) var isOpen: [Bool]
    private(set) var columns: [ColumnValues] = []
    /// Why records were closed, each with the record it befell.
    private(set) var faults: [(record: Int, fault: RowFault)] = []
    /// Values that were set aside, each with the record it stood in; column by column.
    private(set) var rejects: [(record: Int, reject: Reject, values: UnreadableValues)] = []
    private(set) var unknownWords: [String: Int] = [:]

    /// By record: columns whose value was estimated, one bit each.
    private var estimated: [UInt64]
    /// By record: the first instant that its platform can have had a post, and the platform where we know it.
    private var foundings: [Int64]
    private var platforms: [Platform?]
    /// By record: the post is one that nothing plays in.
    private var areStill: [Bool]
    /// Column of the row's currency, once it is read.
    private var currency: Int?

    init(_ mapper: RowMapper, program: EntityProgram, records: [RecordSpan]) {
        self.mapper = mapper
        self.program = program
        self.records = records
        cells = CellReader(mapper)
        isOpen = [Bool](repeating: true, count: records.count)
        estimated = [UInt64](repeating: 0, count: records.count)
        foundings = [Int64](repeating: .min, count: records.count)
        platforms = [Platform?](repeating: nil, count: records.count)
        areStill = [Bool](repeating: false, count: records.count)
    }

    /// Reads all columns, then closes what is no row as a whole.
    mutating func run(_ batch: borrowing FieldBatch) {
        columns.reserveCapacity(program.columns.count)
        for index in program.columns.indices {
            var values = ColumnValues(program.columns[index].type)
            values.reserve(records.count)
            read(program.columns[index], at: index, batch, into: &values)
            columns.append(values)
            if program.columns[index].type == .currency { currency = index }
        }
        closeOtherPlatforms(batch)
        closeNobodys(batch)
        closeFuture(batch)
    }

    // MARK: Columns

    private mutating func read(_ column: ColumnProgram, at index: Int, _ batch: borrowing FieldBatch, into values: inout ColumnValues) {
        if !column.canGiveValue, column.role != .estimated, !column.isRequired {
            values.appendMissing(records.count)
            return
        }
        // Of one word two vocabularies can say two things: `tiktok` is a network and no type of post.
        if column.role.isVocabulary { words = WordMeanings() }
        guard let (shape, field) = PlainShape.of(column) else {
            // Most rows have nothing to list.
            let listsOnly = column.role == .estimated && column.alternatives.isEmpty && column.fallback == nil
            for record in records.indices {
                if listsOnly, estimated[record] == 0 { values.appendMissing() } else { readOne(column, at: index, record, batch, into: &values) }
            }
            return
        }
        let hasOneSource = column.hasOneSource
        for record in records.indices {
            guard let range = cells.fieldReader.value(field, as: column.type, records[record], batch) else {
                if hasOneSource { values.appendMissing() } else { readOne(column, at: index, record, batch, into: &values) }
                continue
            }
            if isOpen[record], !batch.fields[records[record].firstField + field].isContainer {
                if take(batch.bytes.span.extracting(range), shape, column, record, into: &values) { continue }
                if hasOneSource, shape.isFromCaption {
                    values.appendMissing()
                    continue
                }
            }
            readOne(column, at: index, record, batch, into: &values)
        }
    }

    /// Appends a value that stands as most do, so that nothing of what a format can say changes it; false for all others.
    @inline(__always)
    private mutating func take(
        _ text: Span<UInt8>, _ shape: PlainShape, _ column: borrowing ColumnProgram, _ record: Int, into values: inout ColumnValues
    ) -> Bool {
        switch shape {
        case .none: return false
        case .count:
            // No bound forbids nine digits.
            guard text.count < 10, let number = CountText.digits(text), number > 0 || column.role != .views else { return false }
            values.append(number)
        case .instant:
            guard text.count == 20, let instant = Canonical.instant(text),
                column.bound.violation(instant, founding: foundings[record]) == nil
            else { return false }
            values.append(instant)
        case .flag:
            guard let flag = FlagText.parse(text) else { return false }
            values.append(flag ? 1 : 0)
        case .decimal:
            guard text.count < 10, text[0] != UInt8(ascii: "0") || text.count == 1, CountText.digits(text) != nil else { return false }
            values.append(text)
        case .text:
            values.append(text)
        case .identifier:
            guard PlainShape.isBareID(text) else { return false }
            values.append(text)
        case .handle:
            guard PlainShape.isBareHandle(text) else { return false }
            values.append(text)
        case .list:
            guard PlainShape.isList(text) else { return false }
            values.append(text)
        case .word:
            guard text.allSatisfy({ $0 < 0x80 }) else { return false }
            values.append(lowercasing: text)
            if column.role.isVocabulary { noteWord(column, record, &values) }
        case .hashtags:
            return values.appendMade { CaptionText.appendHashtags(of: text, to: &$0) }
        case .mentions:
            return values.appendMade { CaptionText.appendMentions(of: text, to: &$0) }
        case .length:
            values.append(Int64(CaptionText.scalarCount(of: text)))
        }
        return true
    }

    // MARK: Cells

    /// Reads one cell by all that a format can say, checks it, and appends what came of it.
    private mutating func readOne(
        _ column: borrowing ColumnProgram, at index: Int, _ record: Int, _ batch: borrowing FieldBatch, into values: inout ColumnValues
    ) {
        guard isOpen[record] else { return values.appendMissing() }
        let span = records[record]
        if column.type == .money { cells.reading.rowCurrency = currency(of: record) }
        if column.role == .estimated { listEstimated(of: record) }
        var outcome = cells.evaluate(column, span, batch)
        if case .value = outcome {
            if column.role == .postID { cells.takePostOfLink() }
            if column.bound != .none, let impossible = column.bound.violation(cells.reading.number, founding: foundings[record]) {
                outcome = .bad(kind: impossible.kind, reason: impossible.reason)
            } else if column.type == .handle, let reason = otherPlatform(column, record, batch) {
                outcome = .bad(kind: ValueOutcome.otherPlatform, reason: reason)
            }
        }
        switch outcome {
        case .value where !isNoValue(column, record):
            if column.type.isNumber { values.append(cells.reading.number) } else { values.append(cells.cell.span) }
            if cells.reading.isEstimated { estimated[record] |= 1 << UInt64(index) }
            if column.role.isVocabulary { noteWord(column, record, &values) }
            return
        case .value, .missing:
            values.appendMissing()
        case .bad(let kind, let reason):
            values.appendMissing()
            if close(record, for: column, at: index, kind: kind, reason: reason, batch) { return }
            let values = UnreadableValues(
                entity: program.entity, column: column.name, kind: kind, reason: reason, count: 1, line: span.line,
                example: mapper.exportedText(of: column, span, batch))
            let reject = Reject(
                scope: .cell, line: span.line, offset: span.offset, column: column.name, kind: kind, reason: reason,
                raw: mapper.raw(span, batch))
            rejects.append((record, reject, values))
        }
        guard column.isRequired else { return }
        let remedy = program.entity.keyColumn == column.name ? "export it again with that column" : "export it again with that column, or set it in the source"
        close(
            record, at: index, kind: "missing_identity",
            reason: "no value for `\(column.name)`, so nobody knows what this row is; \(remedy)", batch)
    }

    /// A value that stands for none: a hidden count (Methods 1.1), plays of what cannot be played, a text of nothing.
    private func isNoValue(_ column: borrowing ColumnProgram, _ record: Int) -> Bool {
        switch column.role {
        case .likes: cells.reading.number == -1
        case .views: areStill[record] && cells.reading.number == 0
        default: !column.type.isNumber && cells.cell.isEmpty
        }
    }

    /// Whether a value that cannot be read costs the row: then the record is closed.
    private mutating func close(
        _ record: Int, for column: borrowing ColumnProgram, at index: Int, kind: String, reason: String, _ batch: borrowing FieldBatch
    ) -> Bool {
        if column.isRequired || column.isVoidWhenBad || kind == ValueOutcome.otherPlatform && column.role == .platform {
            let why = !column.isVoidWhenBad ? reason : "\(reason); an empty `\(column.name)` would mean always, so the row is not used"
            close(record, at: index, kind: kind, reason: why, isUnreadable: true, batch)
            return true
        }
        guard column.role == .refund, isRefundOnly(record, batch) else { return false }
        close(
            record, at: index, kind: kind,
            reason: "\(reason); a refund without its amount would take back everything, so the row is not used", isUnreadable: true, batch)
        return true
    }

    private mutating func close(
        _ record: Int, at index: Int?, kind: String, reason: String, isUnreadable: Bool = false, _ batch: borrowing FieldBatch
    ) {
        isOpen[record] = false
        faults.append((record, mapper.fault(program, at: index, kind: kind, reason: reason, isUnreadable: isUnreadable, records[record], batch)))
    }

    /// Whether the row of an order is no sale: nothing but what it takes back.
    private mutating func isRefundOnly(_ record: Int, _ batch: borrowing FieldBatch) -> Bool {
        var isSale = false
        for column in program.columns where ["revenue", "total", "refund_id"].contains(column.name) {
            guard case .value = cells.evaluate(column, records[record], batch) else { continue }
            if !column.type.isNumber, cells.cell.isEmpty { continue }
            if column.name == "refund_id" { return true }
            // Whatever stands there and is not 0 was sold.
            if cells.reading.number != 0 { isSale = true }
        }
        return !isSale
    }

    /// Why a link in a handle's place is not one of the row's network; nil where it is, or where there is no link.
    private func otherPlatform(_ column: borrowing ColumnProgram, _ record: Int, _ batch: borrowing FieldBatch) -> String? {
        guard let platform = platforms[record] else { return nil }
        for program in column.alternatives {
            guard case .fields(let fields) = program.source else { continue }
            for field in fields {
                guard let range = cells.fieldReader.value(field, as: .text, records[record], batch) else { continue }
                let text = batch.bytes.span.extracting(range)
                guard (0..<text.count).contains(where: { text[$0] == UInt8(ascii: "/") }), let link = PlatformLink(text), link.platform != platform else { return nil }
                return ValueOutcome.reason(link.platform, insteadOf: platform)
            }
        }
        return nil
    }

    // MARK: What later columns need

    private func currency(of record: Int) -> CurrencyCode? {
        guard let currency, columns[currency].isPresent[record] else { return nil }
        return columns[currency].withText(record) { CurrencyCode($0) }
    }

    /// Names of the estimated columns, in canonical order, joined by `|`.
    private mutating func listEstimated(of record: Int) {
        cells.estimated.removeAll(keepingCapacity: true)
        guard estimated[record] != 0 else { return }
        for index in program.columns.indices where estimated[record] & 1 << UInt64(index) != 0 {
            if !cells.estimated.isEmpty { cells.estimated.append(UInt8(ascii: "|")) }
            cells.estimated.append(contentsOf: program.columns[index].name.utf8)
        }
    }

    /// Remembers what the record's word says, the last value of its column.
    private mutating func noteWord(_ column: borrowing ColumnProgram, _ record: Int, _ values: inout ColumnValues) {
        let meaning = values.withText(values.count - 1) { words.meaning(of: $0, in: column.name) }
        if column.role == .platform { (foundings[record], platforms[record]) = (meaning.founding, meaning.platform) }
        if let canonical = meaning.canonical { values.replaceLast(canonical) }
        if column.role == .postType { areStill[record] = meaning.isStill }
        guard meaning.isUnknown else { return }
        let text = String(decoding: values.bytes[values.range(values.count - 1)], as: UTF8.self)
        unknownWords["\(column.name) \(text)", default: 0] += 1
    }

    // MARK: Rows

    /// Of rows in which the handle stands before its platform: a link to another network was taken for the handle.
    private mutating func closeOtherPlatforms(_ batch: borrowing FieldBatch) {
        guard let handle = program.columns.firstIndex(where: { $0.type == .handle }),
            let platform = program.columns.firstIndex(where: { $0.role == .platform }), handle < platform
        else { return }
        for record in records.indices where isOpen[record] && columns[handle].isPresent[record] {
            guard let reason = otherPlatform(program.columns[handle], record, batch) else { continue }
            close(record, at: handle, kind: ValueOutcome.otherPlatform, reason: reason, isUnreadable: true, batch)
        }
    }

    private mutating func closeNobodys(_ batch: borrowing FieldBatch) {
        guard !program.anyOf.isEmpty else { return }
        let names = program.anyOf.map { program.columns[$0].name }
        // What stands there and cannot be used says more than that nothing can.
        var unreadable: [Int: Reject] = [:]
        for found in rejects where names.contains(found.reject.column) && unreadable[found.record] == nil {
            unreadable[found.record] = found.reject
        }
        for record in records.indices where isOpen[record] && !program.anyOf.contains(where: { columns[$0].isPresent[record] }) {
            close(
                record, at: nil, kind: unreadable[record]?.kind ?? "missing_identity",
                reason: unreadable[record]?.reason
                    ?? "none of \(names.joined(separator: ", ")) has a value, so nobody knows whom this row is about; set one in the source", batch)
        }
    }

    /// More than 48 hours after the row's own export, or after the pipeline's cut-off. Orders may come after the cut-off:
    /// it says how ripe a deal is, and a late sale of a deal is still its sale (golden case 06).
    private mutating func closeFuture(_ batch: borrowing FieldBatch) {
        guard let happened = program.columns.firstIndex(where: { $0.role == .happened }) else { return }
        let exported = program.columns.firstIndex { $0.role == .exported }
        let slack = ValueBound.slackAfterCutOff
        let cutOff = program.entity == .orders ? nil : mapper.options.asOf.map { $0 + slack }
        for record in records.indices where isOpen[record] && columns[happened].isPresent[record] {
            let instant = columns[happened].numbers[record]
            if let exported, columns[exported].isPresent[record], instant > columns[exported].numbers[record] + slack {
                close(
                    record, at: nil, kind: "future_date",
                    reason: "its time is more than 48 hours after the row was exported; check the date order and the time zone", batch)
            } else if let cutOff, instant > cutOff {
                close(
                    record, at: nil, kind: "future_date",
                    reason: "its time is more than 48 hours after the pipeline's `as_of`; check the date order, or `as_of`", batch)
            }
        }
    }
}
