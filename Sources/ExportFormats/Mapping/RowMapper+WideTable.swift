internal import RecordFormats
internal import SocialData
internal import TextValues

/// Tables with a column for each currency: a record gives a row for each of them.
extension RowMapper {
    /// A wide table: one row for each currency column with a value.
    func mapWide(_ record: RecordSpan, _ batch: FieldBatch, state: inout MappingState, into rows: inout MappedRows) {
        guard let program = programs.first,
            let day = program.columns.first(where: { $0.type == .day }) else { return }
        state.cell.removeAll(keepingCapacity: true)
        guard case .value = evaluate(day, record, batch, state: &state) else {
            quarantine(record, batch, column: day.name, kind: "not_a_date", reason: "the row's day cannot be read", into: &rows)
            return
        }
        let dayText = state.cell
        let tally = program.columns.first { $0.name == "rate" }?.tally
        let base = euro(record, batch)
        for (field, currency) in unpivot {
            guard let range = value(field, record, batch) else { continue }
            let text = batch.bytes.span.extracting(range)
            guard base == nil, let rate = DecimalText.parse(text, style: options.numberStyle).value, rate.units > 0 else {
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
                rows.rejects.append(Reject(
                    scope: .cell, line: record.line, offset: record.offset, column: String(decoding: currency, as: UTF8.self),
                    kind: kind, reason: reason, raw: raw(record, batch)))
                continue
            }
            if let tally { rows.filled[tally] += 1 }
            state.line.removeAll(keepingCapacity: true)
            state.line.append(contentsOf: dayText)
            state.line.append(UInt8(ascii: ","))
            state.line.append(contentsOf: currency)
            state.line.append(UInt8(ascii: ","))
            rate.append(to: &state.line)
            state.line.append(UInt8(ascii: ","))
            state.line.append(contentsOf: inputKey)
            state.line.append(UInt8(ascii: ","))
            Canonical.append(count: Int64(record.line), to: &state.line)
            state.line.append(UInt8(ascii: "\n"))
            var identity = FNV1a()
            identity.combine(dayText.span)
            identity.combine(Shards.separator)
            append(state.line, shard: Shards.shard(hash: identity.value), to: &rows.entities[0])
        }
        rows.accepted += 1
    }

    /// What a row of rates has for the euro, where that is not 1: then it is not per euro.
    private func euro(_ record: RecordSpan, _ batch: FieldBatch) -> String? {
        guard let column = unpivot.first(where: { $0.currency == Array("EUR".utf8) }), let range = value(column.field, record, batch)
        else { return nil }
        let text = batch.bytes.span.extracting(range)
        guard let rate = DecimalText.parse(text, style: options.numberStyle).value, rate != .one else { return nil }
        return String(decoding: batch.bytes[range.prefix(20)], as: UTF8.self)
    }
}
