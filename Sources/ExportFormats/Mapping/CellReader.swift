internal import RecordFormats
internal import SocialData
internal import TextValues

/// Evaluates the program of a column for one record at a time: whatever a format can say.
///
/// Buffers live as long as one pass over a batch, so that a usual cell allocates nothing.
struct CellReader {
    let fieldReader: FieldReader
    var reading: ValueReading
    /// The last value, where it is a text; `reading.number` holds the others.
    private(set) var cell: [UInt8] = []
    /// What was estimated in the row, for the column that lists it.
    var estimated: [UInt8] = []
    /// A value put together from several fields, or taken out of one.
    private var source: [UInt8] = []
    /// A word as the lists of a format have it.
    private var folded: [UInt8] = []
    private var words = WordMeanings()

    init(_ mapper: borrowing RowMapper) {
        fieldReader = mapper.fieldReader
        reading = ValueReading(options: mapper.options)
    }

    /// Evaluates a column: the first alternative that has a value, else what the source says of all rows.
    mutating func evaluate(_ column: borrowing ColumnProgram, _ record: RecordSpan, _ batch: borrowing FieldBatch) -> ValueOutcome {
        cell.removeAll(keepingCapacity: true)
        reading.isEstimated = false
        if column.role == .platform, let doubt = otherPlatform(column, record, batch) { return doubt }
        var failure = ValueOutcome.missing
        let alternatives = column.alternatives.span
        for index in alternatives.indices {
            let outcome = evaluate(alternatives[index], type: column.type, record, batch)
            switch outcome {
            case .value: return .value
            case .missing: break
            case .bad: failure = outcome
            }
            cell.removeAll(keepingCapacity: true)
            reading.isEstimated = false
        }
        if column.role == .estimated, !estimated.isEmpty {
            cell.append(contentsOf: estimated)
            return .value
        }
        if case .missing = failure, let fallback = column.fallback {
            cell.append(contentsOf: fallback.text)
            reading.number = fallback.number
            return .value
        }
        return failure
    }

    /// Another column, or the kind of export, names one network and the link to the profile another: nobody knows whose the row is.
    private mutating func otherPlatform(
        _ column: borrowing ColumnProgram, _ record: RecordSpan, _ batch: borrowing FieldBatch
    ) -> ValueOutcome? {
        guard column.alternatives.count > 1, case .platform(let field)? = column.alternatives.last?.source,
            let range = fieldReader.value(field, as: .text, record, batch), let link = PlatformLink(batch.bytes.span.extracting(range)) else { return nil }
        for index in 0..<column.alternatives.count - 1 {
            guard case .value = evaluate(column.alternatives[index], type: column.type, record, batch) else { continue }
            // Lent from a local: a span of `self` keeps all of it from changing.
            var word: [UInt8] = []
            swap(&word, &cell)
            let named = words.meaning(of: word.span, in: column.name).platform
            word.removeAll(keepingCapacity: true)
            swap(&word, &cell)
            // A word that names no network we know contradicts nothing.
            guard let platform = named, platform != link.platform else { return nil }
            return .bad(kind: ValueOutcome.otherPlatform, reason: ValueOutcome.reason(link.platform, insteadOf: platform))
        }
        return nil
    }

