extension CSVRecordReader {
    /// Splits whole records for as long as they hold no quote, have the right number of fields and are UTF-8.
    /// Returns the start of the first one that is otherwise (or unfinished), else the end of the text.
    ///
    /// One pass, eight bytes at a time; nothing is called and nothing is copied for a field.
    mutating func splitPlain(
        _ text: Span<UInt8>, from start: Int, columns: Int, isLast: Bool, into output: inout CSVOutput
    ) -> Int {
        let delimiter = dialect.delimiter
        let delimiters = ByteWords.spread(delimiter)
        // Without a quote character a second look for line feeds stands in for it.
        let quotes = ByteWords.spread(dialect.quote ?? 0x0A)
        let feeds = ByteWords.spread(0x0A)
        let carriages = ByteWords.spread(0x0D)
        let headerLength = headerText.count
        let recordLimit = limits.recordBytes

        var recordStart = start
        var fieldStart = start
        var firstField = output.fields.count
        var line = line
        // The record's bytes, or'ed, to know whether all are ASCII; also some of its neighbours': that costs a check.
        var seen: UInt64 = 0
        var index = start
        scanning: while index < text.count {
            let isWhole = index &+ 8 <= text.count
            let word = isWhole ? ByteWords.load(text, at: index) : ByteWords.loadRest(text, at: index)
            seen |= word
            var found =
                ~(ByteWords.nonZero(word ^ delimiters) & ByteWords.nonZero(word ^ feeds)
                    & ByteWords.nonZero(word ^ carriages) & ByteWords.nonZero(word ^ quotes)) & ByteWords.highBits
            while found != 0 {
                let at = index &+ found.trailingZeroBitCount &>> 3
                found &= found &- 1
                let byte = text[at]
                if byte == delimiter {
                    output.addField(from: fieldStart, to: at)
                    fieldStart = at &+ 1
                    continue
                }
                guard byte == 0x0A || byte == 0x0D else {
                    expectsQuotes = true
                    break scanning
                }
                if at == recordStart {
                    if byte == 0x0A, at > 0, text[at &- 1] == 0x0D {
                        // The second half of the last line end.
                        recordStart = at &+ 1
                        fieldStart = recordStart
                        continue
                    }
                    // Half a line end waits for the other half.
                    if byte == 0x0D, at &+ 1 == text.count, !isLast { break scanning }
                    output.blankLines &+= 1
                } else {
                    if byte == 0x0D, at &+ 1 == text.count, !isLast { break scanning }
                    output.addField(from: fieldStart, to: at)
                    guard output.fields.count &- firstField == columns, at &- recordStart <= recordLimit,
                        at &- recordStart != headerLength || !isRepeatedHeader(text, recordStart..<at),
                        seen & ByteWords.highBits == 0 || isWellFormed(text, recordStart..<at)
                    else { break scanning }
                    output.addRecord(
                        line: line, offset: textOffset &+ recordStart, text: recordStart..<at, firstField: firstField,
                        fieldCount: columns)
                    firstField = output.fields.count
                }
                line &+= 1
                recordStart = at &+ 1
                fieldStart = recordStart
                seen = word
            }
            index &+= 8
            // A row of a million delimiters is `readRecord`'s business.
            if output.fields.count &- firstField > columns { break }
        }
        output.dropFields(from: firstField)
        regain(lines: line - self.line)
        self.line = line
        return recordStart
    }

    private func isWellFormed(_ text: Span<UInt8>, _ record: Range<Int>) -> Bool {
        !startsWithByteOrderMark(text, at: record.lowerBound)
            && UTF8Validation.firstInvalid(in: text, from: record.lowerBound, to: record.upperBound) == nil
    }
}
