/// Many byte strings in one buffer: string `i` is the bytes from `offsets[i]` up to `offsets[i + 1]`. At most 4 GiB in all.
package struct ByteStrings: Sendable, Equatable {
    /// One more than there are strings, from 0 up to the number of bytes, never falling.
    package internal(set) var offsets: [UInt32]
    /// All strings end to end.
    package internal(set) var bytes: [UInt8]

    package init() {
        offsets = [0]
        bytes = []
    }

    /// Traps where the offsets are not as said above.
    package init(offsets: [UInt32], bytes: [UInt8]) {
        precondition(offsets.first == 0 && offsets.last.map(Int.init) == bytes.count, "offsets run from 0 to the number of bytes")
        var isRising = true
        for index in 1..<max(1, offsets.count) { isRising = isRising && offsets[index - 1] <= offsets[index] }
        precondition(isRising, "offsets never fall")
        self.init(checkedOffsets: offsets, bytes: bytes)
    }

    init(checkedOffsets: [UInt32], bytes: [UInt8]) {
        offsets = checkedOffsets
        self.bytes = bytes
    }

    /// Their UTF-8 bytes, in order.
    package init(_ strings: some Sequence<String>) {
        self.init()
        for string in strings { append(Array(string.utf8).span) }
    }

    /// Strings, empty ones included.
    package var count: Int { offsets.count - 1 }

    /// Copies a string to the end; traps where all would pass 4 GiB.
    package mutating func append(_ string: Span<UInt8>) {
        precondition(bytes.count + string.count <= Int(UInt32.max), "a column of strings holds at most 4 GiB")
        bytes.append(string)
        offsets.append(UInt32(bytes.count))
    }

    /// Where string `index` stands in `bytes`.
    @inline(__always)
    package func range(_ index: Int) -> Range<Int> { Int(offsets[index])..<Int(offsets[index + 1]) }

    /// The bytes of one string, copied: for a few strings, not for loops.
    package func string(_ index: Int) -> [UInt8] { Array(bytes[range(index)]) }

    /// Whether every string is UTF-8: the whole is, and no string begins inside a character.
    var isUTF8: Bool {
        guard (try? UTF8Span(validating: bytes.span)) != nil else { return false }
        var begins = true
        let bytes = bytes.span
        let offsets = offsets.span
        for index in offsets.indices {
            let offset = Int(offsets[index])
            if offset < bytes.count && bytes[offset] & 0xC0 == 0x80 { begins = false }
        }
        return begins
    }
}
