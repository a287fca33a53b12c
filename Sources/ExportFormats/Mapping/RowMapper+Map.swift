package import RecordFormats
internal import SocialData
internal import TextValues

// The row loop. Nothing here allocates for a usual row: values go from the batch's bytes into one line buffer and from
// there into the rows. Programs are reached through spans, because iterating an array of structs that own arrays would
// retain each of them for each row.

/// Buffers that live as long as one batch.
struct MappingState {
    /// The line being written, and the value being written into it.
    var line: [UInt8] = []
    var cell: [UInt8] = []
    /// A value put together from several fields, or taken out of one.
    var source: [UInt8] = []
    var identity = FNV1a()
    /// Where each cell of the line ends before its comma, for those who look back (account evidence).
    var cellEnds: [Int] = []
    /// Columns whose value was estimated in this row: one bit each.
    var estimated: UInt64 = 0
    /// The entity whose row is being written, by its place in `RowMapper.programs`.
    var program = 0
    var anyOfFound = false
    /// The row's post is one that nothing plays in.
    var isStill = false
    /// The row's clocks: posted, observed or ordered; and when its numbers were read.
    var happened: Int64?
    var exported: Int64?
    var accounts = ByteTable()
    /// The first day that the row's platform can have posts.
    var founding = Int64.min
    var reading: ValueReading
    /// Needed columns that the row being written has values of, by their place in `MappedRows.filled`.
    var filled: [Int] = []
    /// The row's network, where it is one we know.
    var platform: Platform?
    /// Why entities of the record being read got no row.
    var faults: [RowFault] = []

    /// Vocabulary words seen and what is known of them: words repeat from row to row, so each is looked up once per batch.
    private var words = ByteTable()
    private var meanings: [WordMeaning] = []

    init(options: MappingOptions) { reading = ValueReading(options: options) }

    /// What the word in `cell` means in its column.
    mutating func meaning(in column: String) -> WordMeaning {
        let index = insert(cell, into: &words)
        // A word of one vocabulary is no word of another (`live`, `paid`), so one table serves all columns.
        if index == meanings.count { meanings.append(WordMeaning(cell, column: column)) }
        return meanings[index]
    }
}

/// A word of a vocabulary, looked up.
struct WordMeaning {
    let isUnknown: Bool
    /// A type of post that nothing plays in.
    let isStill: Bool
    let platform: Platform?
    /// As a platform: the first instant at which it can have had a post.
    let founding: Int64

    init(_ word: [UInt8], column: String) {
        let text = String(decoding: word, as: UTF8.self)
        isUnknown = !Vocabulary.knows(text, in: column)
        isStill = PostType(rawValue: text).map { [.image, .carousel, .text, .link].contains($0) } ?? false
        platform = column == "platform" ? Platform(rawValue: text) : nil
        founding = Platform(rawValue: text).map(ValueBound.firstDay) ?? Int64.min
    }
}

extension RowMapper {
    /// Adds the rows of a batch to `rows`.
    package func map(_ batch: FieldBatch, into rows: inout MappedRows) {
        var state = MappingState(options: options)
        let rejectsBefore = rows.rejects.count
        for fault in batch.faults {
            rows.candidates += 1
            rows.quarantined += 1
            rows.rejects.append(Reject(
                scope: .row, line: fault.line, offset: fault.offset, column: "", kind: fault.kind.rawValue,
                reason: fault.detail, raw: format.isPersonal ? Self.withheld : fault.raw))
        }
        let records = batch.records.span
        for index in records.indices {
            rows.candidates += 1
            map(records[index], of: batch, state: &state, into: &rows)
        }
        if !batch.faults.isEmpty { rows.rejects[rejectsBefore...].sort { $0.line < $1.line } }
    }

    /// Whether a record is neither set aside by the exporter nor a total or footer.
    func isCandidate(_ record: RecordSpan, _ batch: FieldBatch) -> Bool {
        for rules in [quarantines, skips] {
            for rule in rules where !rule.conditions.isEmpty && holds(rule.conditions, record, batch) { return false }
        }
        return !isTotal(record, batch)
    }

