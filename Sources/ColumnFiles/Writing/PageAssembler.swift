internal import ByteStreams

/// Puts the pages of a row group's chunks behind each other, packed where that pays.
struct PageAssembler: ~Copyable {
    private struct Page {
        var body: Range<Int>
        var isDictionary: Bool
        var values: Int
        var encoding: Encoding
    }

    private let codec: Codec
    /// The row group so far, as it will lie in the file.
    private var bytes: [UInt8] = []
    /// Where the chunk begins in it, and where its first data page does.
    private var start = 0
    private var dataStart = 0
    /// Bodies of packed pages, kept until it is known whether packing pays.
    private var bodies: [UInt8] = []
    private var pages: [Page] = []
    private var room: [UInt8] = []
    private var lz4 = LZ4Encoder()
    private var zstandard: ZstandardEncoder?

    init(_ options: WritingOptions) {
        codec = options.codec
        if codec == .zstandard { zstandard = ZstandardEncoder(level: options.zstandardLevel) }
    }

    /// Adds a page: levels and values as they are before compression, the first `size` bytes of `body`.
    mutating func add(_ body: [UInt8], size: Int, isDictionary: Bool = false, values: Int, encoding: Encoding) {
        let content = body.span.extracting(..<size)
        let page = Page(body: bodies.count..<(bodies.count + size), isDictionary: isDictionary, values: values, encoding: encoding)
        if codec == .none {
            Self.append(page, content, to: &bytes)
        } else {
            bodies.append(content)
            let packed = Self.pack(content, &room, codec, &lz4, &zstandard)
            let room = room
            Self.append(page, room.span.extracting(..<packed), to: &bytes)
        }
        pages.append(page)
        if isDictionary { dataStart = bytes.count }
    }

    /// Ends the chunk.
    mutating func finishChunk(_ statistics: ColumnStatistics) -> EncodedChunk {
        var usedCodec = codec
        let unpacked = unpackedBytes
        if codec != .none && bytes.count - start > unpacked - unpacked / 32 {
            usedCodec = .none
            bytes.removeLast(bytes.count - start)
            let bodies = bodies
            for page in pages {
                Self.append(page, bodies.span.extracting(page.body), to: &bytes)
                if page.isDictionary { dataStart = bytes.count }
            }
        }
        var encodings: [Encoding] = [.rle]
        for page in pages where !encodings.contains(page.encoding) { encodings.append(page.encoding) }
        let chunk = EncodedChunk(
            range: start..<bytes.count, dataStart: dataStart, codec: usedCodec, encodings: encodings,
            values: pages.reduce(0) { $0 + ($1.isDictionary ? 0 : $1.values) }, unpackedBytes: unpacked, statistics: statistics,
            metadata: [])
        bodies.removeAll(keepingCapacity: true)
        pages.removeAll(keepingCapacity: true)
        start = bytes.count
        dataStart = start
        return chunk
    }

    /// Ends the row group and gives its bytes away.
    mutating func finishGroup() -> [UInt8] {
        var group: [UInt8] = []
        // The next one is often as large.
        group.reserveCapacity(bytes.count + bytes.count / 16)
        swap(&group, &bytes)
        start = 0
        dataStart = 0
        return group
    }

    /// Bytes of the chunk's pages before compression, headers (about as long as they are with it) included.
    private var unpackedBytes: Int {
        if codec == .none { return bytes.count - start }
        return pages.reduce(0) { total, page in
            total + page.body.count
                + PageHeader.bytes(
                    isDictionary: page.isDictionary, values: page.values, encoding: page.encoding, unpackedBytes: page.body.count,
                    packedBytes: page.body.count, checksum: .max
                ).count
        }
    }

    private static func append(_ page: Page, _ packed: Span<UInt8>, to bytes: inout [UInt8]) {
        precondition(page.body.count <= Int(Int32.max) && packed.count <= Int(Int32.max), "a page holds at most 2 GiB")
        bytes.append(
            contentsOf: PageHeader.bytes(
                isDictionary: page.isDictionary, values: page.values, encoding: page.encoding, unpackedBytes: page.body.count,
                packedBytes: packed.count, checksum: CRC32.of(packed)))
        bytes.append(packed)
    }

    private static func pack(
        _ body: Span<UInt8>, _ room: inout [UInt8], _ codec: Codec, _ lz4: inout LZ4Encoder, _ zstandard: inout ZstandardEncoder?
    ) -> Int {
        let bound = max(LZ4Encoder.bound(body.count), ZstandardEncoder.bound(body.count))
        if room.count < bound { room = [UInt8](repeating: 0, count: bound) }
        var target = room.mutableSpan
        if codec == .lz4 { return lz4.encode(body, into: &target) }
        guard let size = zstandard?.encode(body, into: &target) else { preconditionFailure("made with the codec") }
        return size
    }
}
