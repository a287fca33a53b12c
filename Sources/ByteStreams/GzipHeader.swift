/// Reads the header of a gzip member (RFC 1952, 2.3) byte by byte, however it is cut, and checks its own checksum.
///
/// The libraries' parsers are not used: ISA-L's fails on a header checksum that arrives in pieces.
struct GzipHeader: Sendable {
    enum Problem: Error, Sendable, Equatable {
        case notGzip
        case unknownMethod(UInt8)
        case reservedFlags(UInt8)
        case checksumDiffers
    }

    private enum Field: Sendable {
        case fixed(Int)
        case extraLength(Int)
        case extra(remaining: Int)
        case name, comment
        case checksum(Int)
        case end
    }

    private static let hasChecksum: UInt8 = 0x02
    private static let hasExtra: UInt8 = 0x04
    private static let hasName: UInt8 = 0x08
    private static let hasComment: UInt8 = 0x10
    private static let reserved: UInt8 = 0xE0
    private static let fixedBytes = 10

    private let backend: GzipBackend
    private var field = Field.fixed(0)
    private var flags: UInt8 = 0
    private var extraLength = 0
    private var crc: UInt32 = 0
    private var storedCRC: UInt16 = 0

    /// Bytes taken so far; 0 before the first.
    private(set) var bytesRead = 0

    init(_ backend: GzipBackend) {
        self.backend = backend
    }

    var isComplete: Bool {
        if case .end = field { true } else { false }
    }

    /// Takes bytes up to the end of the header.
    ///
    /// - Returns: how many of `bytes` belong to the header.
    mutating func read(_ bytes: Span<UInt8>) throws(Problem) -> Int {
        var position = 0
        while position < bytes.count, !isComplete {
            let byte = bytes[position]
            position += 1
            bytesRead += 1
            if case .checksum = field {
                try takeChecksum(byte)
            } else {
                // Byte by byte: headers are short, and a name of a gigabyte costs seconds, not memory.
                if flags & Self.hasChecksum != 0 || bytesRead <= Self.fixedBytes {
                    crc = backend.crc32(crc, bytes.extracting(position - 1..<position))
                }
                try take(byte)
            }
        }
        return position
    }

    private mutating func take(_ byte: UInt8) throws(Problem) {
        switch field {
        case .fixed(let index):
            try takeFixed(byte, at: index)
        case .extraLength(let index):
            extraLength |= Int(byte) << (8 * index)
            if index == 0 {
                field = .extraLength(1)
            } else if extraLength == 0 {
                goOn(after: Self.hasExtra)
            } else {
                field = .extra(remaining: extraLength)
            }
        case .extra(let remaining):
            if remaining == 1 { goOn(after: Self.hasExtra) } else { field = .extra(remaining: remaining - 1) }
        case .name:
            if byte == 0 { goOn(after: Self.hasName) }
        case .comment:
            if byte == 0 { goOn(after: Self.hasComment) }
        case .checksum, .end:
            preconditionFailure("read(_:) does not come here with these fields")
        }
    }

    private mutating func takeFixed(_ byte: UInt8, at index: Int) throws(Problem) {
        switch index {
        case 0: if byte != 0x1F { throw .notGzip }
        case 1: if byte != 0x8B { throw .notGzip }
        case 2: if byte != 8 { throw .unknownMethod(byte) }
        case 3:
            if byte & Self.reserved != 0 { throw .reservedFlags(byte) }
            flags = byte
        default: break  // Time, speed hint and system: of no use to a reader.
        }
        if index + 1 < Self.fixedBytes { field = .fixed(index + 1) } else { goOn(after: 0) }
    }

    /// Turns to the next field that the flags announce. The fields come in this order, which is not that of the bits.
    private mutating func goOn(after flag: UInt8) {
        let order = [Self.hasExtra, Self.hasName, Self.hasComment, Self.hasChecksum]
        let next = (order.firstIndex(of: flag) ?? -1) + 1
        field =
            switch order[next...].first(where: { flags & $0 != 0 }) {
            case Self.hasExtra: .extraLength(0)
            case Self.hasName: .name
            case Self.hasComment: .comment
            case Self.hasChecksum: .checksum(0)
            default: .end
            }
    }

    private mutating func takeChecksum(_ byte: UInt8) throws(Problem) {
        guard case .checksum(let index) = field else { return }
        storedCRC |= UInt16(byte) << (8 * index)
        if index == 0 {
            field = .checksum(1)
        } else if storedCRC == UInt16(truncatingIfNeeded: crc) {
            field = .end
        } else {
            throw .checksumDiffers
        }
    }
}
