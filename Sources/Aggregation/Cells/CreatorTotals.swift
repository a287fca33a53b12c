internal import SocialData

/// Totals of one metric by creator, one entry each, packed: what is kept in memory until every shard has been read.
///
/// A shard's entries stand in ascending order of its creators and form one piece; pieces stand in the order of shards.
struct CreatorTotals: Sendable {
    private var bytes: [UInt8] = []
    private(set) var count = 0
    /// The creator of the last entry, while a shard is being written.
    private var last = -1

    var isEmpty: Bool { count == 0 }
    var byteCount: Int { bytes.count }

    /// Appends a creator of the shard, by its place in the shard's order, which must be greater than the last one's.
    mutating func append(creator: Int, _ totals: MetricTotals) {
        precondition(creator > last, "creators come once each, in canonical order")
        PackedIntegers.append(UInt128(creator - last), to: &bytes)
        PackedIntegers.append(UInt128(totals.units), to: &bytes)
        PackedIntegers.append(signed: totals.numerator, to: &bytes)
        PackedIntegers.append(signed: totals.denominator, to: &bytes)
        PackedIntegers.append(signed: totals.parts, to: &bytes)
        PackedIntegers.append(signed: Int128(totals.logSum), to: &bytes)
        PackedIntegers.append(UInt128(totals.low), to: &bytes)
        last = creator
        count += 1
    }

    /// Appends the entries of one shard as a piece.
    mutating func append(piece: CreatorTotals, slice: Int) {
        piece.append(asPieceOf: slice, to: &bytes)
        count += piece.count
    }

    /// Appends the entries of a shard to the pieces of others.
    func append(asPieceOf slice: Int, to bytes: inout [UInt8]) {
        guard count > 0 else { return }
        PackedIntegers.append(UInt128(slice), to: &bytes)
        PackedIntegers.append(UInt128(count), to: &bytes)
        bytes.append(contentsOf: self.bytes)
    }

    init() {}

    /// - Parameter pieces: one after the other.
    init(pieces: [UInt8]) {
        bytes = pieces
        forEach { _, _, _ in count += 1 }
    }

    /// To be called after the last piece.
    mutating func trim() { bytes.trim() }

    /// All entries of all pieces, in the order of shards.
    func forEach(_ body: (_ slice: Int, _ creator: Int, _ totals: MetricTotals) -> Void) {
        let span = bytes.span
        var position = 0
        while position < span.count {
            let slice = PackedIntegers.nextInt(span, &position)
            var left = PackedIntegers.nextInt(span, &position)
            var creator = -1
            while left > 0 {
                creator += PackedIntegers.nextInt(span, &position)
                var totals = MetricTotals()
                totals.units = PackedIntegers.nextInt(span, &position)
                totals.numerator = PackedIntegers.nextSigned(span, &position)
                totals.denominator = PackedIntegers.nextSigned(span, &position)
                totals.parts = PackedIntegers.nextSigned(span, &position)
                totals.logSum = Int64(PackedIntegers.nextSigned(span, &position))
                totals.low = PackedIntegers.nextInt(span, &position)
                body(slice, creator, totals)
                left -= 1
            }
        }
    }
}

extension CreatorTotals: PackedState {
    func pack(into part: inout PartWriter) {
        part.append(count)
        part.append(text: bytes)
    }

    init(from part: inout PartReader) throws(AggregationError) {
        (count, bytes) = (try part.whole(), try part.text())
        guard count >= 0, (count == 0) == bytes.isEmpty else { throw PartReader.damage }
    }
}
