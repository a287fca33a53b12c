/// Where a physical line ends, and where the next one starts; equal when the file ends without a line end.
struct LineEnd {
    let end: Int
    let next: Int

    /// The end of the line that holds `start`; nil when the chunk ends first.
    init?(in text: Span<UInt8>, from start: Int, isLast: Bool) {
        guard let end = ByteWords.firstLineEnd(in: text, from: start) else {
            guard isLast else { return nil }
            self.init(atEndOf: text)
            return
        }
        self.init(in: text, at: end, isLast: isLast)
    }

    /// The same for a carriage return or line feed at `end`: `\r\n` is one line end, whichever chunks hold its halves.
    @inline(__always)
    init?(in text: Span<UInt8>, at end: Int, isLast: Bool) {
        self.end = end
        if text[end] == 0x0A {
            next = end + 1
        } else if end + 1 == text.count {
            guard isLast else { return nil }
            next = end + 1
        } else {
            next = text[end + 1] == 0x0A ? end + 2 : end + 1
        }
    }

    /// The end of a file without a line end.
    init(atEndOf text: Span<UInt8>) {
        end = text.count
        next = text.count
    }
}
