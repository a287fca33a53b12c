/// Whole gzip members in memory: small things of ours, packed in one go.
package enum GzipMember {
    /// One whole member without time and name.
    package static func compress(_ bytes: [UInt8]) throws(StreamError) -> [UInt8] {
        compress(bytes, backend: .standard)
    }

    static func compress(_ bytes: [UInt8], backend: GzipBackend) -> [UInt8] {
        var deflater = Deflater(backend)
        var member: [UInt8] = []
        deflater.appendMember(of: bytes.span, to: &member)
        return member
    }
}
