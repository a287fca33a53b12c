/// Reads a record through libcsv, one physical line a call, and settles what is wrong with it: the one word on what a record is.
struct LibCSVRecords: ~Copyable {
    private let standIns: EscapeStandIns?
    private var parser: LibCSVParser
    private var parsed: ParsedFields

    /// - Parameter columns: fields of a whole record, where they are known.
    init(_ dialect: Dialect, limits: RecordLimits, columns: Int?) {
        standIns =
            dialect.backslashEscape || dialect.looseQuotes || dialect.quote == nil ? EscapeStandIns(dialect: dialect) : nil
        parser = LibCSVParser(
            delimiter: dialect.delimiter, quote: dialect.quote ?? EscapeStandIns.noQuote, trimsBlanks: dialect.trimsBlanks)
        parsed = ParsedFields(limit: max(limits.columns, columns ?? 0) + 1, standIns: standIns)
    }

    /// Returns where to go on; nil when the chunk ends before the record.
    mutating func read(
        _ text: Span<UInt8>, from start: Int, isLast: Bool, rules: inout CSVRecordRules, into output: inout CSVOutput
    ) -> Int? {
        parser.reset()
        parsed.removeAll()
        var first: LineEnd?
        var lineStart = start
        var lines = 0
        while true {
            guard let current = LineEnd(in: text, from: lineStart, isLast: isLast) else {
                guard text.count - start > rules.patience else { return nil }
                guard let first else { return rules.costTooLongLine(text, from: start, lineEnd: nil, into: &output) }
                return costUnclosedQuote(text, from: start, first: first, bound: .record, rules: &rules, into: &output)
            }
            if current.end - start > rules.limits.recordBytes {
                guard let first else { return rules.costTooLongLine(text, from: start, lineEnd: current.end, into: &output) }
                return costUnclosedQuote(text, from: start, first: first, bound: .record, rules: &rules, into: &output)
            }
            let firstLine = first ?? current
            first = firstLine
            lines += 1
            if lines > 1, !rules.isWithinBudget(start..<current.end, lines: lines) {
                return costUnclosedQuote(text, from: start, first: firstLine, bound: .reread, rules: &rules, into: &output)
            }
            guard feedLine(text, lineStart..<current.next, isTerminated: current.next > current.end) else {
                var detail = "text after the closing quote of field \(parsed.count + 1)"
                if lines > 1 { rules.failed(at: current.end, lines: lines) }
                if lines > 1 { detail += " on line \(rules.line + lines - 1): perhaps a quote on line \(rules.line) is not closed" }
                return rules.costFirstLine(
                    .textAfterQuote, text, from: start, end: firstLine.end, next: firstLine.next,
                    column: parsed.count + 1, detail: detail, isOneLine: lines == 1, into: &output)
            }
            if parser.isBetweenRecords {
                if lines == 1, let column = fieldWithOpenQuote(in: text, start..<current.end, rules.dialect) {
                    let detail = "a quote inside field \(column) ends with a later field: perhaps a delimiter before it is missing"
                    return rules.costFirstLine(
                        .textAfterQuote, text, from: start, end: current.end, next: current.next, column: column, detail: detail,
                        isOneLine: true, into: &output)
                }
                let firstField = output.fields.count
                addParsedFields(to: &output)
                return rules.complete(
                    text, record: start..<current.end, next: current.next, fieldCount: parsed.count,
                    firstField: firstField, lines: lines, firstLine: firstLine, into: &output)
            }
            if isLast, current.next == text.count {
                return costUnclosedQuote(text, from: start, first: firstLine, bound: .file, rules: &rules, into: &output)
            }
            if parsed.count > rules.mostFields {
                let detail = "more than \(counted(rules.wholeFields, "field")): perhaps a quote on line \(rules.line) is not closed"
                rules.failed(at: current.end, lines: lines)
                return rules.costFirstLine(
                    .tooManyFields, text, from: start, end: firstLine.end, next: firstLine.next,
                    column: rules.wholeFields + 1, detail: detail, isOneLine: false, into: &output)
            }
            lineStart = current.next
        }
    }

