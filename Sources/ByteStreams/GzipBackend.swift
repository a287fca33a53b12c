internal import CZlib
#if FastGzip
    internal import CISAL
#endif

/// Which library packs and unpacks. Both give the same bytes and the same errors; ISA-L gives them sooner.
///
/// zlib is always there, so that one test program can hold the two against each other.
enum GzipBackend: String, Sendable, CaseIterable {
    case zlib
    #if FastGzip
        case isal

        static let standard = GzipBackend.isal
    #else
        static let standard = GzipBackend.zlib
    #endif

    /// CRC-32 of RFC 1952, continued from `crc` (0 at the start).
    func crc32(_ crc: UInt32, _ bytes: Span<UInt8>) -> UInt32 {
        unsafe bytes.withUnsafeBufferPointer { buffer in
            guard !buffer.isEmpty else { return crc }
            switch self {
            case .zlib:
                return UInt32(truncatingIfNeeded: unsafe crc32_z(UInt(crc), buffer.baseAddress, buffer.count))
            #if FastGzip
                case .isal:
                    return unsafe crc32_gzip_refl(crc, buffer.baseAddress, UInt64(buffer.count))
            #endif
            }
        }
    }
}
