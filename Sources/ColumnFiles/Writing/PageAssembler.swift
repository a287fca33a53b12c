/// Puts the pages of one chunk behind each other, packed where that pays.
struct PageAssembler: ~Copyable {
    private struct Page {
        var body: Range<Int>
        var isDictionary: Bool
        var values: Int
        var encoding: Encoding
    }

    private let codec: Codec
    /// Pages as they will lie in the file, by the codec.
    private var bytes: [UInt8] = []
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
    }

    /// Appends the chunk to a row group's bytes, and starts anew.
    mutating func finish(into group: inout [UInt8], statistics: ColumnStatistics) -> EncodedChunk {
        var usedCodec = codec
        let unpacked = unpackedBytes
        if codec != .none && bytes.count > unpacked - unpacked / 32 {
            usedCodec = .none
            bytes.removeAll(keepingCapacity: true)
            let bodies = bodies
            for page in pages { Self.append(page, bodies.span.extracting(page.body), to: &bytes) }
        }
        let start = group.count
        // A dictionary's page is the first one; its header says where it ends.
        var dataStart = 0
        if let first = pages.first, first.isDictionary {
            guard let header = try? PageHeader.read(bytes.span, at: &dataStart) else { preconditionFailure("our own header is well-formed") }
            dataStart += header.packedBytes
        }
        group.append(bytes.span)
        var encodings: [Encoding] = [.rle]
        for page in pages where !encodings.contains(page.encoding) { encodings.append(page.encoding) }
        let chunk = EncodedChunk(
            range: start..<group.count, dataStart: start + dataStart, codec: usedCodec, encodings: encodings,
            values: pages.reduce(0) { $0 + ($1.isDictionary ? 0 : $1.values) }, unpackedBytes: unpacked, statistics: statistics,
            metadata: [])
        bytes.removeAll(keepingCapacity: true)
        bodies.removeAll(keepingCapacity: true)
        pages.removeAll(keepingCapacity: true)
        return chunk
    }

    /// Bytes of the chunk's pages before compression, headers (about as long as they are with it) included.
    private var unpackedBytes: Int {
        if codec == .none { return bytes.count }
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
                packedBytes: packed.count, checksum: PageChecksum.of(packed)))
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