    private func map(_ record: RecordSpan, of batch: FieldBatch, state: inout MappingState, into rows: inout MappedRows) {
        let rules = quarantines.span
        for index in rules.indices where holds(rules[index].conditions, record, batch) && !rules[index].conditions.isEmpty {
            quarantine(record, batch, column: "", kind: "reported_by_exporter", reason: rules[index].reason, into: &rows)
            return
        }
        let skipRules = skips.span
        for index in skipRules.indices where holds(skipRules[index].conditions, record, batch) && !skipRules[index].conditions.isEmpty {
            rows.skipped += 1
            rows.skippedByRule[index] += 1
            return
        }
        if isTotal(record, batch) {
            rows.skipped += 1
            rows.addTotal(line: record.line)
            return
        }
        if !unpivot.isEmpty { return mapWide(record, batch, state: &state, into: &rows) }
        state.faults.removeAll(keepingCapacity: true)
        let entityPrograms = programs.span
        var isAccepted = false
        for index in entityPrograms.indices {
            state.program = index
            if let fault = write(entityPrograms[index], record, batch, state: &state, into: &rows) {
                state.faults.append(fault)
            } else {
                isAccepted = true
            }
        }
        if isAccepted {
            rows.accepted += 1
            for fault in state.faults { setAside(fault, record, batch, into: &rows) }
        } else if let fault = state.faults.last {
            quarantine(record, batch, column: fault.column, kind: fault.kind, reason: fault.reason, into: &rows)
        }
    }

    /// Writes one entity's row; says why where it has no identity.
    private func write(
        _ program: EntityProgram, _ record: RecordSpan, _ batch: FieldBatch, state: inout MappingState, into rows: inout MappedRows
    ) -> RowFault? {
        state.filled.removeAll(keepingCapacity: true)
        state.line.removeAll(keepingCapacity: true)
        state.cellEnds.removeAll(keepingCapacity: true)
        state.identity = FNV1a()
        state.estimated = 0
        state.anyOfFound = program.anyOf.isEmpty
        state.happened = nil
        state.exported = nil
        state.reading.rowCurrency = nil
        state.isStill = false
        state.founding = Int64.min
        state.platform = nil
        let columns = program.columns.span
        for index in columns.indices {
            state.cell.removeAll(keepingCapacity: true)
            var outcome = evaluate(columns[index], record, batch, state: &state)
            if columns[index].bound != .none, case .value = outcome, let impossible = impossible(columns[index], state: state) {
                outcome = .bad(kind: impossible.kind, reason: impossible.reason)
                state.cell.removeAll(keepingCapacity: true)
            }
            if columns[index].type == .handle, case .value = outcome, let reason = otherPlatform(columns[index], record, batch, state: state) {
                outcome = .bad(kind: ValueOutcome.otherPlatform, reason: reason)
                state.cell.removeAll(keepingCapacity: true)
            }
            if case .bad(let kind, let reason) = outcome {
                if columns[index].isRequired || columns[index].isVoidWhenBad || kind == ValueOutcome.otherPlatform && columns[index].role == .platform {
                    let why = !columns[index].isVoidWhenBad ? reason : "\(reason); an empty `\(columns[index].name)` would mean always, so the row is not used"
                    return fault(program, at: index, kind: kind, reason: why, isUnreadable: true, record, batch)
                }
                if columns[index].role == .refund, isRefundOnly(program, record, batch, state: &state) {
                    return fault(
                        program, at: index, kind: kind, reason: "\(reason); a refund without its amount would take back everything, so the row is not used",
                        isUnreadable: true, record, batch)
                }
                rows.quarantinedCells += 1
                rows.setAside(UnreadableValues(
                    entity: program.entity, column: columns[index].name, kind: kind, reason: reason, count: 1,
                    line: record.line, example: exportedText(of: columns[index], record, batch)))
                rows.rejects.append(Reject(
                    scope: .cell, line: record.line, offset: record.offset, column: columns[index].name, kind: kind,
                    reason: reason, raw: raw(record, batch)))
            }
            if columns[index].role == .likes, state.cell.count == 2, state.cell[0] == UInt8(ascii: "-"), state.cell[1] == UInt8(ascii: "1") {
                state.cell.removeAll(keepingCapacity: true)
            }
            if columns[index].role == .views, state.isStill, state.cell.count == 1, state.cell[0] == UInt8(ascii: "0") {
                state.cell.removeAll(keepingCapacity: true)
            }
            if state.cell.isEmpty {
                if columns[index].isRequired {
                    let name = columns[index].name
                    return fault(
                        program, at: index, kind: "missing_identity",
                        reason: "no value for `\(name)`, so nobody knows what this row is; \(program.entity.keyColumn == name ? "export it again with that column" : "export it again with that column, or set it in the source")",
                        record, batch)
                }
            } else {
                if let tally = columns[index].tally { state.filled.append(tally) }
                if columns[index].type == .currency { state.reading.rowCurrency = CurrencyCode(state.cell.span) }
                note(columns[index], index: index, program: program, state: &state, rows: &rows)
                appendField(state.cell, to: &state.line)
            }
            if columns[index].isIdentity {
                combine(state.cell, into: &state.identity)
            }
            state.cellEnds.append(state.line.count)
            state.line.append(UInt8(ascii: ","))
        }
        guard state.anyOfFound else {
            let names = program.anyOf.map { program.columns[$0].name }.joined(separator: ", ")
            return fault(
                program, at: nil, kind: "missing_identity",
                reason: "none of \(names) has a value, so nobody knows whom this row is about; set one in the source", record, batch)
        }
        if let reason = fromTheFuture(state, entity: program.entity) {
            return fault(program, at: nil, kind: "future_date", reason: reason, record, batch)
        }
        for tally in state.filled { rows.filled[tally] += 1 }
        state.line.append(contentsOf: inputKey)
        state.line.append(UInt8(ascii: ","))
        Canonical.append(count: Int64(record.line), to: &state.line)
        state.line.append(UInt8(ascii: "\n"))
        append(state.line, shard: Shards.shard(hash: state.identity.value), to: &rows.entities[program.output])
        if program.provesKey { rows.entities[program.output].keys.append(key(record, batch, state)) }
        trackLatest(program, state: state, into: &rows)
        if let accounts = program.accounts { writeAccount(accounts, record, state: &state, into: &rows) }
        return nil
    }

