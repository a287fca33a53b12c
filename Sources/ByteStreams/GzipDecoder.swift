/// Unpacks a gzip stream of any number of members, cut in any way. Does no I/O.
///
/// Decides on every byte: each member's header, data, checksum and length are checked; behind a member may come another
/// one, zeros to the end, or nothing.
struct GzipDecoder: PackedStreamDecoder, ~Copyable {
    private enum Place: Sendable {
        case header
        case body
        case trailer
        /// Behind a member, nothing of the next seen.
        case between
        case padding
        /// Other data behind the last member, which may be left out.
        case trailing
    }

    private static let trailerBytes = 8

    private let backend: GzipBackend
    private var inflater: Inflater
    private var header: GzipHeader
    private var place = Place.header
    private var trailer: UInt64 = 0
    private var trailerCount = 0
    /// CRC-32 of the member's unpacked bytes so far.
    private var crc: UInt32 = 0
    /// Unpacked bytes of this member, modulo 2^32 like the trailer's.
    private var length: UInt32 = 0
    private var packedBytes = 0

    /// Whether output may come without further input: the last call used up its room.
    var mayHoldOutput = false
    /// Members begun.
    private(set) var members = 1
    /// Zero bytes behind the last member.
    private(set) var paddingBytes = 0
    /// Where the bytes begin that were left out behind the last member.
    private(set) var trailingOffset: Int?
    /// How many they are, once the file has ended.
    var trailingBytes: Int { trailingOffset.map { packedBytes - $0 } ?? 0 }
    private let acceptsTrailingData: Bool
    /// A fault found behind bytes that were handed out in the same step: thrown by the next.
    var fault: UnpackingFault?

    init(_ backend: GzipBackend = .standard, acceptsTrailingData: Bool = false) {
        self.backend = backend
        self.acceptsTrailingData = acceptsTrailingData
        inflater = Inflater(backend)
        header = GzipHeader(backend)
    }

    mutating func decode(
        _ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>, step: inout UnpackingStep
    ) throws(UnpackingFault) {
        while step.consumed < input.count || mayHoldOutput {
            let rest = unsafe UnsafeBufferPointer(rebasing: input[step.consumed...])
            switch place {
            case .header:
                step.consumed += try unsafe readHeader(rest.span)
            case .body:
                let room = unsafe UnsafeMutableBufferPointer(rebasing: output[step.produced...])
                if room.isEmpty { return }
                let inflated = unsafe inflate(rest, into: room)
                step.consumed += inflated.consumed
                step.produced += inflated.produced
                try endStep(inflated, of: rest.count)
            case .trailer:
                step.consumed += try unsafe readTrailer(rest.span)
            case .between:
                unsafe startMemberOrPadding(rest[0])
            case .padding:
                step.consumed += try unsafe readPadding(rest.span)
            case .trailing:
                packedBytes += rest.count
                step.consumed += rest.count
            }
        }
    }

    /// Says that the file has ended.
    ///
    /// - Throws: kind `truncated` unless the last member was complete.
    func finish() throws(UnpackingFault) {
        if let fault { throw fault }
        switch place {
        case .between, .padding, .trailing: return
        case .header, .body, .trailer:
            throw UnpackingFault(
                kind: .truncated, detail: "ends in the middle of compressed data after \(packedBytes) bytes\(inMember)",
                offset: packedBytes)
        }
    }

    /// For messages about files of several members.
    private var inMember: String { members > 1 ? " (gzip member \(members))" : "" }

    private func afterMembers(_ count: Int) -> String {
        count == 1 ? ", after a complete gzip member" : count > 1 ? ", after \(count) complete gzip members" : ""
    }

    private mutating func inflate(
        _ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>
    ) -> Inflater.Step {
        let step = unsafe inflater.step(input: input, output: output)
        packedBytes += step.consumed
        let produced = unsafe UnsafeBufferPointer(rebasing: output[..<step.produced])
        crc = unsafe backend.crc32(crc, produced.span)
        length &+= UInt32(truncatingIfNeeded: step.produced)
        return step
    }

