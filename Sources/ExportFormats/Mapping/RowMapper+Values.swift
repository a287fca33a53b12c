internal import RecordFormats
internal import SocialData
internal import TextValues

// How one canonical column gets its value from one record.

extension RowMapper {
    /// Writes the column's value into `state.cell`, canonically; leaves it empty where there is none.
    func evaluate(_ column: borrowing ColumnProgram, _ record: RecordSpan, _ batch: FieldBatch, state: inout MappingState) -> ValueOutcome {
        var failure = ValueOutcome.missing
        state.reading.isEstimated = false
        let alternatives = column.alternatives.span
        let doubt = column.role == .platform ? otherPlatform(column, record, batch, state: &state) : nil
        if let doubt { return doubt }
        for index in alternatives.indices {
            let outcome = evaluate(alternatives[index], type: column.type, record, batch, state: &state)
            switch outcome {
            case .value: return .value
            case .missing: break
            case .bad: failure = outcome
            }
            state.cell.removeAll(keepingCapacity: true)
            state.reading.isEstimated = false
        }
        if column.role == .estimated, state.estimated != 0 {
            appendEstimated(state.estimated, of: state.program, to: &state.cell)
            return .value
        }
        if case .missing = failure, let fallback = column.fallback {
            state.cell.append(contentsOf: fallback)
            if let instant = column.fallbackInstant { state.reading.assume(instant) }
            return .value
        }
        return failure
    }

    /// Another column, or the kind of export, names one network and the link to the profile another: nobody knows whose the row is.
    private func otherPlatform(
        _ column: borrowing ColumnProgram, _ record: RecordSpan, _ batch: FieldBatch, state: inout MappingState
    ) -> ValueOutcome? {
        guard column.alternatives.count > 1, case .platform(let field)? = column.alternatives.last?.source,
            let range = value(field, record, batch), let link = PlatformLink(batch.bytes.span.extracting(range)) else { return nil }
        for index in 0..<column.alternatives.count - 1 {
            let outcome = evaluate(column.alternatives[index], type: column.type, record, batch, state: &state)
            guard case .value = outcome else { continue }
            defer { state.cell.removeAll(keepingCapacity: true) }
            // A word that names no network we know contradicts nothing.
            guard let platform = Platform(rawValue: String(decoding: state.cell, as: UTF8.self)), platform != link.platform else { return nil }
            return .bad(kind: ValueOutcome.otherPlatform, reason: ValueOutcome.reason(link.platform, insteadOf: platform))
        }
        return nil
    }

    /// Names of the estimated columns, in canonical order, joined by `|`.
    private func appendEstimated(_ bits: UInt64, of program: Int, to cell: inout [UInt8]) {
        let columns = programs[program].columns
        for index in columns.indices where bits & (1 << UInt64(index)) != 0 {
            if !cell.isEmpty { cell.append(UInt8(ascii: "|")) }
            cell.append(contentsOf: columns[index].name.utf8)
        }
    }

    /// Bytes of a field without surrounding blanks; nil where it is absent, empty or one of the format's missing words. What keeps a
    /// spreadsheet from changing the value is taken off.
    func value(_ field: Int, _ record: RecordSpan, _ batch: FieldBatch) -> Range<Int>? {
        guard field < record.fieldCount else { return nil }
        let span = batch.fields[record.firstField + field]
        guard span.kind != .absent, span.kind != .null, span.length > 0 else { return nil }
        let start = Int(span.start)
        let text = batch.bytes.span.extracting(start..<(start + Int(span.length)))
        let trimmed = Blanks.trimmed(text)
        guard !trimmed.isEmpty else { return nil }
        let words = missing.span
        for index in words.indices where words[index].count == trimmed.count {
            if text.extracting(trimmed).equals(words[index].span) { return nil }
        }
        let first = text[trimmed.lowerBound]
        if first &- UInt8(ascii: "0") > 9, SpreadsheetGuard.canBegin(with: first) {
            let bare = SpreadsheetGuard.inside(text, trimmed)
            return bare.isEmpty ? nil : (start + bare.lowerBound)..<(start + bare.upperBound)
        }
        return (start + trimmed.lowerBound)..<(start + trimmed.upperBound)
    }

