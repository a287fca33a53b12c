/// Reads a schema (parquet.thrift's list of SchemaElement, depth first) into its leaves, and says which of them are outside the subset.
struct SchemaReader {
    /// More elements than any flat table has; each takes more memory than bytes in the file.
    static let mostElements = 1 << 14
    static let deepest = 64

    private struct Element {
        var type: Int32?
        var repetition: Int32?
        var name: String?
        var children = 0
        var converted: Int32?
        var scale: Int32 = 0
        var precision: Int32 = 0
        var logical: LogicalType?
    }

    mutating func read(
        _ bytes: Span<UInt8>, _ kind: CompactReader.Kind, _ reader: inout CompactReader
    ) throws(ColumnFileError) -> [FileColumn] {
        let list = try reader.list(bytes, kind)
        guard list.count <= Self.mostElements else { throw .tooLarge("a schema of \(list.count) elements; \(Self.mostElements) are read") }
        guard list.count > 1 else { throw .damaged("the schema has no columns") }
        let root = try element(bytes, list.kind, &reader)
        var columns: [FileColumn] = []
        // Of each open group: its name, and how many of its children are still to come.
        var open: [(name: String, left: Int, repetition: Int32?)] = [("", root.children, nil)]
        for _ in 1..<list.count {
            while let group = open.last, group.left == 0 { open.removeLast() }
            guard !open.isEmpty else { throw .damaged("the schema has more elements than its groups say") }
            open[open.count - 1].left -= 1
            let element = try element(bytes, list.kind, &reader)
            guard let name = element.name else { throw .damaged("an element of the schema has no name") }
            if element.children > 0 {
                guard open.count < Self.deepest else { throw .damaged("the schema is deeper than \(Self.deepest) levels") }
                open.append((name, element.children, element.repetition))
            } else {
                let path = (open.dropFirst().map(\.name) + [name]).joined(separator: ".")
                columns.append(try Self.column(element, path: path, isNested: open.count > 1))
            }
        }
        guard open.allSatisfy({ $0.left == 0 }) else { throw .damaged("the schema has fewer elements than its groups say") }
        return columns
    }

    private static func column(_ element: Element, path: String, isNested: Bool) throws(ColumnFileError) -> FileColumn {
        guard let type = element.type else { throw ColumnFileError.damaged("the schema gives it no type").at(column: path) }
        guard let physical = PhysicalType(rawValue: Int(type)) else { throw ColumnFileError.damaged("the schema gives it type number \(type)").at(column: path) }
        let logical = element.logical ?? converted(element)
        var column = FileColumn(name: path, physical: physical, logical: logical, isOptional: element.repetition == 1)
        if isNested {
            column.refusal = "it is nested, which is not read"
        } else if element.repetition == 2 {
            column.refusal = "it is repeated, which is not read"
        } else if element.repetition == nil || !(0...1).contains(element.repetition ?? -1) {
            throw ColumnFileError.damaged("the schema does not say whether it may be null").at(column: path)
        } else {
            column.refusal = refusal(physical, logical)
        }
        return column
    }

    /// Why a type is outside the subset; nil where it is inside.
    private static func refusal(_ physical: PhysicalType, _ logical: LogicalType) -> String? {
        switch physical {
        case .int96, .float, .fixedLengthByteArray: return "type \(physical.name) is not read"
        case .boolean, .int32, .int64, .double, .byteArray: break
        }
        let isRead =
            switch logical {
            case .none: true
            case .string: physical == .byteArray
            case .timestamp: physical == .int64
            case .date: physical == .int32
            case .decimal(let precision, let scale):
                (physical == .int32 && precision <= 9 || physical == .int64 && precision <= 18) && precision >= 1 && (0...precision).contains(scale)
            case .integer(let bits, let isSigned):
                physical == .int32 && (bits == 8 || bits == 16 || bits == 32 && isSigned) || physical == .int64 && bits == 64 && isSigned
            case .other: false
            }
        return isRead ? nil : "\(name(logical)) over \(physical.name) is not read"
    }

    private static func name(_ logical: LogicalType) -> String {
        switch logical {
        case .none: "no annotation"
        case .string: "STRING"
        case .timestamp: "TIMESTAMP"
        case .date: "DATE"
        case .decimal(let precision, let scale): "DECIMAL(\(precision),\(scale))"
        case .integer(let bits, let isSigned): "\(isSigned ? "INT" : "UINT")_\(bits)"
        case .other(let name): name
        }
    }

    // MARK: one element

    private func element(
        _ bytes: Span<UInt8>, _ kind: CompactReader.Kind, _ reader: inout CompactReader
    ) throws(ColumnFileError) -> Element {
        var element = Element()
        try reader.enter(kind)
        var last = 0
        while let field = try reader.field(bytes, after: &last) {
            switch field.id {
            case 1: element.type = try reader.int32(bytes, field.kind)
            case 3: element.repetition = try reader.int32(bytes, field.kind)
            case 4: element.name = try reader.text(bytes, field.kind)
            case 5: element.children = try reader.count(bytes, field.kind)
            case 6: element.converted = try reader.int32(bytes, field.kind)
            case 7: element.scale = try reader.int32(bytes, field.kind)
            case 8: element.precision = try reader.int32(bytes, field.kind)
            case 10: element.logical = try logicalType(bytes, field.kind, &reader)
            default: try reader.skip(bytes, field.kind)
            }
        }
        reader.leave()
        return element
    }

