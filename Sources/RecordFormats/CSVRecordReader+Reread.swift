/// How far a record may reach over text that was read before.
///
/// A quote that nobody closes makes one attempt read far, fail, and cost one line: reading goes on at the next, over text
/// that was read already. Where every line has such a quote each of them would read as far again. So a record that
/// begins in such text may take `lines` lines and `bytes` bytes only, and fewer the more lines were read again for
/// nothing: about `gain` for each line that is read.
enum RereadLimit {
    static let lines = 100
    static let bytes = 64 << 10
    static let gain = 8
}

extension CSVRecordReader {
    /// Whether a record from `start` to `end` is allowed where it begins. Says the same for whatever way reads it.
    @inline(__always)
    func isWithinReread(from start: Int, to end: Int, lines: Int) -> Bool {
        textOffset + start >= rereadEnd || lines <= max(2, rereadLines) && end - start <= RereadLimit.bytes
    }

    /// An attempt over several lines that ends at `end` failed.
    mutating func failed(at end: Int, lines: Int) {
        rereadEnd = max(rereadEnd, textOffset + end)
        rereadLines = max(0, rereadLines - lines)
    }

    /// Lines are settled, as records or as faults.
    @inline(__always)
    mutating func regain(lines: Int) {
        if rereadLines < RereadLimit.lines { rereadLines = min(RereadLimit.lines, rereadLines + RereadLimit.gain * lines) }
    }
}
