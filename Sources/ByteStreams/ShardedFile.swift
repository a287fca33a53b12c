/// A file that `ShardedFileWriter` wrote, read shard by shard. Holds no open file between reads.
///
/// Nothing is believed: the index is checked by its checksum and the file's size, every member by its own checksum and by
/// the one in the index. Damage is an error of kind `stateDamaged`, never a wrong row.
package struct ShardedFile: Sendable {
    package let path: String
    /// The header line with its line end.
    package let header: [UInt8]
    /// Rows of all shards.
    package let rows: Int
    private let index: ShardIndex
    /// Indices into `index.members`, by shard.
    private let membersOfShard: [[Int]]
    private let rowsOfShard: [Int]

    private static let indexLimit = 1 << 30

    package init(path: String) throws(StreamError) {
        let indexPath = path + ShardIndex.pathSuffix
        let text: [UInt8]
        do {
            text = try readWholeFile(indexPath, limit: Self.indexLimit)
        } catch {
            guard error.kind == .notFound || error.kind == .empty else { throw error }
            throw StreamError(kind: .stateDamaged, path: indexPath, detail: "the index is missing", code: error.code)
        }
        guard let index = ShardIndex(text: text) else {
            throw StreamError(kind: .stateDamaged, path: indexPath, detail: "the index is damaged")
        }
        let file = try OpenFile.reading(path)
        guard file.identity.size == index.fileBytes else {
            throw StreamError(
                kind: .stateDamaged, path: path,
                detail: "has \(file.identity.size) bytes and not the \(index.fileBytes) of its index")
        }
        var packed: [UInt8] = []
        _ = try file.read(index.headerBytes, at: 0, appendingTo: &packed)
        var header: [UInt8] = []
        var reader = MemberReader(path: path)
        _ = try reader.append(packed, offset: 0, to: &header)

        self.path = path
        self.header = header
        self.index = index
        rows = index.rows
        let shardCount = (index.members.map(\.shard).max() ?? -1) + 1
        var membersOfShard = [[Int]](repeating: [], count: shardCount)
        var rowsOfShard = [Int](repeating: 0, count: shardCount)
        for (position, member) in index.members.enumerated() {
            membersOfShard[member.shard].append(position)
            rowsOfShard[member.shard] += member.rows
        }
        self.membersOfShard = membersOfShard
        self.rowsOfShard = rowsOfShard
    }

    /// Rows of a shard; 0 for one that was never written to.
    package func rows(shard: Int) -> Int {
        rowsOfShard.indices.contains(shard) ? rowsOfShard[shard] : 0
    }

    /// Appends the rows of a shard, in the order in which they were written.
    package func read(shard: Int, into bytes: inout [UInt8]) throws(StreamError) {
        do {
            try read(shard: shard, into: &bytes) { _ in }
        } catch let error as StreamError {
            throw error
        } catch {
            // Nothing else is thrown where the closure throws nothing.
            throw StreamError(kind: .readFailed, path: path, detail: "cannot be read")
        }
    }

    /// The same, member by member: after each, `bytes` ends with whole rows, and `afterMember` may take some or all out.
    package func read(shard: Int, into bytes: inout [UInt8], _ afterMember: (inout [UInt8]) throws -> Void) throws {
        guard membersOfShard.indices.contains(shard), !membersOfShard[shard].isEmpty else { return }
        let file = try OpenFile.reading(path)
        var reader = MemberReader(path: path)
        var packed: [UInt8] = []
        for position in membersOfShard[shard] {
            let member = index.members[position]
            packed.removeAll(keepingCapacity: true)
            guard try file.read(member.length, at: member.offset, appendingTo: &packed) else {
                throw StreamError(
                    kind: .stateDamaged, path: path, offset: member.offset, detail: "ends before a member of its index")
            }
            guard try reader.append(packed, offset: member.offset, to: &bytes) == member.crc else {
                throw StreamError(
                    kind: .stateDamaged, path: path, offset: member.offset,
                    detail: "is not the file that its index belongs to")
            }
            try afterMember(&bytes)
        }
    }
}

/// Unpacks members one by one with one inflater.
private struct MemberReader: ~Copyable {
    let path: String
    private var decoder = GzipDecoder()

    init(path: String) {
        self.path = path
    }

    /// Appends the content of exactly one member.
    ///
    /// - Returns: its CRC-32, which has been compared with the content.
    mutating func append(_ packed: [UInt8], offset: Int, to bytes: inout [UInt8]) throws(StreamError) -> UInt32 {
        do throws(GzipFault) {
            return try decoder.decodeMember(packed, appendingTo: &bytes)
        } catch {
            throw StreamError(kind: .stateDamaged, path: path, offset: offset + error.offset, detail: error.detail)
        }
    }
}

extension GzipDecoder {
    /// Appends the content of `packed`, which must be one whole member, and is then ready for the next.
    mutating func decodeMember(_ packed: [UInt8], appendingTo bytes: inout [UInt8]) throws(GzipFault) -> UInt32 {
        startMember()
        let size = try Self.unpackedSize(ofMember: packed)
        var step = Step(consumed: 0, produced: 0)
        // One byte more than announced, so that a longer content is seen.
        try bytes.append(addingCapacity: size + 1) { (span) throws(GzipFault) in
            try unsafe span.withUnsafeMutableBufferPointer { (room, initialized) throws(GzipFault) in
                let output = unsafe UnsafeMutableBufferPointer(rebasing: room[initialized..<initialized + size + 1])
                step = try unsafe packed.withUnsafeBufferPointer { (input) throws(GzipFault) in
                    try unsafe decode(input, into: output)
                }
                initialized += step.produced
            }
        }
        guard step.produced == size, step.consumed == packed.count else {
            throw GzipFault(kind: .checksumDiffers, detail: "is damaged: a member has another length than it says", offset: 0)
        }
        try finish()
        return memberCRC
    }

    /// What the trailer says, as far as deflate can reach it: at most 1032 bytes from one.
    private static func unpackedSize(ofMember packed: [UInt8]) throws(GzipFault) -> Int {
        let size = packed.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
        guard packed.count >= Deflater.minimumMemberBytes, size <= 1032 * packed.count else {
            throw GzipFault(kind: .checksumDiffers, detail: "is damaged: a member has another length than it says", offset: 0)
        }
        return size
    }
}
