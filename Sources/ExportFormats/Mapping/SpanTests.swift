internal import TextValues

extension Span<UInt8> {
    func equals(_ other: Span<UInt8>) -> Bool {
        guard count == other.count else { return false }
        for index in indices where self[index] != other[index] { return false }
        return true
    }

    /// Whether a text stands somewhere in this one; letters in any case.
    func contains(_ other: Span<UInt8>) -> Bool {
        guard !other.isEmpty, count >= other.count else { return false }
        guard other.allSatisfy({ $0 < 0x80 }) || allSatisfy({ $0 < 0x80 }) else {
            let (text, part) = (WordFolding.fold(self), WordFolding.fold(other))
            return text.span.containsBytes(part.span)
        }
        return containsBytes(other)
    }

    /// Letters of ASCII in any case.
    private func containsBytes(_ other: Span<UInt8>) -> Bool {
        guard !other.isEmpty, count >= other.count else { return false }
        for start in 0...(count - other.count) {
            var length = 0
            while length < other.count, Ascii.lowercased(self[start + length]) == Ascii.lowercased(other[length]) { length += 1 }
            if length == other.count { return true }
        }
        return false
    }

    func allSatisfy(_ test: (UInt8) -> Bool) -> Bool {
        for index in indices where !test(self[index]) { return false }
        return true
    }
}
