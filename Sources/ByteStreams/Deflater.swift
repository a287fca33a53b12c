internal import CZlib
#if FastGzip
    internal import CISAL
#endif

/// Packs bytes into one gzip member at a time, at the fastest level that still looks for repeats.
///
/// What is written is read back rarely: time counts, and the last tenth of size does not. The header is constant
/// (no time, no name, system unknown), so the same bytes and the same library give the same member.
@safe struct Deflater: ~Copyable {
    private static let zlibLevel: Int32 = 1
    #if FastGzip
        /// ISA-L's higher levels make a Huffman code for each block, and one process in some hundred makes another one for the
        /// same text (it hangs on where the library was loaded). Level 0 packs with constant codes: always the same bytes.
        private static let isalLevel: UInt32 = 0
    #endif
    private static let header: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF]
    static let trailerBytes = 8

    private let backend: GzipBackend
    private var zlib: UnsafeMutablePointer<z_stream>?
    #if FastGzip
        private var isal: UnsafeMutablePointer<isal_zstream>?
    #endif

    init(_ backend: GzipBackend = .standard) {
        self.backend = backend
        switch backend {
        case .zlib:
            let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
            unsafe stream.initialize(to: z_stream())
            let status = unsafe tierwise_deflate_init_raw(stream, Self.zlibLevel)
            // The only ways to fail are no memory, as for any allocation, and a library of another version.
            precondition(status == Z_OK, "zlib cannot be initialised")
            unsafe zlib = stream
        #if FastGzip
            case .isal:
                let stream = UnsafeMutablePointer<isal_zstream>.allocate(capacity: 1)
                unsafe UnsafeMutableRawPointer(stream).initializeMemory(as: UInt8.self, repeating: 0, count: MemoryLayout<isal_zstream>.size)
                unsafe isal = stream
        #endif
        }
    }

    deinit {
        if let zlib = unsafe zlib {
            unsafe deflateEnd(zlib)
            unsafe zlib.deallocate()
        }
        #if FastGzip
            unsafe isal?.deallocate()
        #endif
    }

    /// Appends `bytes` as one whole member to `member`.
    ///
    /// - Returns: the CRC-32 of `bytes`, as it stands in the member's trailer.
    @discardableResult
    mutating func appendMember(of bytes: Span<UInt8>, to member: inout [UInt8]) -> UInt32 {
        precondition(bytes.count <= Int(UInt32.max) / 2, "a member's bytes are counted in 32 bits by both libraries")
        member.append(contentsOf: Self.header)
        // What deflate needs at worst: constant codes have up to 15 bits for a byte.
        let bound = 2 * bytes.count + 1024
        member.append(addingCapacity: bound) { span in
            unsafe span.withUnsafeMutableBufferPointer { room, initialized in
                let output = unsafe UnsafeMutableBufferPointer(rebasing: room[initialized..<initialized + bound])
                initialized += unsafe bytes.withUnsafeBufferPointer { unsafe deflateAll($0, into: output) }
            }
        }
        let crc = backend.crc32(0, bytes)
        for word in [crc, UInt32(truncatingIfNeeded: bytes.count)] {
            for shift in stride(from: UInt32(0), to: 32, by: 8) { member.append(UInt8(truncatingIfNeeded: word >> shift)) }
        }
        return crc
    }

    private func deflateAll(_ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>) -> Int {
        #if FastGzip
            if let isal = unsafe isal {
                unsafe isal_deflate_init(isal)
                unsafe isal.pointee.level = Self.isalLevel
                // The codes of RFC 1951 3.2.6 need no table in the member: most members are small.
                let isSet = unsafe isal_deflate_set_hufftables(isal, nil, Int32(IGZIP_HUFFTABLE_STATIC))
                precondition(isSet == COMP_OK, "a stream that has packed nothing takes any codes")
                unsafe isal.pointee.end_of_stream = 1
                unsafe isal.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                unsafe isal.pointee.avail_in = UInt32(input.count)
                unsafe isal.pointee.next_out = output.baseAddress
                unsafe isal.pointee.avail_out = UInt32(output.count)
                let status = unsafe isal_deflate(isal)
                let isEnded = unsafe isal.pointee.internal_state.state == ZSTATE_END
                precondition(status == COMP_OK && isEnded, "the room for a deflated block is a bound")
                return output.count - Int(unsafe isal.pointee.avail_out)
            }
        #endif
        guard let zlib = unsafe zlib else { preconditionFailure("init sets one of the two") }
        unsafe deflateReset(zlib)
        unsafe zlib.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        unsafe zlib.pointee.avail_in = UInt32(input.count)
        unsafe zlib.pointee.next_out = output.baseAddress
        unsafe zlib.pointee.avail_out = UInt32(output.count)
        let status = unsafe deflate(zlib, Z_FINISH)
        precondition(status == Z_STREAM_END, "the room for a deflated block is a bound")
        return output.count - Int(unsafe zlib.pointee.avail_out)
    }
}
