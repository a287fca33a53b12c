/// CRC-32 of RFC 1952 (polynomial 0x04C11DB7, bits reflected), by the library that unpacks.
package enum CRC32 {
    /// - Parameter sum: of the bytes before these.
    package static func of(_ bytes: Span<UInt8>, after sum: UInt32 = 0) -> UInt32 { GzipBackend.standard.crc32(sum, bytes) }
}
