/// Writes the compact protocol of Apache Thrift, as far as Parquet needs it. Fields are written in ascending order of their numbers.
struct CompactWriter {
    private(set) var bytes: [UInt8] = []
    private var last = 0
    private var outer: [Int] = []

    // MARK: structures

    mutating func begin(_ id: Int) {
        header(id, .structure)
        beginElement()
    }

    /// A structure in a list has no field header.
    mutating func beginElement() {
        outer.append(last)
        last = 0
    }

    mutating func end() {
        bytes.append(0)
        last = outer.removeLast()
    }

    /// The end of the outermost structure.
    mutating func finish() -> [UInt8] {
        precondition(outer.isEmpty, "a structure is still open")
        bytes.append(0)
        return bytes
    }

    mutating func empty(_ id: Int) {
        begin(id)
        end()
    }

    mutating func list(_ id: Int, of kind: CompactReader.Kind, count: Int) {
        header(id, .list)
        if count < 15 {
            bytes.append(UInt8(count) << 4 | kind.rawValue)
        } else {
            bytes.append(0xF0 | kind.rawValue)
            bytes.append(varint: UInt64(count))
        }
    }

    // MARK: values

    mutating func int32(_ id: Int, _ value: Int) {
        header(id, .int32)
        bytes.append(zigzag: Int64(Int32(value)))
    }

    mutating func int64(_ id: Int, _ value: Int) {
        header(id, .int64)
        bytes.append(zigzag: Int64(value))
    }

    mutating func boolean(_ id: Int, _ value: Bool) { header(id, value ? .yes : .no) }

    mutating func binary(_ id: Int, _ value: [UInt8]) {
        header(id, .binary)
        bytes.append(varint: UInt64(value.count))
        bytes.append(contentsOf: value)
    }

    mutating func text(_ id: Int, _ value: String) { binary(id, Array(value.utf8)) }

    mutating func int32Element(_ value: Int) { bytes.append(zigzag: Int64(Int32(value))) }

    mutating func textElement(_ value: String) {
        bytes.append(varint: UInt64(value.utf8.count))
        bytes.append(contentsOf: value.utf8)
    }

    private mutating func header(_ id: Int, _ kind: CompactReader.Kind) {
        let delta = id - last
        precondition(delta > 0, "fields go up")
        if delta < 16 {
            bytes.append(UInt8(delta) << 4 | kind.rawValue)
        } else {
            bytes.append(kind.rawValue)
            bytes.append(zigzag: Int64(id))
        }
        last = id
    }
}
