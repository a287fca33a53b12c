/// Reads one file block by block and unpacks it where its first bytes say that it is packed: `ByteSource` without its manners.
struct UnpackingReader: ~Copyable {
    let content: ContentKind
    /// Bytes taken from the file so far.
    private(set) var packedBytesRead: Int
    private var unpackedBytes = 0

    private let origin: ByteOrigin
    private let limits: StreamLimits
    /// Nil for a plain file.
    private var unpacker: Unpacker?
    /// Bytes read ahead: packed ones, or of a plain file the first block.
    private var block: [UInt8]
    private var blockPosition = 0
    private var isAtEnd = false
    /// Of the bytes of the file so far.
    private var sum = SHA256Sum()
    /// The first error stays: a caller that reads on must not be told of a good end.
    private var failure: StreamError?

    init(_ place: InputPlace, limits: StreamLimits, backend: GzipBackend) throws(StreamError) {
        let origin = try ByteOrigin(place, limits: limits)
        let (block, content) = try Self.firstBlock(of: origin)
        self.content = content
        packedBytesRead = block.count
        self.origin = origin
        self.limits = limits
        self.block = block
        unpacker = Unpacker(content, backend: backend, acceptsTrailingData: limits.acceptsTrailingData)
        sum.update(block)
    }

    /// The hash of the file, once all of it has been read: of the very bytes that were handed out.
    var sha256: String? { isAtEnd && failure == nil ? sum.finish() : nil }

    /// Zero bytes behind the packed data, as far as the file has been read.
    var paddingBytes: Int {
        switch unpacker {
        case .some(let unpacker): unpacker.paddingBytes
        case nil: 0
        }
    }

    /// Bytes behind the packed data that were left out, and where they begin.
    var trailing: (bytes: Int, offset: Int)? {
        switch unpacker {
        case .some(let unpacker): unpacker.trailing
        case nil: nil
        }
    }

    /// The first unpacked bytes of a packed file, once they are known not to be packed themselves.
    mutating func readHead() throws(StreamError) -> [UInt8] {
        var head: [UInt8] = []
        do {
            try readPacked(into: &head, atMost: ContentKind.sampleBytes)
        } catch where error.isDamage {
            // Told when somebody reads on, as damage further back is.
            failure = error
        }
        switch ContentKind(head) {
        case .plain:
            return head
        case .gzip, .zstandard:
            throw StreamError(kind: .compressedTwice, path: origin.path, offset: 0, detail: "is compressed twice")
        case .zip:
            throw StreamError(
                kind: .unsupportedFormat, path: origin.path, offset: 0, detail: "is a zip archive or a workbook inside \(content == .gzip ? "gzip" : "Zstandard data")",
                remedy: "unpack it once")
        case .unsupported(let name, let remedy):
            throw StreamError(
                kind: .unsupportedFormat, path: origin.path, offset: 0, detail: "is \(name) inside \(content == .gzip ? "gzip" : "Zstandard data")", remedy: remedy)
        }
    }

    /// Appends up to `limit` bytes; fewer only at the end of the file, which has then been verified.
    mutating func read(into buffer: inout [UInt8], atMost limit: Int) throws(StreamError) {
        if let failure { throw failure }
        if isAtEnd { return }
        do {
            if content.isPacked {
                try readPacked(into: &buffer, atMost: limit)
            } else {
                try readPlain(into: &buffer, atMost: limit)
            }
        } catch {
            failure = error
            throw error
        }
    }

    private mutating func readPlain(into buffer: inout [UInt8], atMost limit: Int) throws(StreamError) {
        let before = buffer.count
        var wanted = limit
        let ready = min(wanted, block.count - blockPosition)
        if ready > 0 {
            buffer.append(contentsOf: block[blockPosition..<blockPosition + ready])
            blockPosition += ready
            wanted -= ready
        }
        if wanted > 0 {
            let start = buffer.count
            isAtEnd = try !origin.read(wanted, at: packedBytesRead, appendingTo: &buffer)
            sum.update(buffer.span.extracting(start...))
            packedBytesRead += buffer.count - start
        }
        unpackedBytes += buffer.count - before
        try checkLimits()
        if isAtEnd { try origin.requireUnchanged(bytesRead: packedBytesRead) }
    }

