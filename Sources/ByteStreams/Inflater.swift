internal import CZlib
#if FastGzip
    internal import CISAL
#endif

/// Unpacks raw deflate data (RFC 1951), no matter how it is cut into pieces. Knows nothing of gzip's header and trailer.
///
/// zlib keeps the address of its stream, and ISA-L's state is large: both live on the heap, owned here.
@safe struct Inflater: ~Copyable {
    enum Progress: Sendable {
        /// All input is used; the data goes on.
        case needsInput
        /// All room for output is used; more may come without more input.
        case needsRoom
        /// The last block has ended. `overread` has been set.
        case finished
        case invalid
    }

    struct Step: Sendable {
        var consumed: Int
        var produced: Int
        var progress: Progress
    }

    /// After `finished`: whole bytes behind the data which were consumed ahead (at most 8), first byte lowest.
    private(set) var overread: (bytes: UInt64, count: Int) = (0, 0)

    private var zlib: UnsafeMutablePointer<z_stream>?
    #if FastGzip
        private var isal: UnsafeMutablePointer<inflate_state>?
    #endif

    init(_ backend: GzipBackend) {
        switch backend {
        case .zlib:
            let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
            unsafe stream.initialize(to: z_stream())
            let status = unsafe tierwise_inflate_init_raw(stream)
            // The only ways to fail are no memory, as for any allocation, and a library of another version.
            precondition(status == Z_OK, "zlib cannot be initialised")
            unsafe zlib = stream
        #if FastGzip
            case .isal:
                let state = UnsafeMutablePointer<inflate_state>.allocate(capacity: 1)
                unsafe isal_inflate_init(state)
                unsafe isal = state
        #endif
        }
    }

    deinit {
        if let zlib = unsafe zlib {
            unsafe inflateEnd(zlib)
            unsafe zlib.deallocate()
        }
        #if FastGzip
            unsafe isal?.deallocate()
        #endif
    }

    /// Starts anew, for the next member.
    mutating func reset() {
        overread = (0, 0)
        if let zlib = unsafe zlib { unsafe inflateReset(zlib) }
        #if FastGzip
            if let isal = unsafe isal { unsafe isal_inflate_reset(isal) }
        #endif
    }

    /// Goes on with the next piece of input.
    mutating func step(input: UnsafeBufferPointer<UInt8>, output: UnsafeMutableBufferPointer<UInt8>) -> Step {
        #if FastGzip
            if let isal = unsafe isal { return unsafe step(isal, input: input, output: output) }
        #endif
        guard let zlib = unsafe zlib else { preconditionFailure("init sets one of the two") }
        return unsafe step(zlib, input: input, output: output)
    }

    private func step(
        _ stream: UnsafeMutablePointer<z_stream>, input: UnsafeBufferPointer<UInt8>,
        output: UnsafeMutableBufferPointer<UInt8>
    ) -> Step {
        let given = UInt32(clamping: input.count)
        let room = UInt32(clamping: output.count)
        // The field is not const for historic reasons; inflate only reads.
        unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        unsafe stream.pointee.avail_in = given
        unsafe stream.pointee.next_out = output.baseAddress
        unsafe stream.pointee.avail_out = room
        let status = unsafe inflate(stream, Z_NO_FLUSH)
        let inputLeft = unsafe stream.pointee.avail_in
        let roomLeft = unsafe stream.pointee.avail_out
        let progress: Progress =
            switch status {
            case Z_STREAM_END: .finished
            // Z_BUF_ERROR: nothing could be done with what there was, which is no error.
            case Z_OK, Z_BUF_ERROR: roomLeft == 0 ? .needsRoom : .needsInput
            default: .invalid
            }
        return Step(consumed: Int(given - inputLeft), produced: Int(room - roomLeft), progress: progress)
    }

    #if FastGzip
        /// The return value is looked at before the state of the block: after an error the state can still say that
        /// all is well.
        private mutating func step(
            _ state: UnsafeMutablePointer<inflate_state>, input: UnsafeBufferPointer<UInt8>,
            output: UnsafeMutableBufferPointer<UInt8>
        ) -> Step {
            let given = UInt32(clamping: input.count)
            let room = UInt32(clamping: output.count)
            unsafe state.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
            unsafe state.pointee.avail_in = given
            unsafe state.pointee.next_out = output.baseAddress
            unsafe state.pointee.avail_out = room
            let status = unsafe isal_inflate(state)
            let inputLeft = unsafe state.pointee.avail_in
            let roomLeft = unsafe state.pointee.avail_out
            // After an error in damaged data the counts can say more is left than was given.
            guard status >= 0, inputLeft <= given, roomLeft <= room else { return Step(consumed: 0, produced: 0, progress: .invalid) }
            var step = Step(consumed: Int(given - inputLeft), produced: Int(room - roomLeft), progress: .invalid)
            if unsafe state.pointee.block_state == ISAL_BLOCK_FINISH {
                step.progress = .finished
                unsafe takeOverread(state.pointee.read_in, bits: Int(state.pointee.read_in_length))
            } else {
                step.progress = roomLeft == 0 ? .needsRoom : .needsInput
            }
            return step
        }

        /// ISA-L reads ahead into a register of 64 bits. What is left of it after the last block, less the bits that
        /// fill up the data's last byte, belongs to what follows: the trailer.
        private mutating func takeOverread(_ register: UInt64, bits: Int) {
            let bits = max(0, bits)
            let count = bits / 8
            let bytes = register >> UInt64(bits % 8)
            overread = (count == 8 ? bytes : bytes & ((1 << UInt64(8 * count)) - 1), count)
        }
    #endif
}
