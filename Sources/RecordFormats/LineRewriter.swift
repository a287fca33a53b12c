/// Makes lines of CSV of what is none yet. Line for line, so that line numbers stay true; offsets are those of the text behind it.
struct LineRewriter {
    enum Rule {
        /// Takes away the quotes that a spreadsheet put around each line, because it had opened the file as one column of
        /// text: `"1,""hot, soup"",2"` is `1,"hot, soup",2` again. Lines without such quotes stay, as the spreadsheet left them.
        case unquoted
        /// Puts one tab where columns are parted by several blanks, as programs print tables: `Mira Vale   12`.
        case aligned
    }

    private let rule: Rule
    private static let quote = UInt8(ascii: "\"")
    /// A longer line is no cell that a spreadsheet could hold.
    private static let longestLine = 4 << 20

    /// A line that has not ended yet.
    private var tail: [UInt8] = []
    /// The line under way is longer than any cell and passed on as it comes.
    private var isPassing = false

    init(_ rule: Rule) { self.rule = rule }

    /// What a dialect asks for; nil where its text is CSV as it is.
    init?(_ dialect: Dialect) {
        guard dialect.quotedLines || dialect.alignedColumns else { return nil }
        rule = dialect.quotedLines ? .unquoted : .aligned
    }

    mutating func rewritten(_ chunk: [UInt8], isLast: Bool) -> [UInt8] {
        let text = tail + chunk
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var start = 0
        while start < text.count {
            let end = ByteWords.firstLineEnd(in: text.span, from: start)
            guard end != nil || isLast else { break }
            let stop = end ?? text.count
            if isPassing { result += text[start..<stop] } else { append(text[start..<stop], to: &result) }
            if let end { result.append(text[end]) }
            isPassing = false
            start = min(stop + 1, text.count)
        }
        tail = Array(text[start...])
        if tail.count > Self.longestLine || isPassing {
            isPassing = true
            result += tail
            tail = []
        }
        return result
    }

    private func append(_ line: ArraySlice<UInt8>, to result: inout [UInt8]) {
        switch rule {
        case .unquoted: Self.unquote(line, to: &result)
        case .aligned: Self.joinBlanks(line, to: &result)
        }
    }

    private static func joinBlanks(_ line: ArraySlice<UInt8>, to result: inout [UInt8]) {
        var blanks = 0
        var isAtStart = true
        for byte in line {
            if byte == 0x20 {
                blanks += 1
                continue
            }
            if blanks > 0, !isAtStart { result.append(blanks == 1 ? 0x20 : 0x09) }
            (blanks, isAtStart) = (0, false)
            result.append(byte)
        }
    }

    private static func unquote(_ line: ArraySlice<UInt8>, to result: inout [UInt8]) {
        guard isQuoted(line) else {
            result += line
            return
        }
        let inner = line.dropFirst().dropLast()
        var index = inner.startIndex
        while index < inner.endIndex {
            result.append(inner[index])
            // Inside, quotes stand in pairs.
            index += inner[index] == quote ? 2 : 1
        }
    }

    /// Whether a line is one quoted cell: quotes around it, and every quote inside doubled.
    static func isQuoted(_ line: ArraySlice<UInt8>) -> Bool {
        guard line.count > 2, line.first == quote, line.last == quote else { return false }
        let inner = line.dropFirst().dropLast()
        var run = 0
        for byte in inner {
            if byte == quote {
                run += 1
            } else if run % 2 == 1 {
                return false
            } else {
                run = 0
            }
        }
        return run % 2 == 0
    }
}
