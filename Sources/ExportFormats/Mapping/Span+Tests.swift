extension Span<UInt8> {
    func equals(_ other: Span<UInt8>) -> Bool {
        guard count == other.count else { return false }
        for index in indices where self[index] != other[index] { return false }
        return true
    }

    func allSatisfy(_ test: (UInt8) -> Bool) -> Bool {
        for index in indices where !test(self[index]) { return false }
        return true
    }
}
