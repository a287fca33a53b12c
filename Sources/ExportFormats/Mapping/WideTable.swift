internal import RecordFormats
internal import SocialData
internal import TextValues

/// A table of exchange rates with a column for each currency: a record gives a row for each of them.
struct WideTable {
    private let mapper: RowMapper
    private let program: EntityProgram
    private let day: ColumnProgram
    private let tally: Int?
    private var cells: CellReader

    /// Nil where the format's rows are no such tables.
    init?(_ mapper: RowMapper) {
        guard !mapper.unpivot.isEmpty, let program = mapper.programs.first,
            let day = program.columns.first(where: { $0.type == .day })
        else { return nil }
        self.mapper = mapper
        self.program = program
        self.day = day
        tally = program.columns.first { $0.name == "rate" }?.tally
        cells = CellReader(mapper)
    }

    /// Adds a row for each currency that the record has a rate of; returns what was set aside.
    mutating func read(_ record: RecordSpan, _ batch: borrowing FieldBatch, into rows: inout MappedRows) -> [Reject] {
        func reject(_ scope: Reject.Scope, _ column: String, kind: String, reason: String) -> Reject {
            Reject(
                scope: scope, line: record.line, offset: record.offset, column: column, kind: kind, reason: reason,
                raw: mapper.raw(record, batch))
        }
        guard case .value = cells.evaluate(day, record, batch) else {
            rows.quarantined += 1
            return [reject(.row, day.name, kind: "not_a_date", reason: "the row's day cannot be read")]
        }
        let date = cells.reading.number
        let base = euro(record, batch)
        var rejects: [Reject] = []
        for (field, currency) in mapper.unpivot {
            guard let range = mapper.fieldReader.value(field, record, batch) else { continue }
            let text = batch.bytes.span.extracting(range)
            guard base == nil, let rate = DecimalText.parse(text, style: mapper.options.numberStyle).value, rate.units > 0 else {
                let reason =
                    base.map {
                        "the row has \($0) for EUR, so its rates are per another money than the euro; a file of rates says how many units one euro buys, and 1 for EUR"
                    } ?? "an exchange rate is a positive decimal number"
                let kind = base == nil ? "not_a_rate" : "not_per_euro"
                rows.quarantinedCells += 1
                rows.setAside(
                    UnreadableValues(
                        entity: program.entity, column: "rate", kind: kind, reason: reason, count: 1, line: record.line,
                        example: Array(batch.bytes[range.prefix(60)])))
                rejects.append(reject(.cell, String(decoding: currency, as: UTF8.self), kind: kind, reason: reason))
                continue
            }
            if let tally { rows.filled[tally] += 1 }
            rows.entities[0].append(rate: rate, of: currency, day: date, line: record.line)
        }
        rows.accepted += 1
        return rejects
    }

    /// What a row of rates has for the euro, where that is not 1: then it is not per euro.
    private func euro(_ record: RecordSpan, _ batch: borrowing FieldBatch) -> String? {
        guard let column = mapper.unpivot.first(where: { $0.currency == Array("EUR".utf8) }),
            let range = mapper.fieldReader.value(column.field, record, batch)
        else { return nil }
        let text = batch.bytes.span.extracting(range)
        guard let rate = DecimalText.parse(text, style: mapper.options.numberStyle).value, rate != .one else { return nil }
        return String(decoding: batch.bytes[range.prefix(20)], as: UTF8.self)
    }
}

extension EntityRows {
    /// Adds a row of `Entity.rates`: day, currency, rate.
    fileprivate mutating func append(rate: ExactDecimal, of currency: [UInt8], day: Int64, line: Int) {
        var text: [UInt8] = []
        Canonical.append(day: Int32(day), to: &text)
        var identity = FNV1a()
        identity.combine(text.span)
        identity.combine(Shards.separator)
        columns[0].append(day)
        columns[1].append(currency.span)
        text.removeAll(keepingCapacity: true)
        rate.append(to: &text)
        columns[2].append(text.span)
        isKept.append(true)
        lines.append(line)
        shards.append(UInt8(Shards.shard(hash: identity.value)))
    }
}
