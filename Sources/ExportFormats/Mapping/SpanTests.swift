internal import TextValues

extension Span<UInt8> {
    func equals(_ other: Span<UInt8>) -> Bool {
        guard count == other.count else { return false }
        for index in indices where self[index] != other[index] { return false }
        return true
    }

    /// Whether the bytes of `other` stand somewhere in these; letters of ASCII in any case.
    func contains(_ other: Span<UInt8>) -> Bool {
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
