/// The decoder of whatever a file is packed with.
enum Unpacker: ~Copyable {
    case gzip(GzipDecoder)
    case zstandard(ZstandardDecoder)

    /// Nil for what is not packed.
    init?(_ content: ContentKind, backend: GzipBackend, acceptsTrailingData: Bool) {
        switch content {
        case .gzip: self = .gzip(GzipDecoder(backend, acceptsTrailingData: acceptsTrailingData))
        case .zstandard: self = .zstandard(ZstandardDecoder(acceptsTrailingData: acceptsTrailingData))
        case .plain, .zip, .unsupported: return nil
        }
    }

    /// Whether output may come without further input.
    var mayHoldOutput: Bool {
        switch self {
        case .gzip(let decoder): decoder.mayHoldOutput
        case .zstandard(let decoder): decoder.mayHoldOutput
        }
    }

    /// Zero bytes behind the packed data.
    var paddingBytes: Int {
        switch self {
        case .gzip(let decoder): decoder.paddingBytes
        case .zstandard(let decoder): decoder.paddingBytes
        }
    }

    /// Bytes behind the packed data that were left out, and where they begin.
    var trailing: (bytes: Int, offset: Int)? {
        switch self {
        case .gzip(let decoder): decoder.trailingOffset.map { (decoder.trailingBytes, $0) }
        case .zstandard(let decoder): decoder.trailingOffset.map { (decoder.trailingBytes, $0) }
        }
    }

    /// Goes on with the next piece of the file, until the input is used up or there is no room left.
    mutating func decode(
        _ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>
    ) throws(UnpackingFault) -> UnpackingStep {
        switch consume self {
        case .gzip(var decoder):
            let step = Result { () throws(UnpackingFault) in try unsafe decoder.decode(input, into: output) }
            self = .gzip(decoder)
            return try step.get()
        case .zstandard(var decoder):
            let step = Result { () throws(UnpackingFault) in try unsafe decoder.decode(input, into: output) }
            self = .zstandard(decoder)
            return try step.get()
        }
    }

    /// Says that the file has ended; throws unless the data was complete.
    mutating func finish() throws(UnpackingFault) {
        switch consume self {
        case .gzip(let decoder):
            let end = Result { () throws(UnpackingFault) in try decoder.finish() }
            self = .gzip(decoder)
            try end.get()
        case .zstandard(var decoder):
            let end = Result { () throws(UnpackingFault) in try decoder.finish() }
            self = .zstandard(decoder)
            try end.get()
        }
    }
}
