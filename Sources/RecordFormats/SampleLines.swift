/// The physical lines of a sample.
struct SampleLines {
    private let text: [UInt8]
    private let ranges: [Range<Int>]

    init(_ text: [UInt8]) {
        self.text = text
        var ranges: [Range<Int>] = []
        var start = 0
        // The opening lines only: nobody asks for others.
        while start < text.count, ranges.count < 10_000 {
            let end = ByteWords.firstLineEnd(in: text.span, from: start) ?? text.count
            ranges.append(start..<end)
            start = end + 1
            if start < text.count, text[end] == 0x0D, text[start] == 0x0A { start += 1 }
        }
        self.ranges = ranges
    }

    var count: Int { ranges.count }

    func bytes(of line: Int) -> ArraySlice<UInt8> {
        line < ranges.count ? text[ranges[line]] : []
    }

    func text(of line: Int) -> String {
        String(decoding: bytes(of: line), as: UTF8.self)
    }

    func isBlank(_ line: Int) -> Bool {
        bytes(of: line).allSatisfy(DetectedContainer.isBlank)
    }

    /// Whether some line is a row in quotes of its own: `"1,""a"",2"`.
    func hasQuotedRow(delimiters: [UInt8]) -> Bool {
        ranges.prefix(1_000).contains { range in
            let line = text[range]
            return LineRewriter.isQuoted(line) && line.contains { delimiters.contains($0) }
        }
    }

    /// Whether lines have several blanks between words, and none a tab.
    var partsByBlanks: Bool {
        var parted = 0
        for range in ranges.prefix(1_000) {
            let line = text[range]
            if line.contains(0x09) { return false }
            let inner = Array(line.drop { $0 == 0x20 }.reversed().drop { $0 == 0x20 })
            if zip(inner, inner.dropFirst()).contains(where: { $0 == 0x20 && $1 == 0x20 }) { parted += 1 }
        }
        return parted > 1
    }

    /// The first of some bytes outside quotes.
    func firstByte(of bytes: [UInt8], from line: Int, quote: UInt8) -> UInt8? {
        guard line < ranges.count else { return nil }
        var isInQuotes = false
        for byte in text[ranges[line].lowerBound...] {
            if byte == quote { isInQuotes.toggle() } else if !isInQuotes, bytes.contains(byte) { return byte }
        }
        return nil
    }

    func hasText(from line: Int) -> Bool {
        guard line < ranges.count else { return false }
        return !text[ranges[line].lowerBound...].allSatisfy(DetectedContainer.isBlank)
    }
}

/// What stands above a table and says so itself: a `sep=` line, `#` lines, blank lines after them.
struct Opening {
    /// Physical lines.
    var lines = 0
    var delimiter: UInt8?

    init(_ sample: SampleLines, preambleLines: Int?) {
        if let delimiter = Self.separator(sample.bytes(of: 0)) {
            self.delimiter = delimiter
            lines = 1
        }
        if let preambleLines {
            lines = preambleLines
            return
        }
        var line = lines
        while line < sample.count, sample.isBlank(line) || Self.isComment(sample.bytes(of: line)) {
            line += 1
            // Blank lines count once something stands above them or a table below.
            lines = line
        }
    }

    /// The delimiter that a first line `sep=X` names, as spreadsheets write and read it.
    private static func separator(_ line: ArraySlice<UInt8>) -> UInt8? {
        var line = line
        if line.first == UInt8(ascii: "\""), line.last == UInt8(ascii: "\""), line.count > 2 {
            line = line.dropFirst().dropLast()
        }
        let name = line.prefix(4).map { $0 >= 0x41 && $0 <= 0x5A ? $0 + 0x20 : $0 }
        guard name == Array("sep=".utf8), line.count == 5, let byte = line.last, byte < 0x80 else { return nil }
        return byte
    }

    /// `# …` or `#---`; a header may well begin with `#` followed by something else.
    private static func isComment(_ line: ArraySlice<UInt8>) -> Bool {
        guard line.first == UInt8(ascii: "#") else { return false }
        switch line.dropFirst().first {
        case nil, UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "#"), UInt8(ascii: "="): return true
        default: return false
        }
    }
}
