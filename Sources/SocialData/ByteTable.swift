internal import Glibc

/// Gives byte strings (handles, ids, codes) small dense numbers: the n-th new key gets number n.
///
/// Open addressing over one arena that holds all keys end to end: no allocation per key, no reference counts, a few
/// tens of nanoseconds per look-up. Numbers depend on the order of insertion only, never on the hash, whose seed is
/// drawn anew in each process so that no file can be made to collide on purpose.
///
/// Costs the keys' bytes plus about 24 bytes a key. At most 2³² − 2 keys.
package struct ByteTable: Sendable {
    /// All keys, end to end.
    private var arena: [UInt8] = []
    /// Where each key ends in the arena.
    private var ends: [Int] = []
    /// 0 = empty, else hash (upper half) and number + 1 (lower half). The half hash finds the slot, so growing needs
    /// no keys.
    private var slots: [UInt64]
    private let seed = Self.seedOfProcess
    private static let seedOfProcess = UInt64.random(in: 0...UInt64.max)

    /// Without keys; so many can be added without making room anew.
    package init(minimumCapacity: Int = 0) {
        var capacity = 16
        while capacity / 2 < minimumCapacity { capacity *= 2 }
        slots = [UInt64](repeating: 0, count: capacity)
        ends.reserveCapacity(minimumCapacity)
    }

    /// Keys; the next new one gets this number.
    package var count: Int { ends.count }

    package var isEmpty: Bool { ends.isEmpty }

    /// Bytes of all keys.
    package var byteCount: Int { arena.count }

    /// The number of a key, a new one where the table did not have it (`count` tells).
    package mutating func insert(_ key: Span<UInt8>) -> Int {
        let tag = hash(key)
        let slot = slot(of: key, tag: tag)
        if let number = slot.number { return number }
        let number = ends.count
        precondition(number < Int(UInt32.max) - 1, "a byte table holds fewer than 2^32 keys")
        slots[slot.position] = tag << 32 | UInt64(number + 1)
        unsafe key.withUnsafeBufferPointer { unsafe arena.append(contentsOf: $0) }
        ends.append(arena.count)
        if ends.count > slots.count / 2 { grow() }
        return number
    }

    /// The number of a key, `nil` where the table does not have it.
    package func find(_ key: Span<UInt8>) -> Int? { slot(of: key, tag: hash(key)).number }

    /// Where a key stands, or the free slot where it would.
    @inline(__always)
    private func slot(of key: Span<UInt8>, tag: UInt64) -> (position: Int, number: Int?) {
        var position = Int(tag) & (slots.count - 1)
        while slots[position] != 0 {
            let slot = slots[position]
            if slot >> 32 == tag {
                let number = Int(truncatingIfNeeded: slot & 0xFFFF_FFFF) - 1
                if equals(number, key) { return (position, number) }
            }
            position = (position + 1) & (slots.count - 1)
        }
        return (position, nil)
    }

    /// A copy of a key.
    package func bytes(_ index: Int) -> [UInt8] {
        Array(arena[range(of: index)])
    }

    /// Lends a key without copying it.
    package func withBytes<Result, Failure: Error>(
        _ index: Int, _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(arena.span.extracting(range(of: index)))
    }

    /// Appends a key to an output buffer.
    package func append(_ index: Int, to output: inout [UInt8]) {
        output.append(contentsOf: arena[range(of: index)])
    }

    /// All numbers in ascending order of their keys' bytes: the canonical order (Methods 1.5).
    package func sortedIndices() -> [Int] {
        (0..<count).sorted { precedes($0, $1) }
    }

    /// Whether one key's bytes come before another's.
    package func precedes(_ first: Int, _ second: Int) -> Bool {
        let (a, b) = (range(of: first), range(of: second))
        let order = unsafe arena.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return Int32(0) }
            return unsafe memcmp(base + a.lowerBound, base + b.lowerBound, min(a.count, b.count))
        }
        return order != 0 ? order < 0 : a.count < b.count
    }

    /// Forgets all keys and keeps the memory.
    package mutating func removeAll() {
        arena.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        for index in slots.indices { slots[index] = 0 }
    }

    // MARK: Inside

    private func range(of index: Int) -> Range<Int> {
        (index == 0 ? 0 : ends[index - 1])..<ends[index]
    }

    private func equals(_ index: Int, _ key: Span<UInt8>) -> Bool {
        let range = range(of: index)
        guard range.count == key.count else { return false }
        guard !range.isEmpty else { return true }
        return unsafe arena.withUnsafeBufferPointer { stored in
            unsafe key.withUnsafeBufferPointer { wanted in
                guard let left = stored.baseAddress, let right = wanted.baseAddress else { return false }
                return unsafe memcmp(left + range.lowerBound, right, range.count) == 0
            }
        }
    }

    private mutating func grow() {
        var larger = [UInt64](repeating: 0, count: slots.count * 2)
        let mask = larger.count - 1
        for slot in slots where slot != 0 {
            var position = Int(slot >> 32) & mask
            while larger[position] != 0 { position = (position + 1) & mask }
            larger[position] = slot
        }
        slots = larger
    }

    private func hash(_ key: Span<UInt8>) -> UInt64 { Self.hash(key, seed: seed) }

    /// 32 bits of a seeded multiply-and-fold hash that reads eight bytes at a time.
    static func hash(_ key: Span<UInt8>, seed: UInt64) -> UInt64 {
        var state = seed ^ (UInt64(key.count) &* 0x9E37_79B9_7F4A_7C15)
        unsafe key.withUnsafeBytes { bytes in
            var offset = 0
            while offset + 8 <= bytes.count {
                let word = unsafe bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                state = fold(state ^ word)
                offset += 8
            }
            var tail: UInt64 = 0
            while offset < bytes.count {
                tail = unsafe tail << 8 | UInt64(bytes[offset])
                offset += 1
            }
            state = fold(state ^ tail)
        }
        return state >> 32
    }

    /// Multiplies to 128 bits and folds the halves onto each other.
    private static func fold(_ value: UInt64) -> UInt64 {
        let product = (value ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
        return product.high ^ product.low
    }
}
