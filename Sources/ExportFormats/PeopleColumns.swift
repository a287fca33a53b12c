internal import SocialData

/// Which of a format's `people` columns holds handles and which holds names shown. Vendors of lists call both by the same
/// words and swap them from month to month, so their values decide: a handle has no blanks, or an `@`, or is a link.
struct PeopleColumns {
    /// Position of the handles; nil where the file has none of the columns.
    let handle: Int?
    /// Position of the names shown.
    let title: Int?

    init(_ header: HeaderNames, _ format: ExportFormat) {
        var columns: [Int] = []
        for name in format.people {
            for position in header.positions(of: name, in: format) where !columns.contains(position) { columns.append(position) }
        }
        let marks = columns.map { Self.mark(header.samples.values(of: $0)) }
        // The order of the format's list decides between equals.
        let best = marks.indices.max { (marks[$0], -$0) < (marks[$1], -$1) }
        handle = best.map { columns[$0] }
        title = columns.indices.filter { $0 != best }.min { (marks[$0], $0) < (marks[$1], $1) }.map { columns[$0] }
    }

    func position(of name: String) -> Int? { name == "$handle" ? handle : name == "$title" ? title : nil }

    /// How much a column's values look like handles, in thousandths; those that can be nothing else count twice.
    private static func mark(_ values: [String]) -> Int {
        guard !values.isEmpty else { return 0 }
        var mark = 0
        for value in values {
            let bytes = Array(value.utf8)
            if value.hasPrefix("@") && !value.contains(" ") || PlatformLink(bytes.span)?.handle != nil {
                mark += 2000
            } else if !value.contains("//"), bytes.allSatisfy(isHandleByte), bytes.contains(where: isLetter) {
                mark += 1000
            }
        }
        return mark / values.count
    }

    private static func isHandleByte(_ byte: UInt8) -> Bool {
        isLetter(byte) || byte &- UInt8(ascii: "0") <= 9 || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") <= 25 }
}
