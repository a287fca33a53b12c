/// How far a record may reach over text that was read before.
///
/// A quote that nobody closes makes one attempt read far, fail, and cost one line: reading goes on at the next, over text
/// that was read already. Where every line has such a quote each of them would read as far again. So a record that
/// begins in such text may take `mostLines` lines and `mostBytes` bytes only, and fewer the more lines were read again for
/// nothing: about `gain` for each line that is read.
struct RereadBudget {
    static let mostLines = 100
    static let mostBytes = 64 << 10
    private static let gain = 8

    /// Text up to here (an offset in the file) was read before, by an attempt that failed.
    private var end = 0
    /// Lines that a record may take where text is read again.
    private(set) var lines = Self.mostLines

    /// Whether a record of several lines is allowed where it begins. Says the same for whatever way reads it.
    @inline(__always)
    func allows(from start: Int, bytes: Int, lines: Int) -> Bool {
        start >= end || lines <= max(2, self.lines) && bytes <= Self.mostBytes
    }

    /// An attempt over several lines that ends at `end` failed.
    mutating func spend(upTo end: Int, lines: Int) {
        self.end = max(self.end, end)
        self.lines = max(0, self.lines - lines)
    }

    /// Lines are settled, as records or as faults.
    @inline(__always)
    mutating func regain(lines: Int) {
        if self.lines < Self.mostLines { self.lines = min(Self.mostLines, self.lines + Self.gain * lines) }
    }
}
