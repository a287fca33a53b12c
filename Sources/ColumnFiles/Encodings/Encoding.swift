/// How values are laid out in a page. Raw values are Parquet's; those outside the subset are there to be named.
enum Encoding: Int, Sendable {
    case plain = 0
    case plainDictionary = 2
    case rle = 3
    case bitPacked = 4
    case deltaBinaryPacked = 5
    case deltaLengthByteArray = 6
    case deltaByteArray = 7
    case rleDictionary = 8
    case byteStreamSplit = 9

    init(_ raw: Int) throws(ColumnFileError) {
        guard let encoding = Encoding(rawValue: raw) else { throw .unsupported("encoding number \(raw) is not read") }
        self = encoding
    }

    /// Parquet's name.
    var name: String {
        switch self {
        case .plain: "PLAIN"
        case .plainDictionary: "PLAIN_DICTIONARY"
        case .rle: "RLE"
        case .bitPacked: "BIT_PACKED"
        case .deltaBinaryPacked: "DELTA_BINARY_PACKED"
        case .deltaLengthByteArray: "DELTA_LENGTH_BYTE_ARRAY"
        case .deltaByteArray: "DELTA_BYTE_ARRAY"
        case .rleDictionary: "RLE_DICTIONARY"
        case .byteStreamSplit: "BYTE_STREAM_SPLIT"
        }
    }

    /// Codes of the chunk's dictionary.
    var isDictionary: Bool { self == .plainDictionary || self == .rleDictionary }
}