    private mutating func endStep(_ step: Inflater.Step, of input: Int) throws(UnpackingFault) {
        mayHoldOutput = false
        switch step.progress {
        case .needsRoom: mayHoldOutput = true
        // A library that wants input while it leaves some would be asked for ever.
        case .needsInput where step.consumed == input: break
        case .finished: try endBody()
        case .needsInput, .invalid:
            throw UnpackingFault(
                kind: .corrupt, detail: "has damaged compressed data near byte \(packedBytes)\(inMember)",
                offset: packedBytes)
        }
    }

    private mutating func readHeader(_ bytes: Span<UInt8>) throws(UnpackingFault) -> Int {
        let start = packedBytes - header.bytesRead
        let consumed: Int
        do {
            consumed = try header.read(bytes)
        } catch {
            if acceptsTrailingData, members > 1, case .notGzip = error {
                leaveOut(from: start)
                return 0
            }
            throw fault(of: error, headerStart: start)
        }
        packedBytes += consumed
        if header.isComplete { place = .body }
        return consumed
    }

    private mutating func leaveOut(from offset: Int) {
        trailingOffset = offset
        place = .trailing
    }

    private func fault(of problem: GzipHeader.Problem, headerStart start: Int) -> UnpackingFault {
        switch problem {
        case .notGzip:
            UnpackingFault(
                kind: members > 1 ? .trailingData : .corrupt,
                detail: "has something other than gzip data from byte \(start) on\(afterMembers(members - 1))",
                offset: start)
        case .unknownMethod(let method):
            UnpackingFault(kind: .corrupt, detail: "has a gzip header with unknown method \(method)\(inMember)", offset: start)
        case .reservedFlags(let flags):
            UnpackingFault(kind: .corrupt, detail: "has a gzip header with unknown flags \(flags)\(inMember)", offset: start)
        case .checksumDiffers:
            UnpackingFault(
                kind: .checksumDiffers, detail: "is damaged: the checksum differs from that of a gzip header\(inMember)",
                offset: start)
        }
    }

    /// Bytes that the inflater took beyond the data are the first of the trailer.
    private mutating func endBody() throws(UnpackingFault) {
        trailer = inflater.overread.bytes
        trailerCount = inflater.overread.count
        place = .trailer
        if trailerCount == Self.trailerBytes { try checkTrailer() }
    }

    private mutating func readTrailer(_ bytes: Span<UInt8>) throws(UnpackingFault) -> Int {
        let wanted = min(Self.trailerBytes - trailerCount, bytes.count)
        for index in 0..<wanted {
            trailer |= UInt64(bytes[index]) << UInt64(8 * trailerCount)
            trailerCount += 1
        }
        packedBytes += wanted
        if trailerCount == Self.trailerBytes { try checkTrailer() }
        return wanted
    }

    private mutating func checkTrailer() throws(UnpackingFault) {
        let start = packedBytes - Self.trailerBytes
        guard UInt32(truncatingIfNeeded: trailer) == crc else {
            throw UnpackingFault(
                kind: .checksumDiffers, detail: "is damaged: the checksum differs from that of the data\(inMember)",
                offset: start)
        }
        guard UInt32(truncatingIfNeeded: trailer >> 32) == length else {
            throw UnpackingFault(
                kind: .checksumDiffers, detail: "is damaged: the length differs from that of the data\(inMember)",
                offset: start)
        }
        place = .between
    }

    private mutating func startMemberOrPadding(_ byte: UInt8) {
        if byte == 0 {
            place = .padding
        } else {
            members += 1
            startMember()
        }
    }

    /// Forgets everything about the member before; counts go on.
    mutating func startMember() {
        inflater.reset()
        header = GzipHeader(backend)
        trailer = 0
        trailerCount = 0
        crc = 0
        length = 0
        mayHoldOutput = false
        place = .header
    }

    private mutating func readPadding(_ bytes: Span<UInt8>) throws(UnpackingFault) -> Int {
        for index in bytes.indices where bytes[index] != 0 {
            let offset = packedBytes + index
            if acceptsTrailingData {
                paddingBytes += index
                packedBytes = offset
                leaveOut(from: offset)
                return index
            }
            throw UnpackingFault(
                kind: .trailingData,
                detail: "has something other than zeros from byte \(offset) on\(afterMembers(members))",
                offset: offset)
        }
        packedBytes += bytes.count
        paddingBytes += bytes.count
        return bytes.count
    }
}