    private mutating func readPacked(into buffer: inout [UInt8], atMost limit: Int) throws(StreamError) {
        try buffer.append(addingCapacity: limit) { (span) throws(StreamError) in
            try unsafe span.withUnsafeMutableBufferPointer { (room, initialized) throws(StreamError) in
                let end = initialized + limit
                while initialized < end, !isAtEnd {
                    if blockPosition == block.count, unpacker?.mayHoldOutput != true {
                        try refill()
                        if block.isEmpty {
                            try endPacked()
                            break
                        }
                    }
                    let output = unsafe UnsafeMutableBufferPointer(rebasing: room[initialized..<end])
                    initialized += try unsafe decodeBlock(into: output)
                }
            }
        }
    }

    private mutating func decodeBlock(into output: UnsafeMutableBufferPointer<UInt8>) throws(StreamError) -> Int {
        let step: UnpackingStep?
        do {
            step = try unsafe block.withUnsafeBufferPointer { (packed) throws(UnpackingFault) in
                try unsafe unpacker?.decode(UnsafeBufferPointer(rebasing: packed[blockPosition...]), into: output)
            }
        } catch {
            throw streamError(error)
        }
        guard let step else { preconditionFailure("what is packed has an unpacker") }
        blockPosition += step.consumed
        unpackedBytes += step.produced
        try checkLimits()
        return step.produced
    }

    private mutating func refill() throws(StreamError) {
        block.removeAll(keepingCapacity: true)
        blockPosition = 0
        _ = try origin.read(OpenFile.blockBytes, at: packedBytesRead, appendingTo: &block)
        sum.update(block)
        packedBytesRead += block.count
        try checkLimits()
    }

    /// A file that changed is not a file that was cut, though both end too early: ask that first.
    private mutating func endPacked() throws(StreamError) {
        isAtEnd = true
        try origin.requireUnchanged(bytesRead: packedBytesRead)
        do {
            try unpacker?.finish()
        } catch {
            throw streamError(error)
        }
    }

    private func checkLimits() throws(StreamError) {
        if unpackedBytes > limits.unpackedBytes {
            throw .tooManyBytes(limits, path: origin.path, offset: packedBytesRead)
        }
        // A file that grows as fast as it is read would never end.
        if packedBytesRead > origin.size {
            try origin.requireUnchanged(bytesRead: packedBytesRead)
        }
    }

    private func streamError(_ fault: UnpackingFault) -> StreamError {
        StreamError(kind: fault.kind, path: origin.path, offset: fault.offset, detail: fault.detail, remedy: fault.remedy)
    }

    private static func firstBlock(of origin: borrowing ByteOrigin) throws(StreamError) -> ([UInt8], ContentKind) {
        guard origin.size > 0 else {
            throw StreamError(kind: .empty, path: origin.path, offset: 0, detail: "is empty")
        }
        origin.adviseSequentialReading()
        var block: [UInt8] = []
        block.reserveCapacity(OpenFile.blockBytes)
        _ = try origin.read(min(origin.size, OpenFile.blockBytes), at: 0, appendingTo: &block)
        let content = ContentKind(block)
        switch content {
        case .plain, .gzip, .zstandard: return (block, content)
        case .zip:
            throw StreamError(kind: .unsupportedFormat, path: origin.path, offset: 0, detail: "is a zip archive", remedy: "unpack it first")
        case .unsupported(let name, let remedy):
            throw StreamError(kind: .unsupportedFormat, path: origin.path, offset: 0, detail: "is \(name)", remedy: remedy)
        }
    }
}