    /// The unquoted field (1-based) in which a quote stands before text while a later unquoted field ends with one:
    /// `a"b, c",d`. Quotes there are text, but those two enclose a delimiter that was meant to be text too.
    private func fieldWithOpenQuote(in text: Span<UInt8>, _ record: Range<Int>, _ dialect: Dialect) -> Int? {
        guard let quote = dialect.quote, standIns == nil else { return nil }
        func isBlank(_ index: Int) -> Bool { dialect.trimsBlanks && text[index] == 0x20 }
        var column = 1
        var open: Int?
        var index = record.lowerBound
        while true {
            while index < record.upperBound, isBlank(index) { index += 1 }
            let start = index
            var quotes = 0
            var isQuoted = false
            while index < record.upperBound, isQuoted || text[index] != dialect.delimiter {
                if text[index] == quote {
                    quotes += 1
                    if index == start || text[start] == quote { isQuoted.toggle() }
                }
                index += 1
            }
            if start < index, text[start] == quote {
                open = nil
            } else if quotes % 2 == 1 {
                var last = index - 1
                while isBlank(last) { last -= 1 }
                let isAtEnd = text[last] == quote
                if isAtEnd, let open { return open }
                open = isAtEnd ? nil : column
            }
            guard index < record.upperBound else { return nil }
            index += 1
            column += 1
        }
    }

    /// Feeds a physical line with its line end; false at text after a closing quote.
    private mutating func feedLine(_ text: Span<UInt8>, _ range: Range<Int>, isTerminated: Bool) -> Bool {
        if let standIns {
            let line = standIns.replacing(text.extracting(range), isInQuotes: parser.isInQuotes)
            guard parser.feed(line.span, into: &parsed) else { return false }
        } else {
            guard parser.feed(text.extracting(range), into: &parsed) else { return false }
        }
        if isTerminated { return true }
        let lineEnd: [UInt8] = [0x0A]
        return parser.feed(lineEnd.span, into: &parsed)
    }

    private func addParsedFields(to output: inout CSVOutput) {
        var start = 0
        for end in parsed.ends {
            let valueStart = output.values.count
            output.values.append(contentsOf: parsed.values[start..<end])
            output.addValueField(from: valueStart)
            start = end
        }
    }

    private func costUnclosedQuote(
        _ text: Span<UInt8>, from start: Int, first: LineEnd, bound: QuoteBound, rules: inout CSVRecordRules,
        into output: inout CSVOutput
    ) -> Int {
        // A last line that just stops was cut off; before that, somebody forgot a quote.
        let isCut = bound == .file && first.next == first.end
        let detail =
            switch bound {
            case _ where isCut: "the file ends inside quotes: it may still be growing, or be cut off"
            case .record: "a quote opened on line \(rules.line) is not closed within \(counted(rules.limits.recordBytes, "byte"))"
            case .reread: "a quote opened on line \(rules.line) is not closed, among other lines with broken quotes"
            case .file: "a quote opened on line \(rules.line) is not closed before the end of the file"
            }
        switch bound {
        case .record: rules.failed(at: start + rules.limits.recordBytes, lines: RereadBudget.mostLines)
        case .reread: rules.failed(at: start, lines: rules.budget.lines)
        case .file: rules.failed(at: text.count, lines: RereadBudget.mostLines)
        }
        let column = ForgivingFields(text.extracting(start..<first.end), dialect: rules.dialect).ends.count
        return rules.costFirstLine(
            isCut ? .incompleteLastRecord : .unclosedQuote, text, from: start, end: first.end, next: first.next,
            column: column, detail: detail, isOneLine: false, into: &output)
    }
}

/// Where the search for a closing quote ended.
enum QuoteBound {
    case record, reread, file
}
