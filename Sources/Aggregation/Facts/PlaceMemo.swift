/// Remembers the numbers of words of one column by where they stand: words of a dictionary are looked up once.
///
/// A small table without chains: what is pushed out is looked up once more. Forget it between two batches.
struct PlaceMemo: Sendable {
    private static let bits = 12
    private var places = [Int64](repeating: -1, count: 1 << bits)
    private var numbers = [Int32](repeating: 0, count: 1 << bits)

    mutating func removeAll() {
        for index in places.indices { places[index] = -1 }
    }

    @inline(__always)
    mutating func number(_ place: Int64, _ find: () -> Int) -> Int32 {
        let slot = Int((UInt64(bitPattern: place) &* 0x9E37_79B9_7F4A_7C15) >> UInt64(64 - Self.bits))
        if places[slot] == place { return numbers[slot] }
        let number = Int32(find())
        places[slot] = place
        numbers[slot] = number
        return number
    }
}
