internal import RecordFormats
internal import SocialData
internal import TextValues

/// Finds what a record's fields say, by the words that a format has for nothing, and tests them.
struct FieldReader: Sendable {
    private let missing: [[UInt8]]
    /// One bit for each length that a word for nothing has; the last for all that are longer.
    private let missingLengths: UInt64

    init(missing: [String]) {
        self.missing = missing.map { Array($0.utf8) }
        missingLengths = self.missing.reduce(0) { $0 | 1 << UInt64(min($1.count, 63)) }
    }

    /// Bytes of a field without surrounding blanks; nil where it is absent, empty or one of the format's missing words. What keeps a
    /// spreadsheet from changing the value is taken off.
    @inline(__always)
    func value(_ field: Int, _ record: RecordSpan, _ batch: borrowing FieldBatch) -> Range<Int>? {
        guard field < record.fieldCount else { return nil }
        let span = batch.fields[record.firstField + field]
        guard span.hasContent else { return nil }
        let start = Int(span.start)
        let end = start + Int(span.length)
        let bytes = batch.bytes.span
        // Most values are words and numbers of ASCII, with no blank and no guard around them.
        let first = bytes[start]
        let last = bytes[end - 1]
        guard Self.isPlain(first), last > 0x20, last < 0x7F else { return unusual(bytes.extracting(start..<end), at: start) }
        if missingLengths & 1 << UInt64(min(end - start, 63)) != 0, isMissing(bytes.extracting(start..<end)) { return nil }
        return start..<end
    }

    /// Neither a blank, nor part of a wider character, nor the begin of a guard.
    @inline(__always)
    private static func isPlain(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte < 0x7F && !SpreadsheetGuard.canBegin(with: byte)
    }

    /// The same in a column of a type: where texts stand, what says that nothing is there (`AbsentText`) is no value either.
    @inline(__always)
    func value(_ field: Int, as type: ColumnType, _ record: RecordSpan, _ batch: borrowing FieldBatch) -> Range<Int>? {
        guard let range = value(field, record, batch), !Self.saysNothing(batch.bytes.span.extracting(range), as: type) else { return nil }
        return range
    }

    @inline(__always)
    private static func saysNothing(_ text: Span<UInt8>, as type: ColumnType) -> Bool {
        switch type {
        case .identifier, .handle, .list: AbsentText.isWord(text)
        // `NA` is a part of the world in the name of a campaign, and a country.
        case .text, .word: AbsentText.isWord(text) && !AbsentText.isNA(text)
        // What is no number is a bad cell, unless the format declares it.
        case .count, .money, .currency, .instant, .day, .flag, .decimal: false
        }
    }

    @inline(never)
    private func unusual(_ text: Span<UInt8>, at start: Int) -> Range<Int>? {
        let trimmed = Blanks.trimmed(text)
        guard !trimmed.isEmpty, !isMissing(text.extracting(trimmed)) else { return nil }
        let first = text[trimmed.lowerBound]
        if !Ascii.isDigit(first), SpreadsheetGuard.canBegin(with: first) {
            let bare = SpreadsheetGuard.inside(text, trimmed)
            return bare.isEmpty ? nil : (start + bare.lowerBound)..<(start + bare.upperBound)
        }
        return (start + trimmed.lowerBound)..<(start + trimmed.upperBound)
    }

    private func isMissing(_ text: Span<UInt8>) -> Bool {
        let words = missing.span
        for index in words.indices where words[index].count == text.count {
            if text.equals(words[index].span) { return true }
        }
        return false
    }

    // MARK: Conditions

    /// Whether all conditions hold for a record; true for none.
    func holds(_ conditions: borrowing [ConditionProgram], _ record: RecordSpan, _ batch: borrowing FieldBatch) -> Bool {
        let tests = conditions.span
        for index in tests.indices where holds(tests[index], record, batch) == tests[index].isNegated { return false }
        return true
    }

    private func holds(_ test: borrowing ConditionProgram, _ record: RecordSpan, _ batch: borrowing FieldBatch) -> Bool {
        guard let range = test.field.flatMap({ value($0, record, batch) }) else { return test.holdsForNothing }
        let text = batch.bytes.span.extracting(range)
        if test.holdsForNothing, AbsentText.isWord(text) { return true }
        return Self.accepts(text, test)
    }

    /// Whether a value that is there passes a test, which a rule may ask the other way round.
    static func accepts(_ text: Span<UInt8>, _ test: borrowing ConditionProgram) -> Bool {
        if case .length(let count) = test.kind { return text.count == count }
        if let flag = test.flag, FlagText.parse(text) == flag { return true }
        guard case .contains = test.kind, !text.allSatisfy({ $0 < 0x80 }) else { return holds(test, text) }
        // Letters beyond ASCII have capitals, too.
        let folded = WordFolding.fold(text)
        return holds(test, folded.span)
    }

    private static func holds(_ test: borrowing ConditionProgram, _ text: Span<UInt8>) -> Bool {
        let words = test.values.span
        for word in words.indices {
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
}
