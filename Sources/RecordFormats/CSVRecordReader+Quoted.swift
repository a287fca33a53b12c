/// How an attempt to read one record ended.
enum RecordAttempt {
    /// The record was read or put down as a fault; the next one starts here.
    case finished(Int)
    /// The chunk ends before the record.
    case unfinished
    /// Nothing was done: libcsv has to say what this is.
    case irregular
}

extension CSVRecordReader {
    /// Reads one record in which every quote opens, closes or doubles, and leaves any other alone.
    mutating func readQuoted(
        _ text: Span<UInt8>, from start: Int, isLast: Bool, into output: inout CSVOutput
    ) -> RecordAttempt {
        let firstField = output.fields.count
        let firstValue = output.values.count
        var shape = QuotedShape()
        let end = splitQuoted(text, from: start, isLast: isLast, shape: &shape, into: &output)
        let fieldCount = output.fields.count - firstField
        if case .finished(let end) = end, end - start <= limits.recordBytes, fieldCount <= mostFields,
            shape.lines == 1 || isWithinReread(from: start, to: end, lines: shape.lines),
            let lineEnd = lineEnd(in: text, from: end, isLast: isLast)
        {
            expectsQuotes = shape.hasQuotes
            let next = complete(
                text, record: start..<end, next: lineEnd.next, fieldCount: fieldCount, firstField: firstField,
                lines: shape.lines, firstLine: shape.firstLine ?? lineEnd, into: &output)
            return .finished(next)
        }
        output.dropFields(from: firstField)
        output.values.removeLast(output.values.count - firstValue)
        if case .unfinished = end, !isLast, text.count - start <= patience { return .unfinished }
        return .irregular
    }

    private struct QuotedShape {
        /// Physical lines of the record.
        var lines = 1
        /// The first line's end, when it stands inside quotes.
        var firstLine: (end: Int, next: Int)?
        var hasQuotes = false
    }

    /// Adds the fields of the record at `start` to the output. `finished` holds the index of its line end.
    private func splitQuoted(
        _ text: Span<UInt8>, from start: Int, isLast: Bool, shape: inout QuotedShape, into output: inout CSVOutput
    ) -> RecordAttempt {
        let lastField = output.fields.count + mostFields
        var index = start
        while true {
            let end: Int
            if let quote = dialect.quote, index < text.count, text[index] == quote {
                shape.hasQuotes = true
                guard let closing = closingQuote(quote, in: text, from: index + 1) else {
                    return .unfinished
                }
                addQuotedField(text, index + 1..<closing.index, quote: quote, isDoubled: closing.isDoubled, to: &output)
                let lineEnds = ByteWords.lineEnds(in: text, from: index + 1, to: closing.index)
                if lineEnds > 0, shape.firstLine == nil {
                    shape.firstLine = lineEnd(in: text, from: index + 1, isLast: isLast)
                }
                shape.lines += lineEnds
                end = closing.index + 1
            } else {
                end = unquotedEnd(in: text, from: index)
                output.addField(from: index, to: end)
            }
            // A quote that ends the chunk may be half of a doubled one.
            guard end < text.count else { return isLast ? .finished(end) : .unfinished }
            let byte = text[end]
            if byte == dialect.delimiter {
                if output.fields.count == lastField { return .irregular }
                index = end + 1
            } else if byte == 0x0A || byte == 0x0D {
                return lineEnd(in: text, at: end, isLast: isLast) == nil ? .unfinished : .finished(end)
            } else {
                return .irregular
            }
        }
    }

    /// The quote that closes a field, and whether doubled ones stand before it; nil when the text ends first.
    private func closingQuote(
        _ quote: UInt8, in text: Span<UInt8>, from start: Int
    ) -> (index: Int, isDoubled: Bool)? {
        var isDoubled = false
        var from = start
        while let index = ByteWords.firstIndex(of: quote, in: text, from: from) {
            if index + 1 == text.count || text[index + 1] != quote { return (index, isDoubled) }
            isDoubled = true
            from = index + 2
        }
        return nil
    }

    private func addQuotedField(
        _ text: Span<UInt8>, _ content: Range<Int>, quote: UInt8, isDoubled: Bool, to output: inout CSVOutput
    ) {
        guard isDoubled else { return output.addField(from: content.lowerBound, to: content.upperBound) }
        let valueStart = output.values.count
        var index = content.lowerBound
        // Inside the content quotes stand in pairs only: the first of each stays.
        while let doubled = ByteWords.firstIndex(of: quote, in: text, from: index), doubled < content.upperBound {
            output.values.append(copying: text, index..<doubled + 1)
            index = doubled + 2
        }
        output.values.append(copying: text, index..<content.upperBound)
        output.addValueField(from: valueStart)
    }

    /// Where an unquoted field ends: a delimiter, a line end, the end of the text, or a quote, which nobody expects.
    private func unquotedEnd(in text: Span<UInt8>, from start: Int) -> Int {
        let quotes = ByteWords.spread(dialect.quote ?? 0x0A)
        let delimiters = ByteWords.spread(dialect.delimiter)
        let feeds = ByteWords.spread(0x0A)
        let carriages = ByteWords.spread(0x0D)
        var index = start
        while index < text.count {
            let isWhole = index &+ 8 <= text.count
            let word = isWhole ? ByteWords.load(text, at: index) : ByteWords.loadRest(text, at: index)
            let found =
                ~(ByteWords.nonZero(word ^ delimiters) & ByteWords.nonZero(word ^ feeds)
                    & ByteWords.nonZero(word ^ carriages) & ByteWords.nonZero(word ^ quotes)) & ByteWords.highBits
            if found != 0 { return index &+ found.trailingZeroBitCount &>> 3 }
            index &+= 8
        }
        return text.count
    }
}