    private mutating func evaluate(
        _ program: borrowing ValueProgram, type: ColumnType, _ record: RecordSpan, _ batch: borrowing FieldBatch
    ) -> ValueOutcome {
        let text = batch.bytes.span
        if program.isPlain, case .fields(let fields) = program.source {
            guard let range = fieldReader.value(fields[0], as: type, record, batch) else { return .missing }
            let kind = batch.fields[record.firstField + fields[0]].kind
            return reading.convert(text.extracting(range), kind: kind, type: type, program: program, into: &cell)
        }
        guard fieldReader.holds(program.when, record, batch) else { return .missing }
        if !program.unless.isEmpty, fieldReader.holds(program.unless, record, batch) { return .missing }
        switch program.source {
        case .fields(let fields):
            for field in fields {
                guard let range = fieldReader.value(field, as: type, record, batch) else { continue }
                let kind = batch.fields[record.firstField + field].kind
                return convert(text.extracting(range), kind: kind, type: type, program: program)
            }
            return .missing
        case .list(let fields):
            source.removeAll(keepingCapacity: true)
            for field in fields {
                guard let range = fieldReader.value(field, as: type, record, batch) else { continue }
                if !source.isEmpty { source.append(FieldBatch.listSeparator) }
                source.append(text.extracting(range))
            }
            guard !source.isEmpty else { return .missing }
            let joined = source
            return convert(joined.span, kind: .list, type: type, program: program)
        case .constant(let constant):
            return convert(constant.span, kind: .text, type: type, program: program)
        case .digest(let fields):
            var hash = FNV1a()
            for field in fields {
                if let range = fieldReader.value(field, as: type, record, batch) { hash.combine(text.extracting(range)) }
                hash.combine(Shards.separator)
            }
            appendHexadecimal(mix64(hash.value), to: &cell)
        case .compose(let parts):
            source.removeAll(keepingCapacity: true)
            for part in parts {
                switch part {
                case .text(let bytes): source.append(contentsOf: bytes)
                case .field(let field):
                    guard let range = fieldReader.value(field, as: .text, record, batch) else { return .missing }
                    source.append(text.extracting(range))
                case .handle(let field):
                    guard let range = fieldReader.value(field, as: .text, record, batch), let handle = HandleText.range(text.extracting(range)) else { return .missing }
                    // One account in whatever case people write it.
                    let start = source.count
                    WideLetters.append(text.extracting(range.lowerBound + handle.lowerBound..<range.lowerBound + handle.upperBound), to: &source)
                    for place in start..<source.count { source[place] = Ascii.lowercased(source[place]) }
                case .day(let field):
                    guard let range = fieldReader.value(field, as: .text, record, batch) else { return .missing }
                    let day = convert(text.extracting(range), kind: .text, type: .day, program: program)
                    if case .value = day { Canonical.append(day: Int32(reading.number), to: &source) } else { source.append(text.extracting(range)) }
                    cell.removeAll(keepingCapacity: true)
                }
            }
            let composed = source
            return convert(composed.span, kind: .text, type: type, program: program)
        case .postID(let field):
            guard let range = fieldReader.value(field, as: .text, record, batch) else { return .missing }
            return postID(text.extracting(range), type: type, program: program)
        case .platform(let field):
            guard let range = fieldReader.value(field, as: .text, record, batch), let link = PlatformLink(text.extracting(range)) else { return .missing }
            cell.append(contentsOf: link.platform.rawValue.utf8)
        case .sum(let parts):
            return sum(parts, type: type, program: program, record, batch)
        case .hashtags(let field):
            guard let range = fieldReader.value(field, as: .text, record, batch) else { return .missing }
            CaptionText.appendHashtags(of: text.extracting(range), to: &cell)
        case .mentions(let field):
            guard let range = fieldReader.value(field, as: .text, record, batch) else { return .missing }
            CaptionText.appendMentions(of: text.extracting(range), to: &cell)
        case .labelled(let fields):
            for (label, field) in fields {
                // The row of all ages is no part beside the ages.
                guard let range = fieldReader.value(field, as: .text, record, batch), !TotalWord.meansAll(text.extracting(range)) else { continue }
                if !cell.isEmpty { cell.append(UInt8(ascii: "|")) }
                cell.append(contentsOf: label)
                cell.append(UInt8(ascii: "="))
                cell.append(text.extracting(range))
            }
        case .length(let field):
            guard let range = fieldReader.value(field, as: .text, record, batch) else { return .missing }
            Canonical.append(count: Int64(CaptionText.scalarCount(of: text.extracting(range))), to: &cell)
        }
        if cell.isEmpty { return .missing }
        guard type.isNumber else { return .value }
        swap(&source, &cell)
        cell.removeAll(keepingCapacity: true)
        let made = source
        return reading.convert(made.span, kind: .text, type: type, program: program, into: &cell)
    }

    /// People write a post's link where its id is asked for: of the cell its id stays.
    mutating func takePostOfLink() {
        if let post = PlatformLink(cell.span)?.post { cell = Array(cell[post]) }
    }

    /// The id of the post that a link leads to; of one whose post cannot be told from it, the link itself.
    private mutating func postID(_ text: Span<UInt8>, type: ColumnType, program: borrowing ValueProgram) -> ValueOutcome {
        if PlatformLink.isSeveral(text) {
            return .bad(kind: "several_posts", reason: "several links stand in it, and nobody knows which post has which part of the row; give each post a row of its own")
        }
        let link = PlatformLink(text)
        if let post = link?.post { return convert(text.extracting(post), kind: .text, type: type, program: program) }
        guard PlatformLink.isAddress(text), link?.isProfile(text) != true else {
            return .bad(kind: "no_post_in_link", reason: "it is no link to a post, so nobody knows which post this row is about")
        }
        return convert(text, kind: .text, type: type, program: program)
    }

