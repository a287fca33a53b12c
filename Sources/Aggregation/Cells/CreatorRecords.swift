/// Whole numbers about creators, packed: one record for every creator, in the order of their numbers; a record may be
/// empty.
struct CreatorRecords: Sendable {
    private var bytes: [UInt8] = []
    /// Where each record ends in `bytes`.
    private var ends: [Int] = []

    /// Appends the record of the next creator.
    mutating func append(_ numbers: [Int128]) {
        for number in numbers { PackedIntegers.append(signed: number, to: &bytes) }
        ends.append(bytes.count)
    }

    /// To be called after the last record.
    mutating func trim() { bytes.trim() }

    /// No fewer than there are numbers in all records.
    var mostNumbers: Int { bytes.count }

    /// The record of a creator, to be read from its first number on.
    func record(_ creator: Int) -> Reader {
        Reader(bytes: bytes[(creator == 0 ? 0 : ends[creator - 1])..<ends[creator]])
    }

    /// Reads one record.
    struct Reader {
        private let bytes: ArraySlice<UInt8>
        private var position = 0

        fileprivate init(bytes: ArraySlice<UInt8>) { self.bytes = bytes }

        var isAtEnd: Bool { position == bytes.count }

        mutating func next() -> Int128 {
            var place = position
            defer { position = place }
            return PackedIntegers.nextSigned(bytes.span, &place)
        }

        /// A number that was written as an `Int`.
        mutating func nextInt() -> Int { Int(next()) }
    }
}
