/// Whole gzip members in memory: small things of ours, packed and unpacked in one go.
package enum GzipMember {
    /// One whole member without time and name.
    package static func compress(_ bytes: [UInt8]) throws(StreamError) -> [UInt8] {
        compress(bytes, backend: .standard)
    }

    /// The content of one or several members that we wrote.
    ///
    /// - Throws: any of `ByteSource`'s gzip errors; the error's path is "gzip member".
    package static func decompressWhole(_ bytes: [UInt8], limit: Int = 1 << 30) throws(StreamError) -> [UInt8] {
        try decompress(bytes, limit: limit, backend: .standard)
    }

    static func compress(_ bytes: [UInt8], backend: GzipBackend) -> [UInt8] {
        var deflater = Deflater(backend)
        var member: [UInt8] = []
        deflater.appendMember(of: bytes.span, to: &member)
        return member
    }

    static func decompress(_ bytes: [UInt8], limit: Int, backend: GzipBackend) throws(StreamError) -> [UInt8] {
        let place = "gzip member"
        var decoder = GzipDecoder(backend)
        var content: [UInt8] = []
        var position = 0
        do throws(UnpackingFault) {
            while position < bytes.count || decoder.mayHoldOutput {
                let step = try decodeStep(&decoder, bytes.span.extracting(position...), appendingTo: &content)
                position += step.consumed
                if content.count > limit {
                    throw UnpackingFault(kind: .tooLarge, detail: "unpacks to more than \(limit) bytes", offset: position)
                }
            }
            try decoder.finish()
        } catch {
            throw StreamError(kind: error.kind, path: place, offset: error.offset, detail: error.detail)
        }
        return content
    }

    private static func decodeStep(
        _ decoder: inout GzipDecoder, _ input: Span<UInt8>, appendingTo content: inout [UInt8]
    ) throws(UnpackingFault) -> UnpackingStep {
        let roomBytes = max(64 * 1024, min(4 * input.count, 4 << 20))
        var step = UnpackingStep(consumed: 0, produced: 0)
        try content.append(addingCapacity: roomBytes) { (span) throws(UnpackingFault) in
            try unsafe span.withUnsafeMutableBufferPointer { (room, initialized) throws(UnpackingFault) in
                let output = unsafe UnsafeMutableBufferPointer(rebasing: room[initialized...])
                step = try unsafe input.withUnsafeBufferPointer { (packed) throws(UnpackingFault) in
                    try unsafe decoder.decode(packed, into: output)
                }
                initialized += step.produced
            }
        }
        return step
    }
}