    /// Reads each part as its column would be read and adds them up; the first must be there, a blank in another counts as
    /// nothing, a part that cannot be read makes the sum unreadable.
    private mutating func sum(
        _ parts: [SumPart], type: ColumnType, program: borrowing ValueProgram, _ record: RecordSpan, _ batch: borrowing FieldBatch
    ) -> ValueOutcome {
        var total = ExactDecimal(units: 0, decimals: 0)
        var isEstimated = false
        for (index, part) in parts.enumerated() {
            guard let range = fieldReader.value(part.field, record, batch) else {
                if index == 0 { return .missing }
                continue
            }
            cell.removeAll(keepingCapacity: true)
            let kind = batch.fields[record.firstField + part.field].kind
            switch convert(batch.bytes.span.extracting(range), kind: kind, type: type, program: program) {
            case .value: break
            case .missing where index > 0: continue
            case .missing: return .missing
            case .bad(let kind, let reason): return .bad(kind: kind, reason: reason)
            }
            isEstimated = isEstimated || reading.isEstimated
            reading.isEstimated = false
            guard let term = term(as: type), let sum = total.adding(term, isSubtracted: part.isSubtracted) else {
                return .bad(CellFault.outOfRange)
            }
            total = sum
        }
        cell.removeAll(keepingCapacity: true)
        reading.isEstimated = isEstimated
        if type.isNumber {
            guard let number = total.scaled(to: type == .money ? 4 : 0) else { return .bad(CellFault.outOfRange) }
            reading.number = number
        } else {
            total.append(to: &cell)
        }
        return .value
    }

    /// The value just read as a term of a sum; nil where the column's values cannot be added.
    private func term(as type: ColumnType) -> ExactDecimal? {
        switch type {
        case .count: ExactDecimal(units: reading.number, decimals: 0)
        case .money: ExactDecimal(units: reading.number, decimals: 4)
        default: type.isNumber ? nil : ExactDecimal(cell.span)
        }
    }

    /// Applies hidden markers, patterns and word lists, then reads the value by its column's type.
    private mutating func convert(
        _ text: Span<UInt8>, kind: FieldKind, type: ColumnType, program: borrowing ValueProgram
    ) -> ValueOutcome {
        let hidden = program.hidden.span
        for index in hidden.indices where text.equals(hidden[index].span) { return .missing }
        if !program.extract.isEmpty {
            guard extract(text, program: program) else {
                if program.unlisted == .missing { return .missing }
                return .bad(kind: "no_match", reason: "the value does not have the form that this export usually writes")
            }
            let extracted = source
            return listed(extracted.span, kind: .text, type: type, program: program)
        }
        return listed(text, kind: kind, type: type, program: program)
    }

    private mutating func listed(
        _ text: Span<UInt8>, kind: FieldKind, type: ColumnType, program: borrowing ValueProgram
    ) -> ValueOutcome {
        if !program.values.isEmpty {
            folded.removeAll(keepingCapacity: true)
            WordFolding.append(text, to: &folded)
            if let place = program.place(ofWord: folded.span) ?? program.place(ofFlag: text) {
                let values = program.values.span
                return reading.convert(values[place].value.span, kind: .text, type: type, program: program, into: &cell)
            }
            switch program.unlisted {
            case .keep: break
            case .missing: return .missing
            case .bad: return .bad(kind: "unknown_word", reason: "the value is none of the words that this export usually writes")
            }
        }
        let outcome = reading.convert(text, kind: kind, type: type, program: program, into: &cell)
        if program.isEstimated { reading.isEstimated = true }
        return outcome
    }

    /// Puts the captures of the first pattern that occurs into `source`.
    private mutating func extract(_ text: Span<UInt8>, program: borrowing ValueProgram) -> Bool {
        for pattern in program.extract {
            guard let captures = pattern.captures(in: text) else { continue }
            source.removeAll(keepingCapacity: true)
            if program.template.isEmpty {
                source.append(text.extracting(captures[0]))
                return true
            }
            for part in program.template {
                switch part {
                case .text(let bytes): source.append(contentsOf: bytes)
                case .capture(let index): source.append(text.extracting(captures[index]))
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
