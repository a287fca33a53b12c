internal import CZstd

/// libzstd's contexts, used again from page to page: both live on its heap and are owned here.
@safe struct ZstandardEncoder: ~Copyable {
    private let context: OpaquePointer
    private let level: Int32

    init(level: Int) {
        guard let context = unsafe ZSTD_createCCtx() else { preconditionFailure("zstd has no memory for a context") }
        unsafe self.context = context
        self.level = Int32(level)
    }

    deinit { unsafe ZSTD_freeCCtx(context) }

    static func bound(_ count: Int) -> Int { ZSTD_compressBound(count) }

    /// Encodes `source` into `target`, which has at least `bound` bytes; returns how many are written.
    mutating func encode(_ source: Span<UInt8>, into target: inout MutableSpan<UInt8>) -> Int {
        let context = unsafe context
        let level = level
        let written = unsafe target.withUnsafeMutableBytes { target in
            unsafe source.withUnsafeBytes { unsafe ZSTD_compressCCtx(context, target.baseAddress, target.count, $0.baseAddress, $0.count, level) }
        }
        precondition(ZSTD_isError(written) == 0, "zstd cannot pack into its own bound")
        return written
    }
}

@safe struct ZstandardDecoder: ~Copyable {
    private let context: OpaquePointer

    init() {
        guard let context = unsafe ZSTD_createDCtx() else { preconditionFailure("zstd has no memory for a context") }
        unsafe self.context = context
    }

    deinit { unsafe ZSTD_freeDCtx(context) }

    /// Decodes all of `source` into the first `size` bytes of `target`. libzstd writes there only, whatever size the frame claims.
    mutating func decode(_ source: Span<UInt8>, into target: inout MutableSpan<UInt8>, size: Int) throws(ColumnFileError) {
        precondition(size <= target.count)
        let context = unsafe context
        let written = unsafe target.withUnsafeMutableBytes { target in
            unsafe source.withUnsafeBytes { unsafe ZSTD_decompressDCtx(context, target.baseAddress, size, $0.baseAddress, $0.count) }
        }
        guard ZSTD_isError(written) == 0 else { throw .damaged("zstd: \(unsafe String(cString: ZSTD_getErrorName(written)))") }
        guard written == size else { throw .damaged("a zstd block gives \(written) bytes where its page says \(size)") }
    }
}
