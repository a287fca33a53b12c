extension CSVRecordReader {
    /// Reads one record through libcsv, one physical line a call, and settles what is wrong with it.
    /// Returns where to go on; nil when the chunk ends before the record.
    mutating func readWithLibCSV(
        _ text: Span<UInt8>, from start: Int, isLast: Bool, into output: inout CSVOutput
    ) -> Int? {
        parser.reset()
        parsed.removeAll()
        var first: (end: Int, next: Int)?
        var lineStart = start
        var lines = 0
        while true {
            guard let current = lineEnd(in: text, from: lineStart, isLast: isLast) else {
                guard text.count - start > patience else { return nil }
                guard let first else { return costTooLongLine(text, from: start, lineEnd: nil, into: &output) }
                return costUnclosedQuote(text, from: start, first: first, isOverLimit: true, into: &output)
            }
            if current.end - start > limits.recordBytes {
                guard let first else { return costTooLongLine(text, from: start, lineEnd: current.end, into: &output) }
                return costUnclosedQuote(text, from: start, first: first, isOverLimit: true, into: &output)
            }
            let firstLine = first ?? current
            first = firstLine
            lines += 1
            guard feedLine(text, lineStart..<current.next, isTerminated: current.next > current.end) else {
                var detail = "text after the closing quote of field \(parsed.count + 1)"
                if lines > 1 { detail += " on line \(line + lines - 1): perhaps a quote on line \(line) is not closed" }
                return costFirstLine(
                    .textAfterQuote, text, from: start, end: firstLine.end, next: firstLine.next,
                    column: parsed.count + 1, detail: detail, isOneLine: lines == 1, into: &output)
            }
            if parser.isBetweenRecords {
                let firstField = output.fields.count
                addParsedFields(to: &output)
                return complete(
                    text, record: start..<current.end, next: current.next, fieldCount: parsed.count,
                    firstField: firstField, lines: lines, firstLine: firstLine, into: &output)
            }
            if isLast, current.next == text.count {
                return costUnclosedQuote(text, from: start, first: firstLine, isOverLimit: false, into: &output)
            }
            if parsed.count > mostFields {
                let detail = "more than \(counted(mostFields, "field")): perhaps a quote on line \(line) is not closed"
                return costFirstLine(
                    .tooManyFields, text, from: start, end: firstLine.end, next: firstLine.next,
                    column: mostFields + 1, detail: detail, isOneLine: false, into: &output)
            }
            lineStart = current.next
        }
    }

    /// Feeds a physical line with its line end; false at text after a closing quote.
    private mutating func feedLine(_ text: Span<UInt8>, _ range: Range<Int>, isTerminated: Bool) -> Bool {
        if let standIns {
            let line = standIns.replacing(text.extracting(range))
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

    private mutating func costUnclosedQuote(
        _ text: Span<UInt8>, from start: Int, first: (end: Int, next: Int), isOverLimit: Bool,
        into output: inout CSVOutput
    ) -> Int {
        // A last line that just stops was cut off; before that, somebody forgot a quote.
        let isCut = !isOverLimit && first.next == first.end
        let detail =
            if isCut {
                "the file ends inside quotes: it may still be growing, or be cut off"
            } else if isOverLimit {
                "a quote opened on line \(line) is not closed within \(counted(limits.recordBytes, "byte"))"
            } else {
                "a quote opened on line \(line) is not closed before the end of the file"
            }
        let column = ForgivingFields(text.extracting(start..<first.end), dialect: dialect).ends.count
        return costFirstLine(
            isCut ? .incompleteLastRecord : .unclosedQuote, text, from: start, end: first.end, next: first.next,
            column: column, detail: detail, isOneLine: false, into: &output)
    }
}
