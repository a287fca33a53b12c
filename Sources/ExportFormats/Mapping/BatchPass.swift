internal import RecordFormats
internal import SocialData
internal import TextValues

/// One batch on its way from fields to rows: records that are none are left out, each entity is read column by column, and the
/// books are kept record by record.
struct BatchPass {
    private let mapper: RowMapper
    private let batch: FieldBatch
    /// Records that can become rows, and where each stands in the batch.
    private var candidates: [RecordSpan] = []
    private var positions: [Int] = []
    /// Records that sum up others.
    private var totals: [RecordSpan] = []
    /// Skipped records of deals that were called off.
    private var calledOff: [RecordSpan] = []
    private var accounts = ByteTable()

    init(_ mapper: RowMapper, _ batch: FieldBatch) {
        self.mapper = mapper
        self.batch = batch
    }

    consuming func run(into rows: inout MappedRows) {
        let before = rows.rejects.count
        for fault in batch.faults {
            rows.candidates += 1
            rows.quarantined += 1
            rows.rejects.append(Reject(
                scope: .row, line: fault.line, offset: fault.offset, column: "", kind: fault.kind.rawValue,
                reason: fault.detail, raw: mapper.format.isPersonal ? RowMapper.withheld : fault.raw))
        }
        // Each reject with its record: they are in the order of the file, whatever was read first.
        var rejects = sift(into: &rows)
        if var wide = WideTable(mapper) {
            for (position, record) in zip(positions, candidates) {
                rejects += wide.read(record, batch, into: &rows).map { (position, $0) }
            }
        } else {
            rejects += read(into: &rows)
        }
        addCalledOff(to: &rows)
        let ordered = rejects.enumerated().sorted { ($0.element.record, $0.offset) < ($1.element.record, $1.offset) }
        rows.rejects += ordered.map(\.element.reject)
        if !batch.faults.isEmpty {
            let all = rows.rejects[before...].enumerated().sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }
            rows.rejects.replaceSubrange(before..., with: all.map(\.element))
        }
    }

    /// Leaves out what the exporter set aside, what a rule of the format skips, and rows that sum up others.
    private mutating func sift(into rows: inout MappedRows) -> [(record: Int, reject: Reject)] {
        var rejects: [(record: Int, reject: Reject)] = []
        candidates.reserveCapacity(batch.records.count)
        positions.reserveCapacity(batch.records.count)
        rows.candidates += batch.records.count
        for position in batch.records.indices {
            let record = batch.records[position]
            if let rule = mapper.firstRule(of: mapper.quarantines, for: record, batch) {
                rejects.append((position, reject(record, kind: "reported_by_exporter", reason: mapper.quarantines[rule].reason)))
                rows.quarantined += 1
            } else if let rule = mapper.firstRule(of: mapper.skips, for: record, batch) {
                rows.skipped += 1
                rows.skippedByRule[rule] += 1
                if mapper.labels.isTotal(record, batch, mapper.fieldReader) { totals.append(record) }
                if mapper.format.skips[rule].callsOff {
                    calledOff.append(record)
                    if speaksOfMoney(mapper.skips[rule], record) { rows.addCalledOffPaid(line: record.line) }
                }
            } else if mapper.isBlank(record, batch) {
                rows.skipped += 1
                rows.blanks += 1
            } else if mapper.labels.isTotal(record, batch, mapper.fieldReader) {
                rows.skipped += 1
                rows.addTotal(line: record.line)
                totals.append(record)
            } else {
                if mapper.labels.mayBeTotal(record, batch, mapper.fieldReader) { rows.addPossibleTotal(line: record.line) }
                candidates.append(record)
                positions.append(position)
            }
        }
        return rejects
    }

    /// Whether what a rule looks at says that something was paid for a deal that came to nothing.
    private func speaksOfMoney(_ rule: RuleProgram, _ record: RecordSpan) -> Bool {
        rule.conditions.contains { condition in
            guard !condition.isNegated, let range = condition.field.flatMap({ mapper.fieldReader.value($0, as: .text, record, batch) }) else { return false }
            return StatusWords.speaksOfMoney(String(decoding: batch.bytes[range], as: UTF8.self))
        }
    }

    /// Which deals the skipped rows call off, few as they are. Nothing else of these rows is kept, nor said of them.
    private func addCalledOff(to rows: inout MappedRows) {
        guard !calledOff.isEmpty, let program = mapper.programs.first(where: { $0.entity == .deals }) else { return }
        var pass = EntityPass(mapper, program: program, records: calledOff)
        pass.run(batch)
        let column = { (wanted: DealColumn) in program.columns.firstIndex { $0.name == wanted.name } }
        let text = { (record: Int, wanted: DealColumn) -> String in
            guard let place = column(wanted) else { return "" }
            var text: [UInt8] = []
            pass.columns[place].appendText(record, as: program.columns[place].type, to: &text)
            return String(decoding: text, as: UTF8.self)
        }
        let start = column(.startedAt)
        for record in calledOff.indices where pass.isOpen[record] {
            let id = text(record, .dealID)
            guard !id.isEmpty else { continue }
            let startedAt = start.flatMap { pass.columns[$0].isPresent[record] ? pass.columns[$0].numbers[record] : nil }
            rows.calledOff.append(
                CalledOffDeal(
                    dealID: id, creatorID: text(record, .creatorID), platform: text(record, .platform), handle: text(record, .handle),
                    startedAt: startedAt))
        }
    }

    /// Reads every entity, then settles each record: it is accepted where one of its rows stands.
    private mutating func read(into rows: inout MappedRows) -> [(record: Int, reject: Reject)] {
        var rejects: [(record: Int, reject: Reject)] = []
        var isAccepted = [Bool](repeating: false, count: candidates.count)
        var faults: [(record: Int, fault: RowFault)] = []
        var setAside: [(record: Int, values: UnreadableValues)] = []
        for program in mapper.programs {
            var pass = EntityPass(mapper, program: program, records: candidates)
            pass.run(batch)
            for index in candidates.indices where pass.isOpen[index] { isAccepted[index] = true }
            faults += pass.faults
            for (record, reject, values) in pass.rejects {
                rejects.append((positions[record], reject))
                setAside.append((record, values))
            }
            for (word, count) in pass.unknownWords { rows.unknownWords[word, default: 0] += count }
            if program.entity == .deals { addSums(pass, program, into: &rows.dealSums) }
            keep(consume pass, of: program, into: &rows)
        }
        rows.quarantinedCells += setAside.count
        let ordered = setAside.enumerated().sorted { ($0.element.record, $0.offset) < ($1.element.record, $1.offset) }
        for (_, values) in ordered { rows.setAside(values.values) }
        rows.accepted += isAccepted.count { $0 }
        settle(faults, isAccepted, rejects: &rejects, into: &rows)
        return rejects
    }

    /// What the deals add up to, and what rows of sums say.
    private func addSums(_ pass: borrowing EntityPass, _ program: EntityProgram, into sums: inout DealSums) {
        sums.add(pass, program, lines: candidates.map(\.line))
        guard !totals.isEmpty, let reading = program.ofSums else { return }
        var read = EntityPass(mapper, program: reading, records: totals)
        read.run(batch)
        sums.add(totals: read, reading, lines: totals.map(\.line))
    }

    /// What befell the records that are no row of some entity: a record that no entity took is set aside whole, for the reason
    /// of the last one that refused it.
    private func settle(
        _ faults: [(record: Int, fault: RowFault)], _ isAccepted: [Bool], rejects: inout [(record: Int, reject: Reject)],
        into rows: inout MappedRows
    ) {
        let ordered = faults.enumerated().sorted { ($0.element.record, $0.offset) < ($1.element.record, $1.offset) }.map(\.element)
        for (index, (record, fault)) in ordered.enumerated() {
            let span = candidates[record]
            guard isAccepted[record] else {
                if index + 1 < ordered.count, ordered[index + 1].record == record { continue }
                rejects.append((positions[record], reject(span, column: fault.column, kind: fault.kind, reason: fault.reason)))
                rows.quarantined += 1
                continue
            }
            guard let lost = fault.lost else { continue }
            rows.quarantinedCells += 1
            rows.setAside(lost)
            let cell = Reject(
                scope: .cell, line: span.line, offset: span.offset, column: lost.column, kind: fault.kind, reason: fault.reason,
                raw: mapper.raw(span, batch))
            rejects.append((positions[record], cell))
        }
    }

    private func reject(_ record: RecordSpan, column: String = "", kind: String, reason: String) -> Reject {
        Reject(
            scope: .row, line: record.line, offset: record.offset, column: column, kind: kind, reason: reason,
            raw: mapper.raw(record, batch))
    }

    // MARK: Rows

    /// Adds an entity's rows, and what they prove.
    private mutating func keep(_ pass: consuming EntityPass, of program: EntityProgram, into rows: inout MappedRows) {
        for column in program.columns.indices {
            guard let tally = program.columns[column].tally else { continue }
            let values = pass.columns[column]
            rows.filled[tally] += candidates.indices.count { pass.isOpen[$0] && values.isPresent[$0] }
        }
        let identity = program.columns.indices.filter { program.columns[$0].isIdentity }
        var hashes: [UInt64] = []
        hashes.reserveCapacity(candidates.count)
        for record in candidates.indices {
            var hash = FNV1a()
            guard pass.isOpen[record] else {
                hashes.append(0)
                continue
            }
            for column in identity {
                pass.columns[column].combine(record, as: program.columns[column].type, into: &hash)
                hash.combine(Shards.separator)
            }
            hashes.append(hash.value)
        }
        track(pass, program, into: &rows)
        if let columns = program.accounts { addAccounts(pass, columns, into: &rows.entities[columns.output]) }
        if program.keepsKeys {
            for record in candidates.indices where pass.isOpen[record] {
                rows.entities[program.output].keys.append(key(candidates[record], identity: hashes[record]))
            }
        }
        rows.entities[program.output].append(
            pass.columns, isKept: pass.isOpen, lines: candidates.map(\.line), shards: hashes.map { UInt8(Shards.shard(hash: $0)) })
    }

    /// What proves a key that several columns make. A line of a table says the same however it is quoted and its decimals are filled up.
    private func key(_ record: RecordSpan, identity: UInt64) -> RowKey {
        var hash = FNV1a()
        if mapper.isTable {
            for field in 0..<record.fieldCount {
                let text = batch.bytes.span.extracting(batch.range(record, field))
                hash.combine(text.extracting(DecimalText.withoutFill(text)))
                hash.combine(Shards.separator)
            }
        } else {
            hash.combine(batch.bytes.span.extracting(record.raw))
        }
        return RowKey(key: identity, record: hash.value, line: record.line)
    }

    /// The latest instant of the entity's clock; of equal ones that of the row whose identity comes first by bytes.
    private func track(_ pass: borrowing EntityPass, _ program: EntityProgram, into rows: inout MappedRows) {
        let clock = program.entity == .posts ? ColumnRole.exported : .happened
        guard let column = program.entity.clockColumn, let index = program.columns.firstIndex(where: { $0.role == clock }) else { return }
        var latest = rows.latest?.instant ?? Int64.min
        let clockValues = pass.columns[index]
        for record in candidates.indices where pass.isOpen[record] && clockValues.isPresent[record] {
            latest = max(latest, clockValues.numbers[record])
        }
        let identity = program.columns.indices.filter { program.columns[$0].isIdentity }
        var best: [UInt8]?
        var text: [UInt8] = []
        for record in candidates.indices
        where pass.isOpen[record] && clockValues.isPresent[record] && clockValues.numbers[record] == latest {
            text.removeAll(keepingCapacity: true)
            var isFirst = true
            for place in identity where pass.columns[place].isPresent[record] {
                if !isFirst { text.append(UInt8(ascii: " ")) }
                isFirst = false
                pass.columns[place].appendText(record, as: program.columns[place].type, to: &text)
            }
            if best.map({ compareBytes(text.span, $0.span) < 0 }) ?? true { best = text }
        }
        guard let best else { return }
        rows.latest = LatestInstant.later(
            rows.latest,
            LatestInstant(instant: latest, entity: program.entity, column: column, identity: String(decoding: best, as: UTF8.self)))
    }

    /// Evidence that an account id and a handle belong together, once per batch.
    private mutating func addAccounts(_ pass: borrowing EntityPass, _ columns: AccountColumns, into rows: inout EntityRows) {
        var evidence: [UInt8] = []
        let places = [columns.platform, columns.account, columns.handle, columns.creator]
        for record in candidates.indices where pass.isOpen[record] {
            guard pass.columns[columns.platform].isPresent[record], pass.columns[columns.account].isPresent[record],
                pass.columns[columns.handle].isPresent[record]
            else { continue }
            evidence.removeAll(keepingCapacity: true)
            for place in places {
                pass.columns[place].appendText(record, as: .text, to: &evidence)
                evidence.append(FieldBatch.listSeparator)
            }
            let known = accounts.count
            guard accounts.insert(evidence.span) == known else { continue }
            var identity = FNV1a()
            for place in places.prefix(2) {
                pass.columns[place].combine(record, as: .text, into: &identity)
                identity.combine(Shards.separator)
            }
            for (column, place) in places.enumerated() {
                rows.columns[column].append(record, of: pass.columns[place])
            }
            rows.isKept.append(true)
            rows.lines.append(candidates[record].line)
            rows.shards.append(UInt8(Shards.shard(hash: identity.value)))
        }
    }
}
