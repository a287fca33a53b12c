internal import CZstd

/// Unpacks Zstandard data (RFC 8878) of any number of frames, cut in any way. Does no I/O.
///
/// What `GzipDecoder` is for gzip: behind a frame may come another one, skippable ones among them, zeros to the end, or nothing. A
/// frame's checksum is compared where it has one. The context keeps as much of the data as a frame's window says, so a window
/// has a limit.
@safe struct ZstandardDecoder: PackedStreamDecoder, ~Copyable {
    /// The largest window, as a power of two: what the program `zstd` unpacks without being asked to.
    static let windowLog = 27

    private enum Place: Sendable {
        /// The first bytes of what may be a frame.
        case magic
        case frame
        case padding
        /// Other data behind the last frame, which may be left out.
        case trailing
    }

    private let context: OpaquePointer
    private let acceptsTrailingData: Bool
    private var place = Place.magic
    /// The bytes of a magic number, as far as they have come.
    private var magic: [UInt8] = []
    private var packedBytes = 0
    /// Frames completed.
    private var frames = 0
    /// A fault found behind bytes that were handed out in the same step: thrown by the next.
    var fault: UnpackingFault?

    /// Whether output may come without further input: the last call used up its room.
    var mayHoldOutput = false
    /// Zero bytes behind the last frame.
    private(set) var paddingBytes = 0
    /// Where the bytes begin that were left out behind the last frame.
    private(set) var trailingOffset: Int?
    /// How many they are, once the file has ended.
    var trailingBytes: Int { trailingOffset.map { packedBytes - $0 } ?? 0 }

