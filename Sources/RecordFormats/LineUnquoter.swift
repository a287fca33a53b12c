/// Takes away the quotes that a spreadsheet put around each line, because it had opened the file as one column of text:
/// `"1,""hot, soup"",2"` is `1,"hot, soup",2` again. Lines without such quotes stay, as the spreadsheet left them.
///
/// Line for line, so that line numbers stay true; offsets are those of the text behind it.
struct LineUnquoter {
    private static let quote = UInt8(ascii: "\"")
    /// A longer line is no cell that a spreadsheet could hold.
    private static let longestLine = 4 << 20

    /// A line that has not ended yet.
    private var tail: [UInt8] = []
    /// The line under way is longer than any cell and passed on as it comes.
    private var isPassing = false

    mutating func unquoted(_ chunk: [UInt8], isLast: Bool) -> [UInt8] {
        let text = tail + chunk
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var start = 0
        while start < text.count {
            let end = ByteWords.firstLineEnd(in: text.span, from: start)
            guard end != nil || isLast else { break }
            let stop = end ?? text.count
            if isPassing { result += text[start..<stop] } else { Self.append(text[start..<stop], to: &result) }
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

    private static func append(_ line: ArraySlice<UInt8>, to result: inout [UInt8]) {
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
