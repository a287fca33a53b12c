import Testing

@testable import ByteStreams
import TestSupport

@Suite struct ShardedFileTests {
    static let header = Array("platform,post_id\n".utf8)

    /// Writes rows into shards and gives what each shard should hold.
    @discardableResult
    static func write(
        _ path: String, rows: Int, shards: Int, bufferBytes: Int, seed: UInt64, longest: Int = 60
    ) throws -> [[[UInt8]]] {
        var generator = SeededGenerator(seed: seed)
        var expected = [[[UInt8]]](repeating: [], count: shards)
        var writer = try ShardedFileWriter(path: path, header: header, bufferBytes: bufferBytes)
        for row in 0..<rows {
            let length = Int.random(in: 0...longest, using: &generator)
            let bytes = Array("\(row),".utf8) + (0..<length).map { _ in UInt8.random(in: 0x20...0x7E, using: &generator) } + [0x0A]
            let shard = Int.random(in: 0..<shards, using: &generator)
            try writer.append(bytes.span, shard: shard)
            expected[shard].append(bytes)
        }
        #expect(try writer.publish() == rows)
        return expected
    }

    /// Law: what was appended to a shard comes back from it, whole and in order, whatever the sizes.
    @Test(arguments: 1...12 as ClosedRange<UInt64>)
    func readingGivesBackWhatWasWritten(seed: UInt64) throws {
        let folder = TemporaryFolder()
        let path = Folders.join(folder.path, "posts.csv.gz")
        var generator = SeededGenerator(seed: seed &* 1000)
        let shards = [1, 3, 64].randomElement(using: &generator) ?? 1
        let rows = [0, 1, 500, 5000].randomElement(using: &generator) ?? 0
        let bufferBytes = [1, 50, 1000, 65536].randomElement(using: &generator) ?? 1
        // Rows of any size: longer than the buffer too.
        let expected = try Self.write(
            path, rows: rows, shards: shards, bufferBytes: bufferBytes, seed: seed, longest: rows > 1000 ? 20 : 3000)

        let file = try ShardedFile(path: path)
        #expect(file.header == Self.header)
        #expect(file.rows == rows)
        for shard in 0..<64 {
            var bytes = Array("before".utf8)
            try file.read(shard: shard, into: &bytes)
            let wanted = shard < shards ? expected[shard] : []
            #expect(bytes == Array("before".utf8) + wanted.joined(), "seed \(seed), shard \(shard)")
            #expect(file.rows(shard: shard) == wanted.count)
        }
        // Any other reader sees the header and all rows.
        let all = try readAll(path).bytes
        #expect(all.starts(with: Self.header))
        let lines = all.dropFirst(Self.header.count).split(separator: 0x0A).map(Array.init)
        #expect(Set(lines) == Set(expected.joined().map { Array($0.dropLast()) }))
    }

    @Test func equalRowsGiveEqualBytes() throws {
        let folder = TemporaryFolder()
        let files = try ["a", "b"].map { name in
            let path = Folders.join(folder.path, name)
            try Self.write(path, rows: 3000, shards: 64, bufferBytes: 1000, seed: 20)
            return try readWholeFile(path, limit: 1 << 20) + readWholeFile(path + ".index", limit: 1 << 20)
        }
        #expect(files[0] == files[1])
        #expect(try Folders.list(folder.path) == ["a", "a.index", "b", "b.index"])
    }

    /// The same rows packed again are the same bytes, whatever was packed before by other writers at the same time.
    @Test func fault93_theSameBytesAlways() async throws {
        var texts: [[UInt8]] = []
        for seed in 1...5 as ClosedRange<UInt64> { texts.append(sampleRows(Int(seed * seed) * 60, seed: seed)) }
        let first = texts.map { GzipMember.compress($0, backend: .standard) }
        let differing = await withTaskGroup(of: Int.self) { group in
            for worker in 0..<4 {
                group.addTask { [texts] in
                    var differing = 0
                    // 125 each, 500 in all, of every text in another order.
                    for round in 0..<125 {
                        for step in texts.indices {
                            let index = (step + round + worker) % texts.count
                            if GzipMember.compress(texts[index], backend: .standard) != first[index] { differing += 1 }
                        }
                    }
                    return differing
                }
            }
            return await group.reduce(0, +)
        }
        #expect(differing == 0)
    }

    @Test func droppedItLeavesNothing() throws {
        let folder = TemporaryFolder()
        do {
            var writer = try ShardedFileWriter(path: Folders.join(folder.path, "posts.csv.gz"), header: Self.header)
            try writer.append([UInt8](repeating: 0x61, count: 1 << 20), 0..<100_000, shard: 63)
        }
        #expect(try Folders.list(folder.path) == [])
    }

