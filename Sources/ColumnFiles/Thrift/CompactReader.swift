/// Reads the compact protocol of Apache Thrift (doc/specs/thrift-compact-protocol.md), as far as Parquet uses it.
///
/// A cursor: the bytes are handed to every call. Lengths are compared with the bytes that are left before they are used, a list is never
/// sized by its declared count, unknown fields are skipped, and depth is bounded.
struct CompactReader {
    /// What a field or list element is; raw values are the protocol's.
    enum Kind: UInt8 {
        case yes = 1, no, byte, int16, int32, int64, double, binary, list, set, map, structure, uuid
    }

    struct Field {
        var id: Int
        var kind: Kind
    }

    struct List {
        var kind: Kind
        /// At most as many as bytes are left: every element takes one or more.
        var count: Int
    }

    private(set) var position: Int
    private var depth = 0
    private static let deepest = 16

    init(at position: Int = 0) { self.position = position }

    // MARK: structures

    /// The next field of a structure; nil at its end. `last` starts as 0.
    mutating func field(_ bytes: Span<UInt8>, after last: inout Int) throws(ColumnFileError) -> Field? {
        let header = try byte(bytes)
        if header == 0 { return nil }
        guard let kind = Kind(rawValue: header & 0x0F) else { throw .damaged("thrift: a field of type \(header & 0x0F)") }
        let delta = Int(header >> 4)
        if delta == 0 {
            let id = Varint.unzigzag(try varint(bytes))
            guard (0...0x7FFF).contains(id) else { throw .damaged("thrift: a field numbered \(id)") }
            last = Int(id)
        } else {
            last += delta
        }
        return Field(id: last, kind: kind)
    }

    /// One level down: call before the fields of an inner structure, `leave` after them.
    mutating func enter(_ kind: Kind) throws(ColumnFileError) {
        try Self.require(kind, .structure)
        guard depth < Self.deepest else { throw .damaged("thrift: more than \(Self.deepest) levels") }
        depth += 1
    }

    mutating func leave() { depth -= 1 }

    mutating func list(_ bytes: Span<UInt8>, _ kind: Kind) throws(ColumnFileError) -> List {
        try Self.require(kind, .list)
        let header = try byte(bytes)
        var count = UInt64(header >> 4)
        if count == 15 { count = try varint(bytes) }
        guard count <= UInt64(bytes.count - position) else { throw .damaged("thrift: a list of \(count) elements in \(bytes.count - position) bytes") }
        // Lists of nothing may carry any type, and some writers leave it 0.
        guard let kind = Kind(rawValue: header & 0x0F) ?? (count == 0 ? .byte : nil) else { throw .damaged("thrift: a list of type \(header & 0x0F)") }
        return List(kind: kind, count: Int(count))
    }

    // MARK: values

    mutating func int8(_ bytes: Span<UInt8>, _ kind: Kind) throws(ColumnFileError) -> Int8 {
        try Self.require(kind, .byte)
        return Int8(bitPattern: try byte(bytes))
    }

    mutating func int32(_ bytes: Span<UInt8>, _ kind: Kind) throws(ColumnFileError) -> Int32 {
        try Self.require(kind, .int32)
        let value = Varint.unzigzag(try varint(bytes))
        guard let narrow = Int32(exactly: value) else { throw .damaged("thrift: \(value) for 32 bits") }
        return narrow
    }

    mutating func int64(_ bytes: Span<UInt8>, _ kind: Kind) throws(ColumnFileError) -> Int64 {
        try Self.require(kind, .int64)
        return Varint.unzigzag(try varint(bytes))
    }

    /// A count or an offset: not negative.
    mutating func count(_ bytes: Span<UInt8>, _ kind: Kind) throws(ColumnFileError) -> Int {
        let value = kind == .int32 ? Int64(try int32(bytes, kind)) : try int64(bytes, kind)
        guard value >= 0 else { throw .damaged("thrift: a negative count or offset, \(value)") }
        return Int(value)
    }

    func boolean(_ kind: Kind) throws(ColumnFileError) -> Bool {
        guard kind == .yes || kind == .no else { throw .damaged("thrift: a \(kind) where a boolean stands") }
        return kind == .yes
    }

    /// The place of a text or of bytes.
    mutating func binary(_ bytes: Span<UInt8>, _ kind: Kind) throws(ColumnFileError) -> Range<Int> {
        try Self.require(kind, .binary)
        let length = try varint(bytes)
        guard length <= UInt64(bytes.count - position) else { throw .damaged("thrift: \(length) bytes of text where \(bytes.count - position) are left") }
        let start = position
        position += Int(length)
        return start..<position
    }

    /// A short text: a name, a key.
    mutating func text(_ bytes: Span<UInt8>, _ kind: Kind) throws(ColumnFileError) -> String {
        let range = try binary(bytes, kind)
        guard let text = try? UTF8Span(validating: bytes.extracting(range)) else { throw .damaged("thrift: a text is not UTF-8") }
        return String(copying: text)
    }

    /// Passes over a value of a field that is not read.
    mutating func skip(_ bytes: Span<UInt8>, _ kind: Kind) throws(ColumnFileError) {
        switch kind {
        case .yes, .no: break
        case .byte: _ = try byte(bytes)
        case .int16, .int32, .int64: _ = try varint(bytes)
        case .double: try advance(bytes, 8)
        case .uuid: try advance(bytes, 16)
        case .binary: _ = try binary(bytes, kind)
        case .structure:
            try enter(kind)
            var last = 0
            while let field = try field(bytes, after: &last) { try skip(bytes, field.kind) }
            leave()
        case .list, .set:
            let list = try list(bytes, .list)
            try skipElements(bytes, list.kind, count: list.count)
        case .map:
            let count = try varint(bytes)
            guard count <= UInt64(bytes.count - position) else { throw .damaged("thrift: a map of \(count) entries") }
            if count == 0 { return }
            let kinds = try byte(bytes)
            guard let key = Kind(rawValue: kinds >> 4), let value = Kind(rawValue: kinds & 0x0F) else { throw .damaged("thrift: a map of unknown types") }
            for _ in 0..<count {
                try skipElements(bytes, key, count: 1)
                try skipElements(bytes, value, count: 1)
            }
        }
    }

    private mutating func skipElements(_ bytes: Span<UInt8>, _ kind: Kind, count: Int) throws(ColumnFileError) {
        guard depth < Self.deepest else { throw .damaged("thrift: more than \(Self.deepest) levels") }
        depth += 1
        for _ in 0..<count {
            // A boolean in a list is a byte of its own; in a field it is the field's type.
            if kind == .yes || kind == .no { _ = try byte(bytes) } else { try skip(bytes, kind) }
        }
        depth -= 1
    }

    private mutating func varint(_ bytes: Span<UInt8>) throws(ColumnFileError) -> UInt64 {
        try Varint.read(bytes, at: &position, end: bytes.count)
    }

    private mutating func byte(_ bytes: Span<UInt8>) throws(ColumnFileError) -> UInt8 {
        guard position < bytes.count else { throw .damaged("thrift: a structure is cut off") }
        position += 1
        return bytes[position - 1]
    }

    private mutating func advance(_ bytes: Span<UInt8>, _ count: Int) throws(ColumnFileError) {
        guard count <= bytes.count - position else { throw .damaged("thrift: a structure is cut off") }
        position += count
    }

    private static func require(_ kind: Kind, _ wanted: Kind) throws(ColumnFileError) {
        guard kind == wanted else { throw .damaged("thrift: a \(kind) where a \(wanted) stands") }
    }
}
