import Glibc

/// Cuts text into physical lines, whatever ends them: LF, CRLF or CR. No JSON string can hold either byte as it is.
struct JSONLineScanner {
    /// Number (1-based) and first byte of the line that is not finished yet.
    private(set) var line: Int
    private(set) var lineStart: Int
    private var consumed: Int
    /// The chunk before ended in CR: a line feed that comes first belongs to it.
    private var endedInCarriageReturn = false

    init(line: Int, offset: Int) {
        self.line = line
        lineStart = offset
        consumed = offset
    }

    /// Start of the unfinished line; nil when the text ended with a line end.
    var pendingStart: Int? { lineStart < consumed ? lineStart : nil }

    mutating func scan(_ text: Span<UInt8>, isLast: Bool, into pieces: inout [JSONPiece]) {
        let base = consumed
        var position = 0
        if endedInCarriageReturn, text.count > 0 {
            endedInCarriageReturn = false
            if text[0] == 0x0A {
                position = 1
                lineStart += 1
            }
        }
        var feed = -1
        while position < text.count {
            if feed < position { feed = text.firstIndex(of: 0x0A, in: position..<text.count) ?? text.count }
            var end = feed
            var next = feed + 1
            if let carriageReturn = text.firstIndex(of: 0x0D, in: position..<feed) {
                end = carriageReturn
                next = carriageReturn + 1
                if next == text.count {
                    endedInCarriageReturn = true
                } else if text[next] == 0x0A {
                    next += 1
                }
            } else if feed == text.count {
                break
            }
            pieces.append(JSONPiece(start: lineStart, end: base + end, line: line, role: .line(isLast: false)))
            line += 1
            lineStart = base + next
            position = next
        }
        consumed = base + text.count
        if isLast, lineStart < consumed {
            pieces.append(JSONPiece(start: lineStart, end: consumed, line: line, role: .line(isLast: true)))
            lineStart = consumed
        }
    }
}

extension Span<UInt8> {
    /// Index of the first `byte` in `range`, at the speed of the C library.
    fileprivate func firstIndex(of byte: UInt8, in range: Range<Int>) -> Int? {
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        guard !range.isEmpty else { return nil }
        return unsafe withUnsafeBytes { (buffer: UnsafeRawBufferPointer) -> Int? in
            let searched = unsafe UnsafeRawBufferPointer(rebasing: buffer[range])
            guard let start = searched.baseAddress, let found = unsafe memchr(start, Int32(byte), range.count) else {
                return nil
            }
            return unsafe range.lowerBound + (UnsafeRawPointer(found) - start)
        }
    }
}
