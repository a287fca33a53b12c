/// State that a shard adds to the whole, as whole numbers in a row: written down by one machine, it is read by another as it was.
/// What is written is a function of the state alone, so two machines write the same bytes.
protocol PackedState {
    func pack(into part: inout PartWriter)
    /// - Throws: `damagedRow` where the numbers cannot be such a state.
    init(from part: inout PartReader) throws(AggregationError)
}

/// Takes whole numbers (`PackedIntegers`) and bytes.
struct PartWriter {
    private(set) var bytes: [UInt8] = []

    mutating func append(_ number: Int128) { PackedIntegers.append(signed: number, to: &bytes) }
    mutating func append(_ number: Int) { append(Int128(number)) }
    mutating func append(text: [UInt8]) {
        append(text.count)
        bytes.append(contentsOf: text)
    }
    mutating func append(_ state: some PackedState) { state.pack(into: &self) }
    mutating func append(_ states: [some PackedState]) {
        append(states.count)
        for state in states { state.pack(into: &self) }
    }
    mutating func append(texts: [[UInt8]]) {
        append(texts.count)
        for text in texts { append(text: text) }
    }
}

/// Gives them back in their order. Nothing is believed: what cannot be is an error, and never a trap.
struct PartReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { position == bytes.count }

    static let damage = AggregationError(.damagedRow, "a part holds what no shard adds up to; run its task again")

    mutating func wide() throws(AggregationError) -> Int128 {
        var end = position
        while end < bytes.count, bytes[end] > 0x7F { end += 1 }
        guard end < bytes.count, end - position < PackedIntegers.mostBytes else { throw Self.damage }
        var place = position
        defer { position = place }
        return PackedIntegers.nextSigned(bytes.span, &place)
    }

    mutating func whole<Number: FixedWidthInteger>(_ type: Number.Type = Number.self) throws(AggregationError) -> Number {
        guard let number = Number(exactly: try wide()) else { throw Self.damage }
        return number
    }

    /// Passes over the counts of a post (`PostCounts.pack`).
    mutating func passCounts() throws(AggregationError) {
        guard position < bytes.count else { throw Self.damage }
        let present = bytes[position]
        position += 1
        for _ in 0..<present.nonzeroBitCount { _ = try whole(Int64.self) }
    }

    static func int(_ number: Int128) throws(AggregationError) -> Int {
        guard let int = Int(exactly: number) else { throw damage }
        return int
    }

    /// How many things follow: each has a byte at least.
    mutating func count() throws(AggregationError) -> Int {
        let count = try whole(Int.self)
        guard (0...(bytes.count - position)).contains(count) else { throw Self.damage }
        return count
    }

    mutating func text() throws(AggregationError) -> [UInt8] {
        let count = try count()
        defer { position += count }
        return Array(bytes[position..<position + count])
    }

    mutating func texts() throws(AggregationError) -> [[UInt8]] {
        var texts: [[UInt8]] = []
        for _ in 0..<(try count()) { texts.append(try text()) }
        return texts
    }

    mutating func array<State: PackedState>(of type: State.Type = State.self) throws(AggregationError) -> [State] {
        var states: [State] = []
        let count = try count()
        states.reserveCapacity(count)
        for _ in 0..<count { states.append(try State(from: &self)) }
        return states
    }

    /// As many as there must be.
    mutating func array<State: PackedState>(of type: State.Type = State.self, count: Int) throws(AggregationError) -> [State] {
        let states = try array(of: type)
        guard states.count == count else { throw Self.damage }
        return states
    }
}

extension PackedState where Self: FixedWidthInteger {
    func pack(into part: inout PartWriter) { part.append(Int128(self)) }
    init(from part: inout PartReader) throws(AggregationError) { self = try part.whole(Self.self) }
}

extension Int: PackedState {}
extension Int32: PackedState {}
extension Int64: PackedState {}
extension Int128: PackedState {}
extension UInt16: PackedState {}
extension UInt32: PackedState {}

/// Of 64 bits all the same, and so as a bit pattern: hashes fill them.
extension UInt64: PackedState {}
