internal import TextValues

/// The promo codes that one cell names, folded (Methods 4.3). People write several of them in one cell, each in their own way.
enum CodeCell {
    /// Between codes, and in none.
    private static func isSeparator(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "|"), UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"): true
        default: false
        }
    }

    /// Between codes, and in some.
    private static func isJoint(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "/") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "&")
    }

    /// What stands beside a joint is a code only from this length on: `2+1` is one code.
    private static let leastLength = 3

    /// The codes of a cell, in order, each once.
    static func codes(_ cell: Span<UInt8>) -> [[UInt8]] { parts(cell, at: isSeparator) }

    /// What a code would be if it were several; empty where it is one. Only who else has these codes can tell.
    static func parts(ofCode code: Span<UInt8>) -> [[UInt8]] {
        let parts = parts(code, at: isJoint)
        return parts.count > 1 && parts.allSatisfy { $0.count >= leastLength } ? parts : []
    }

    private static func parts(_ text: Span<UInt8>, at isBetween: (UInt8) -> Bool) -> [[UInt8]] {
        var parts: [[UInt8]] = []
        var start = 0
        for index in 0...text.count where index == text.count || isBetween(text[index]) {
            let part = CodeFolding.fold(text.extracting(start..<index))
            if !part.isEmpty, !parts.contains(part) { parts.append(part) }
            start = index + 1
        }
        return parts
    }
}