    private func evaluate(
        _ program: borrowing ValueProgram, type: ColumnType, _ record: RecordSpan, _ batch: FieldBatch, state: inout MappingState
    ) -> ValueOutcome {
        let text = batch.bytes.span
        if program.isPlain, case .fields(let fields) = program.source {
            guard let range = value(fields[0], record, batch) else { return .missing }
            let kind = batch.fields[record.firstField + fields[0]].kind
            return state.reading.convert(text.extracting(range), kind: kind, type: type, program: program, into: &state.cell)
        }
        guard holds(program.when, record, batch) else { return .missing }
        if !program.unless.isEmpty, holds(program.unless, record, batch) { return .missing }
        switch program.source {
        case .fields(let fields):
            for field in fields {
                guard let range = value(field, record, batch) else { continue }
                let kind = batch.fields[record.firstField + field].kind
                return convert(text.extracting(range), kind: kind, type: type, program: program, state: &state)
            }
            return .missing
        case .list(let fields):
            state.source.removeAll(keepingCapacity: true)
            for field in fields {
                guard let range = value(field, record, batch) else { continue }
                if !state.source.isEmpty { state.source.append(FieldBatch.listSeparator) }
                state.source.append(text.extracting(range))
            }
            guard !state.source.isEmpty else { return .missing }
            let joined = state.source
            return convert(joined.span, kind: .list, type: type, program: program, state: &state)
        case .constant(let constant):
            return convert(constant.span, kind: .text, type: type, program: program, state: &state)
        case .digest(let fields):
            var hash = FNV1a()
            for field in fields {
                if let range = value(field, record, batch) { hash.combine(text.extracting(range)) }
                hash.combine(Shards.separator)
            }
            appendHexadecimal(mix64(hash.value), to: &state.cell)
            return .value
        case .compose(let parts):
            state.source.removeAll(keepingCapacity: true)
            for part in parts {
                switch part {
                case .text(let bytes): state.source.append(contentsOf: bytes)
                case .field(let field):
                    guard let range = value(field, record, batch) else { return .missing }
                    state.source.append(text.extracting(range))
                case .handle(let field):
                    guard let range = value(field, record, batch), let handle = HandleText.range(text.extracting(range)) else { return .missing }
                    state.source.append(text.extracting(range).extracting(handle))
                }
            }
            let composed = state.source
            return convert(composed.span, kind: .text, type: type, program: program, state: &state)
        case .postID(let field):
            guard let range = value(field, record, batch) else { return .missing }
            let link = text.extracting(range)
            guard let post = PlatformLink(link)?.post else {
                return .bad(kind: "no_post_in_link", reason: "the link leads to no post of a network we know, so its id is not known")
            }
            return convert(link.extracting(post), kind: .text, type: type, program: program, state: &state)
        case .platform(let field):
            guard let range = value(field, record, batch), let link = PlatformLink(text.extracting(range)) else { return .missing }
            state.cell.append(contentsOf: link.platform.rawValue.utf8)
            return .value
        case .sum(let parts):
            return sum(parts, type: type, program: program, record, batch, state: &state)
        case .hashtags(let field):
            guard let range = value(field, record, batch) else { return .missing }
            CaptionText.appendHashtags(of: text.extracting(range), to: &state.cell)
        case .mentions(let field):
            guard let range = value(field, record, batch) else { return .missing }
            CaptionText.appendMentions(of: text.extracting(range), to: &state.cell)
        case .labelled(let fields):
            for (label, field) in fields {
                // The row of all ages is no part beside the ages.
                guard let range = value(field, record, batch), !TotalWord.meansAll(text.extracting(range)) else { continue }
                if !state.cell.isEmpty { state.cell.append(UInt8(ascii: "|")) }
                state.cell.append(contentsOf: label)
                state.cell.append(UInt8(ascii: "="))
                state.cell.append(text.extracting(range))
            }
        case .length(let field):
            guard let range = value(field, record, batch) else { return .missing }
            Canonical.append(count: Int64(CaptionText.scalarCount(of: text.extracting(range))), to: &state.cell)
        }
        return state.cell.isEmpty ? .missing : .value
    }