    /// Whether the row of an order is no sale: nothing but what it takes back.
    private func isRefundOnly(_ program: EntityProgram, _ record: RecordSpan, _ batch: FieldBatch, state: inout MappingState) -> Bool {
        var isSale = false
        for column in program.columns where ["revenue", "total", "refund_id"].contains(column.name) {
            state.cell.removeAll(keepingCapacity: true)
            guard case .value = evaluate(column, record, batch, state: &state), !state.cell.isEmpty else { continue }
            if column.name == "refund_id" {
                state.cell.removeAll(keepingCapacity: true)
                return true
            }
            // Whatever stands there and is not 0 was sold.
            if Canonical.money(state.cell.span) != 0 { isSale = true }
        }
        state.cell.removeAll(keepingCapacity: true)
        return !isSale
    }

    func append(_ line: [UInt8], shard: Int, to rows: inout EntityRows) {
        rows.bytes.append(contentsOf: line)
        rows.ends.append(rows.bytes.count)
        rows.shards.append(UInt8(shard))
    }

    /// Remembers what later checks of this row need.
    private func note(
        _ column: ColumnProgram, index: Int, program: EntityProgram, state: inout MappingState, rows: inout MappedRows
    ) {
        if state.reading.isEstimated { state.estimated |= 1 << UInt64(index) }
        switch column.role {
        case .exported: state.exported = state.reading.instant
        case .happened: state.happened = state.reading.instant
        case .vocabulary, .platform, .postType:
            let meaning = state.meaning(in: column.name)
            if column.role == .platform { (state.founding, state.platform) = (meaning.founding, meaning.platform) }
            if column.role == .postType { state.isStill = meaning.isStill }
            if meaning.isUnknown {
                rows.unknownWords["\(column.name) \(String(decoding: state.cell, as: UTF8.self))", default: 0] += 1
            }
        case .none, .likes, .views, .estimated, .lastInstant, .refund: break
        }
        if !state.anyOfFound { state.anyOfFound = program.anyOf.contains(index) }
    }

    /// More than 48 hours after the row's own export, or after the pipeline's cut-off. Orders may come after the cut-off:
    /// it says how ripe a deal is, and a late sale of a deal is still its sale (golden case 06).
    private func fromTheFuture(_ state: MappingState, entity: Entity) -> String? {
        guard let happened = state.happened else { return nil }
        let slack: Int64 = 48 * 3600
        if let exported = state.exported, happened > exported + slack {
            return "its time is more than 48 hours after the row was exported; check the date order and the time zone"
        }
        if let asOf = options.asOf, entity != .orders, happened > asOf + slack {
            return "its time is more than 48 hours after the pipeline's `as_of`; check the date order, or `as_of`"
        }
        return nil
    }

    private func trackLatest(_ program: EntityProgram, state: MappingState, into rows: inout MappedRows) {
        guard let column = program.entity.clockColumn,
            let instant = program.entity == .posts ? state.exported : state.happened
        else { return }
        if let latest = rows.latest, latest.instant > instant { return }
        let columns = program.columns
        var parts: [String] = []
        for index in columns.indices where columns[index].isIdentity {
            let start = index == 0 ? 0 : state.cellEnds[index - 1] + 1
            if state.cellEnds[index] > start { parts.append(String(decoding: state.line[start..<state.cellEnds[index]], as: UTF8.self)) }
        }
        let candidate = LatestInstant(instant: instant, entity: program.entity, column: column, identity: parts.joined(separator: " "))
        rows.latest = LatestInstant.later(rows.latest, candidate)
    }