    init(acceptsTrailingData: Bool = false) {
        guard let context = unsafe ZSTD_createDCtx() else { preconditionFailure("zstd has no memory for a context") }
        unsafe self.context = context
        self.acceptsTrailingData = acceptsTrailingData
        let status = unsafe ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, Int32(Self.windowLog))
        precondition(ZSTD_isError(status) == 0, "zstd knows its own parameter")
    }

    deinit { unsafe ZSTD_freeDCtx(context) }

    /// Whether bytes can be the first ones of a frame, also of one to be skipped.
    static func isMagic(_ bytes: some Collection<UInt8>) -> Bool {
        let isFrame = zip(bytes, [0x28, 0xB5, 0x2F, 0xFD]).allSatisfy { $0 == $1 }
        let isSkippable = zip(bytes, [0x50, 0x2A, 0x4D, 0x18]).enumerated().allSatisfy { $0 == 0 ? $1.0 & 0xF0 == $1.1 : $1.0 == $1.1 }
        return isFrame || isSkippable
    }

    /// Says that the file has ended.
    ///
    /// - Throws: kind `truncated` unless the last frame was complete.
    mutating func finish() throws(UnpackingFault) {
        if let fault { throw fault }
        switch place {
        case .padding, .trailing: return
        case .magic where magic.isEmpty && frames > 0: return
        case .magic where acceptsTrailingData && frames > 0: leaveOut(from: packedBytes - magic.count)
        case .magic, .frame:
            throw UnpackingFault(
                kind: .truncated, detail: "ends in the middle of compressed data after \(packedBytes) bytes\(inFrame)", offset: packedBytes)
        }
    }

    // MARK: Steps

    mutating func decode(
        _ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>, step: inout UnpackingStep
    ) throws(UnpackingFault) {
        while step.consumed < input.count || mayHoldOutput {
            let rest = unsafe UnsafeBufferPointer(rebasing: input[step.consumed...])
            switch place {
            case .magic:
                step.consumed += try unsafe readMagic(rest.span)
            case .frame:
                let room = unsafe UnsafeMutableBufferPointer(rebasing: output[step.produced...])
                if room.isEmpty { return }
                let read = try unsafe inflate(rest, into: room)
                packedBytes += read.consumed
                step.consumed += read.consumed
                step.produced += read.produced
            case .padding:
                step.consumed += try unsafe readPadding(rest.span)
            case .trailing:
                packedBytes += rest.count
                step.consumed += rest.count
            }
        }
    }

    /// Reads on in a magic number, and hands it over once it is whole.
    private mutating func readMagic(_ bytes: Span<UInt8>) throws(UnpackingFault) -> Int {
        if magic.isEmpty, frames > 0, bytes[0] == 0 {
            place = .padding
            return 0
        }
        magic.append(bytes[0])
        packedBytes += 1
        guard Self.isMagic(magic) else {
            let start = packedBytes - magic.count
            guard acceptsTrailingData, frames > 0 else { throw otherData(from: start) }
            leaveOut(from: start)
            return 1
        }
        guard magic.count == 4 else { return 1 }
        let first = magic
        magic.removeAll()
        place = .frame
        var none: UInt8 = 0
        // A header gives no output, so there need be no room for any.
        try unsafe first.withUnsafeBufferPointer { (first) throws(UnpackingFault) in
            try unsafe withUnsafeMutablePointer(to: &none) { (none) throws(UnpackingFault) in
                _ = try unsafe inflate(first, into: UnsafeMutableBufferPointer(start: none, count: 0))
            }
        }
        return 1
    }

    private mutating func inflate(
        _ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>
    ) throws(UnpackingFault) -> UnpackingStep {
        var source = unsafe ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
        var target = unsafe ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
        let status = unsafe ZSTD_decompressStream(context, &target, &source)
        guard ZSTD_isError(status) == 0 else { throw unpackingFault(status, at: packedBytes + (unsafe source.pos)) }
        let step = unsafe UnpackingStep(consumed: source.pos, produced: target.pos)
        mayHoldOutput = status != 0 && !output.isEmpty && step.produced == output.count
        if status == 0 {
            frames += 1
            place = .magic
        } else if step.consumed < input.count, !mayHoldOutput {
            // A library that wants input while it leaves some would be asked for ever.
            throw damaged(at: packedBytes + step.consumed)
        }
        return step
    }

    private mutating func readPadding(_ bytes: Span<UInt8>) throws(UnpackingFault) -> Int {
        var zeros = 0
        while zeros < bytes.count, bytes[zeros] == 0 { zeros += 1 }
        packedBytes += zeros
        paddingBytes += zeros
        if zeros < bytes.count {
            guard acceptsTrailingData else {
                throw UnpackingFault(
                    kind: .trailingData, detail: "has something other than zeros from byte \(packedBytes) on\(afterFrames)",
                    offset: packedBytes)
            }
            leaveOut(from: packedBytes)
        }
        return zeros
    }

    private mutating func leaveOut(from offset: Int) {
        trailingOffset = offset
        place = .trailing
    }

    // MARK: Faults

    /// For messages about files of several frames.
    private var inFrame: String { frames > 0 ? " (Zstandard frame \(frames + 1))" : "" }

    private var afterFrames: String {
        frames == 1 ? ", after a complete Zstandard frame" : frames > 1 ? ", after \(frames) complete Zstandard frames" : ""
    }

    private func otherData(from start: Int) -> UnpackingFault {
        UnpackingFault(
            kind: frames > 0 ? .trailingData : .corrupt,
            detail: "has something other than Zstandard data from byte \(start) on\(afterFrames)", offset: start)
    }

    private func damaged(at offset: Int) -> UnpackingFault {
        UnpackingFault(kind: .corrupt, detail: "has damaged compressed data near byte \(offset)\(inFrame)", offset: offset)
    }

    private func unpackingFault(_ status: Int, at offset: Int) -> UnpackingFault {
        switch ZSTD_getErrorCode(status) {
        case ZSTD_error_checksum_wrong:
            return UnpackingFault(
                kind: .checksumDiffers, detail: "is damaged: the checksum differs from that of the data\(inFrame)", offset: offset)
        case ZSTD_error_frameParameter_windowTooLarge:
            return UnpackingFault(
                kind: .unsupportedFormat,
                detail: "is Zstandard data with a window of more than \((1 << Self.windowLog) >> 20) MiB\(inFrame)", offset: offset,
                remedy: "pack it again without `--long` and `--ultra`")
        case ZSTD_error_dictionary_wrong:
            return UnpackingFault(
                kind: .unsupportedFormat, detail: "is Zstandard data packed with a dictionary\(inFrame)", offset: offset,
                remedy: "unpack it first, with that dictionary")
        case ZSTD_error_memory_allocation:
            preconditionFailure("zstd has no memory for a window within its limit")
        default:
            return damaged(at: offset)
        }
    }
}