    /// Reads each part as its column would be read and adds them up; the first must be there, a blank in another counts as
    /// nothing, a part that cannot be read makes the sum unreadable.
    private func sum(
        _ parts: [SumPart], type: ColumnType, program: borrowing ValueProgram, _ record: RecordSpan, _ batch: FieldBatch, state: inout MappingState
    ) -> ValueOutcome {
        var total = ExactDecimal(units: 0, decimals: 0)
        var isEstimated = false
        for (index, part) in parts.enumerated() {
            guard let range = value(part.field, record, batch) else {
                if index == 0 { return .missing }
                continue
            }
            state.cell.removeAll(keepingCapacity: true)
            let kind = batch.fields[record.firstField + part.field].kind
            switch convert(batch.bytes.span.extracting(range), kind: kind, type: type, program: program, state: &state) {
            case .value: break
            case .missing where index > 0: continue
            case .missing: return .missing
            case .bad(let kind, let reason): return .bad(kind: kind, reason: reason)
            }
            isEstimated = isEstimated || state.reading.isEstimated
            state.reading.isEstimated = false
            guard let term = ExactDecimal(state.cell.span), let sum = total.adding(term, isSubtracted: part.isSubtracted) else {
                return .bad(CellFault.outOfRange)
            }
            total = sum
        }
        state.cell.removeAll(keepingCapacity: true)
        state.reading.isEstimated = isEstimated
        if type == .money {
            guard let amount = total.scaled(to: 4) else { return .bad(CellFault.outOfRange) }
            Canonical.append(money: amount, to: &state.cell)
        } else {
            total.append(to: &state.cell)
        }
        return .value
    }

    /// Applies hidden markers, patterns and word lists, then reads the value by its column's type.
    private func convert(
        _ text: Span<UInt8>, kind: FieldKind, type: ColumnType, program: borrowing ValueProgram, state: inout MappingState
    ) -> ValueOutcome {
        let hidden = program.hidden.span
        for index in hidden.indices where text.equals(hidden[index].span) { return .missing }
        if !program.extract.isEmpty {
            guard extract(text, program: program, state: &state) else {
                if program.unlisted == .missing { return .missing }
                return .bad(kind: "no_match", reason: "the value does not have the form that this export usually writes")
            }
            let extracted = state.source
            return listed(extracted.span, kind: .text, type: type, program: program, state: &state)
        }
        return listed(text, kind: kind, type: type, program: program, state: &state)
    }

    private func listed(
        _ text: Span<UInt8>, kind: FieldKind, type: ColumnType, program: borrowing ValueProgram, state: inout MappingState
    ) -> ValueOutcome {
        if !program.values.isEmpty {
            let folded = WordFolding.fold(text)
            for (word, value) in program.values where word == folded {
                return state.reading.convert(value.span, kind: .text, type: type, program: program, into: &state.cell)
            }
            switch program.unlisted {
            case .keep: break
            case .missing: return .missing
            case .bad: return .bad(kind: "unknown_word", reason: "the value is none of the words that this export usually writes")
            }
        }
        let outcome = state.reading.convert(text, kind: kind, type: type, program: program, into: &state.cell)
        if program.isEstimated { state.reading.isEstimated = true }
        return outcome
    }

    /// Puts the captures of the first pattern that occurs into `state.source`.
    private func extract(_ text: Span<UInt8>, program: borrowing ValueProgram, state: inout MappingState) -> Bool {
        for pattern in program.extract {
            guard let captures = pattern.captures(in: text) else { continue }
            state.source.removeAll(keepingCapacity: true)
            if program.template.isEmpty {
                state.source.append(text.extracting(captures[0]))
                return true
            }
            for part in program.template {
                switch part {
                case .text(let bytes): state.source.append(contentsOf: bytes)
                case .capture(let index): state.source.append(text.extracting(captures[index]))
                }
            }
            return true
        }
        return false
    }

    private func appendHexadecimal(_ number: UInt64, to output: inout [UInt8]) {
        for shift in stride(from: 60, through: 0, by: -4) {
            let digit = UInt8(truncatingIfNeeded: number >> UInt64(shift)) & 0xF
            output.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
        }
    }
}

extension ValueOutcome {
    static let otherPlatform = "other_platform"

    static func reason(_ link: Platform, insteadOf platform: Platform) -> String {
        "the link to the profile leads to \(link.rawValue), and the row is said to be of \(platform.rawValue); correct the one that is wrong, or leave `platform` to the links"
    }
}

extension [UInt8] {
    /// Appends borrowed bytes.
    mutating func append(_ bytes: Span<UInt8>) {
        unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
    }
}