    /// Evidence that an account id and a handle belong together, once per batch.
    private func writeAccount(_ columns: AccountColumns, _ record: RecordSpan, state: inout MappingState, into rows: inout MappedRows) {
        func cell(_ column: Int) -> Range<Int> { (column == 0 ? 0 : state.cellEnds[column - 1] + 1)..<state.cellEnds[column] }
        guard !cell(columns.account).isEmpty, !cell(columns.handle).isEmpty, !cell(columns.platform).isEmpty else { return }
        state.source.removeAll(keepingCapacity: true)
        for column in [columns.platform, columns.account, columns.handle, columns.creator] {
            state.source.append(contentsOf: state.line[cell(column)])
            state.source.append(UInt8(ascii: ","))
        }
        let known = state.accounts.count
        guard insert(state.source, into: &state.accounts) == known else { return }
        var identity = FNV1a()
        for column in [columns.platform, columns.account] {
            identity.combine(state.line.span.extracting(cell(column)))
            identity.combine(Shards.separator)
        }
        state.source.append(contentsOf: inputKey)
        state.source.append(UInt8(ascii: ","))
        Canonical.append(count: Int64(record.line), to: &state.source)
        state.source.append(UInt8(ascii: "\n"))
        append(state.source, shard: Shards.shard(hash: identity.value), to: &rows.entities[columns.output])
    }

    // MARK: fields and rules

    /// Whether all conditions hold for a record; true for none.
    func holds(_ conditions: [ConditionProgram], _ record: RecordSpan, _ batch: FieldBatch) -> Bool {
        let tests = conditions.span
        for index in tests.indices where holds(tests[index], record, batch) == tests[index].isNegated { return false }
        return true
    }

    private func holds(_ test: borrowing ConditionProgram, _ record: RecordSpan, _ batch: FieldBatch) -> Bool {
        let range = test.field.flatMap { value($0, record, batch) }
        if case .length(let count) = test.kind { return (range?.count ?? 0) == count }
        let words = test.values.span
        for word in words.indices {
            guard let range else {
                if words[word].isEmpty { return true }
                continue
            }
            let text = batch.bytes.span.extracting(range)
            switch test.kind {
            case .startsWith:
                if text.count >= words[word].count, text.extracting(0..<words[word].count).equals(words[word].span) { return true }
            case .contains:
                if text.contains(words[word].span) { return true }
            case .oneOf, .length:
                if text.equals(words[word].span) { return true }
            }
        }
        return false
    }

    /// What a fault in a file of orders keeps of the text: nobody knows which part of it is a customer's name.
    private static let withheld = Array("(withheld: it can name a customer; see this line of the file)".utf8)

    /// The record's text for those who repair it. Of records that name customers only the fields that are read stay.
    func raw(_ record: RecordSpan, _ batch: FieldBatch) -> [UInt8] {
        guard let keptFields else {
            let start = Int(record.rawStart)
            return Array(batch.bytes[start..<(start + min(Int(record.rawLength), 4096))])
        }
        var text: [UInt8] = []
        for field in 0..<record.fieldCount {
            if field > 0 { text.append(UInt8(ascii: ",")) }
            guard field < keptFields.count, keptFields[field], text.count < 4096 else { continue }
            CSVText.appendField(batch.bytes.span.extracting(batch.range(record, field)), to: &text)
        }
        return text
    }

    func quarantine(
        _ record: RecordSpan, _ batch: FieldBatch, column: String, kind: String, reason: String, into rows: inout MappedRows
    ) {
        rows.quarantined += 1
        rows.rejects.append(Reject(
            scope: .row, line: record.line, offset: record.offset, column: column, kind: kind, reason: reason,
            raw: raw(record, batch)))
    }
}

// A span of one part of a struct would hold the whole struct; these take the parts one by one.

private func appendField(_ cell: borrowing [UInt8], to line: inout [UInt8]) { CSVText.appendField(cell.span, to: &line) }

private func combine(_ cell: borrowing [UInt8], into identity: inout FNV1a) {
    identity.combine(cell.span)
    identity.combine(Shards.separator)
}

private func insert(_ key: borrowing [UInt8], into table: inout ByteTable) -> Int { table.insert(key.span) }