    @Test func anIndexThatIsMissing() throws {
        let folder = TemporaryFolder()
        let path = Folders.join(folder.path, "posts.csv.gz")
        try Self.write(path, rows: 100, shards: 4, bufferBytes: 500, seed: 21)
        try Folders.remove(path + ".index")
        let error = #expect(throws: StreamError.self) { try ShardedFile(path: path) }
        #expect(error?.kind == .stateDamaged)
        #expect(error?.message == "the index is missing; remove the workspace; it is rebuilt from the exports")
    }

    /// Every single-bit flip and every length of the index.
    @Test func fault76_anIndexThatIsDamaged() throws {
        let folder = TemporaryFolder()
        let path = Folders.join(folder.path, "posts.csv.gz")
        try Self.write(path, rows: 40, shards: 4, bufferBytes: 500, seed: 22)
        let text = try readWholeFile(path + ".index", limit: 1 << 20)
        #expect(ShardIndex(text: text) != nil)
        for index in text.indices {
            for bit in 0..<8 {
                var damaged = text
                damaged[index] ^= 1 << UInt8(bit)
                #expect(ShardIndex(text: damaged) == nil, "byte \(index), bit \(bit)")
            }
            #expect(ShardIndex(text: Array(text[..<index])) == nil, "\(index) bytes")
        }
        #expect(ShardIndex(text: text + text) == nil)
        try PublishedFile.write(path: path + ".index", bytes: Array("garbage".utf8))
        #expect(#expect(throws: StreamError.self) { try ShardedFile(path: path) }?.kind == .stateDamaged)
    }

    /// A damaged byte never gives another row to whoever reads all of them.
    @Test func fault76_aFileThatIsDamaged() throws {
        let folder = TemporaryFolder()
        let path = Folders.join(folder.path, "posts.csv.gz")
        try Self.write(path, rows: 40, shards: 4, bufferBytes: 500, seed: 23)
        let bytes = try readWholeFile(path, limit: 1 << 20)
        let intact = try Self.allRows(of: path)
        var unnoticed = 0
        for index in bytes.indices where !Self.isUncheckedHeaderByte(bytes, index) {
            var damaged = bytes
            damaged[index] ^= 0x10
            try overwrite(path, with: damaged)
            let rows = try? Self.allRows(of: path)
            #expect(rows == nil || rows == intact, "byte \(index)")
            unnoticed += rows == nil ? 0 : 1
        }
        // The bits that fill up the last byte of deflate data mean nothing: at most one byte of each member.
        #expect(unnoticed <= bytes.indices.count { bytes[$0...].starts(with: [0x1F, 0x8B, 8, 0]) })
        try overwrite(path, with: bytes.dropLast())
        #expect(#expect(throws: StreamError.self) { try ShardedFile(path: path) }?.kind == .stateDamaged)
    }

    private static func allRows(of path: String) throws -> [UInt8] {
        let file = try ShardedFile(path: path)
        var rows: [UInt8] = []
        for shard in 0..<4 { try file.read(shard: shard, into: &rows) }
        return file.header + rows
    }

    /// Time, speed hint and system of a member's header carry nothing and are covered by no checksum (RFC 1952).
    private static func isUncheckedHeaderByte(_ bytes: [UInt8], _ index: Int) -> Bool {
        (4...9).contains { distance in
            index >= distance && bytes[(index - distance)...].starts(with: [0x1F, 0x8B, 8, 0])
        }
    }

    /// An index of another file of the same size and layout: the members' checksums give it away.
    @Test func anIndexOfAnotherFile() throws {
        let folder = TemporaryFolder()
        for (name, letter) in [("a", "x"), ("b", "y")] {
            var writer = try ShardedFileWriter(path: Folders.join(folder.path, name), header: Self.header)
            try writer.append(Array("\(letter)\n".utf8).span, shard: 5)
            try writer.publish()
        }
        let index = try readWholeFile(Folders.join(folder.path, "a.index"), limit: 1 << 20)
        let path = Folders.join(folder.path, "b")
        try PublishedFile.write(path: path + ".index", bytes: index)
        let file = try ShardedFile(path: path)
        var rows: [UInt8] = []
        #expect(#expect(throws: StreamError.self) { try file.read(shard: 5, into: &rows) }?.kind == .stateDamaged)
    }

    @Test(arguments: GzipBackend.allCases)
    func wholeMembersInMemory(backend: GzipBackend) throws {
        let content = sampleRows(3000, seed: 24)
        let packed = GzipMember.compress(content, backend: backend)
        #expect(Array(packed.prefix(10)) == [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF])
        #expect(try GzipMember.decompress(packed + packed, limit: 1 << 20, backend: backend) == content + content)
        #expect(#expect(throws: StreamError.self) {
            try GzipMember.decompress(packed, limit: 1000, backend: backend)
        }?.kind == .tooLarge)
        #expect(#expect(throws: StreamError.self) {
            try GzipMember.decompressWhole(packed.dropLast())
        }?.kind == .truncated)
        #expect(try GzipMember.decompressWhole(GzipMember.compress([])) == [])
    }
}