    /// The older annotation (ConvertedType), where there is no newer one.
    private static func converted(_ element: Element) -> LogicalType {
        guard let converted = element.converted else { return .none }
        switch converted {
        case 0: return .string
        case 5: return .decimal(precision: Int(element.precision), scale: Int(element.scale))
        case 6: return .date
        case 9: return .timestamp(.milliseconds, isUTC: true)
        case 10: return .timestamp(.microseconds, isUTC: true)
        case 11...14: return .integer(bits: 8 << Int(converted - 11), isSigned: false)
        case 15...18: return .integer(bits: 8 << Int(converted - 15), isSigned: true)
        default:
            let names: [Int32: String] = [1: "MAP", 2: "MAP_KEY_VALUE", 3: "LIST", 4: "ENUM", 7: "TIME", 8: "TIME", 19: "JSON", 20: "BSON", 21: "INTERVAL"]
            return .other(names[converted] ?? "converted type \(converted)")
        }
    }

    /// parquet.thrift's union LogicalType.
    private func logicalType(
        _ bytes: Span<UInt8>, _ kind: CompactReader.Kind, _ reader: inout CompactReader
    ) throws(ColumnFileError) -> LogicalType? {
        let names = [
            2: "MAP", 3: "LIST", 4: "ENUM", 7: "TIME", 11: "UNKNOWN (always null)", 12: "JSON", 13: "BSON", 14: "UUID", 15: "FLOAT16", 16: "VARIANT",
            17: "GEOMETRY", 18: "GEOGRAPHY", 19: "VECTOR",
        ]
        var logical: LogicalType?
        try reader.enter(kind)
        var last = 0
        while let field = try reader.field(bytes, after: &last) {
            switch field.id {
            case 1:
                logical = .string
                try reader.skip(bytes, field.kind)
            case 5: logical = try decimal(bytes, field.kind, &reader)
            case 6:
                logical = .date
                try reader.skip(bytes, field.kind)
            case 8: logical = try timestamp(bytes, field.kind, &reader)
            case 10: logical = try integer(bytes, field.kind, &reader)
            default:
                logical = .other(names[field.id] ?? "logical type \(field.id)")
                try reader.skip(bytes, field.kind)
            }
        }
        reader.leave()
        return logical
    }

    private func decimal(_ bytes: Span<UInt8>, _ kind: CompactReader.Kind, _ reader: inout CompactReader) throws(ColumnFileError) -> LogicalType {
        var scale: Int32 = -1
        var precision: Int32 = -1
        try reader.enter(kind)
        var last = 0
        while let field = try reader.field(bytes, after: &last) {
            switch field.id {
            case 1: scale = try reader.int32(bytes, field.kind)
            case 2: precision = try reader.int32(bytes, field.kind)
            default: try reader.skip(bytes, field.kind)
            }
        }
        reader.leave()
        return .decimal(precision: Int(precision), scale: Int(scale))
    }

    private func timestamp(_ bytes: Span<UInt8>, _ kind: CompactReader.Kind, _ reader: inout CompactReader) throws(ColumnFileError) -> LogicalType {
        var isUTC = false
        var unit: LogicalType.Unit?
        try reader.enter(kind)
        var last = 0
        while let field = try reader.field(bytes, after: &last) {
            switch field.id {
            case 1: isUTC = try reader.boolean(field.kind)
            case 2:
                // A union of empty structures: the number of the field is the unit.
                try reader.enter(field.kind)
                var inner = 0
                while let choice = try reader.field(bytes, after: &inner) {
                    unit = LogicalType.Unit(rawValue: choice.id)
                    try reader.skip(bytes, choice.kind)
                }
                reader.leave()
            default: try reader.skip(bytes, field.kind)
            }
        }
        reader.leave()
        guard let unit else { return .other("TIMESTAMP of an unknown unit") }
        return .timestamp(unit, isUTC: isUTC)
    }

    private func integer(_ bytes: Span<UInt8>, _ kind: CompactReader.Kind, _ reader: inout CompactReader) throws(ColumnFileError) -> LogicalType {
        var bits: Int8 = 0
        var isSigned = false
        try reader.enter(kind)
        var last = 0
        while let field = try reader.field(bytes, after: &last) {
            switch field.id {
            case 1: bits = try reader.int8(bytes, field.kind)
            case 2: isSigned = try reader.boolean(field.kind)
            default: try reader.skip(bytes, field.kind)
            }
        }
        reader.leave()
        return .integer(bits: Int(bits), isSigned: isSigned)
    }
}
