internal import Glibc

/// The C library's iconv from one encoding to UTF-8. Only for encodings without a state between characters, but for Hebrew,
/// where a letter waits for its point: a point that begins a chunk stays a character of its own.
@safe struct TextConverter: ~Copyable {
    private let descriptor: iconv_t

    /// Nil where the C library does not have the encoding.
    init?(_ encoding: TextEncoding) {
        guard let name = encoding.converterName else { return nil }
        guard let opened = unsafe iconv_open("UTF-8", name), unsafe opened != iconv_t(bitPattern: -1) else { return nil }
        unsafe descriptor = opened
    }

    deinit { unsafe iconv_close(descriptor) }

    /// Appends the text in UTF-8; for each byte that belongs to no character a byte that is none in UTF-8 either.
    ///
    /// - Returns: where the text ends that was read: before a character that its end cuts, unless `isLast`.
    func convert(_ bytes: [UInt8], from start: Int, isLast: Bool, to output: inout [UInt8]) -> Int {
        var index = start
        while index < bytes.count {
            let (read, error) = step(bytes, from: index, to: &output)
            index += read
            switch error {
            case EINVAL where !isLast:
                flush(to: &output)
                return index
            case EINVAL, EILSEQ:
                output.append(Self.illFormed)
                index += 1
            default: break
            }
        }
        flush(to: &output)
        return index
    }

    /// Appends the character that waits for a combining one.
    private func flush(to output: inout [UInt8]) {
        let written = unsafe [UInt8](unsafeUninitializedCapacity: 16) { buffer, count in
            // Bytes are what iconv calls characters: both are eight bits, whatever their type.
            var target = unsafe UnsafeMutableRawPointer(buffer.baseAddress)?.assumingMemoryBound(to: CChar.self)
            var targetLeft = buffer.count
            unsafe iconv(descriptor, nil, nil, &target, &targetLeft)
            count = buffer.count - targetLeft
        }
        output.append(contentsOf: written)
    }

    /// One call: until the end, an error, or the buffer is full.
    private func step(_ bytes: [UInt8], from start: Int, to output: inout [UInt8]) -> (read: Int, error: Int32) {
        var read = 0
        var error: Int32 = 0
        let wanted = min(bytes.count - start, 1 << 16)
        let written = unsafe [UInt8](unsafeUninitializedCapacity: wanted * 3 + 16) { buffer, count in
            unsafe bytes.withUnsafeBytes { source in
                // iconv declares its input as mutable and does not change it; bytes are what it calls characters.
                var input = unsafe UnsafeMutablePointer(mutating: source.baseAddress?.advanced(by: start).assumingMemoryBound(to: CChar.self))
                var inputLeft = bytes.count - start
                var target = unsafe UnsafeMutableRawPointer(buffer.baseAddress)?.assumingMemoryBound(to: CChar.self)
                var targetLeft = buffer.count
                let result = unsafe iconv(descriptor, &input, &inputLeft, &target, &targetLeft)
                error = result == -1 ? errno : 0
                read = bytes.count - start - inputLeft
                count = buffer.count - targetLeft
            }
        }
        output.append(contentsOf: written)
        return (read, error)
    }

    /// A byte that no UTF-8 has.
    static let illFormed: UInt8 = 0xFF
}
