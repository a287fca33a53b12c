internal import SocialData
internal import TextValues

/// Which columns of a list hold the handles, the names shown and the links to profiles. Vendors of lists call them by the
/// same words and swap them from month to month, and people write any word above them, so their values decide: a handle has
/// no blanks, or an `@`, or is a link.
struct PeopleColumns {
    /// Position of the handles; nil where the file has none.
    let handle: Int?
    /// Position of the names shown.
    let title: Int?
    /// Position of links that lead to profiles, the handles' own or others.
    let link: Int?
    /// A column that the format takes for one of people, and one of its values: for those who look for the handles.
    let example: (column: Int, value: String)?

    init(_ header: HeaderNames, _ format: ExportFormat) {
        var columns: [Int] = []
        for name in format.people {
            for position in header.positions(of: name, in: format) where !columns.contains(position) { columns.append(position) }
        }
        example = columns.lazy.compactMap { column in header.samples.values(of: column).first.map { (column, $0) } }.first
        let platform = format.constantPlatform
        var marks = columns.map { Self.mark(header.samples.values(of: $0), of: platform) }
        let titles = Array(columns.indices)
        // A column under any other word is one of handles where nothing else can be meant.
        let known = Set(format.sourceColumns.flatMap { header.positions(of: $0, in: format) })
        for position in header.names.indices where !known.contains(position) && !columns.contains(position) {
            let values = header.samples.values(of: position)
            guard Self.areSurelyHandles(values, of: platform) else { continue }
            columns.append(position)
            marks.append(Self.mark(values, of: platform) / 2)
        }
        // The order of the format's list decides between equals. Without values there are only names to go by.
        let hasValues = example != nil || columns.count > titles.count
        let best = marks.indices.max { (marks[$0], -$0) < (marks[$1], -$1) }.flatMap { hasValues && marks[$0] == 0 ? nil : $0 }
        handle = best.map { columns[$0] }
        title = titles.filter { $0 != best }.min { (marks[$0], $0) < (marks[$1], $1) }.map { columns[$0] }
        link = ([handle].compactMap { $0 } + columns).first { Self.areLinks(header.samples.values(of: $0)) }
    }

    func position(of name: String) -> Int? {
        switch name {
        case "$handle": handle
        case "$title": title
        case "$link": link
        default: nil
        }
    }

    /// How much a column's values look like handles, in thousandths of a value.
    private static func mark(_ values: [String], of platform: Platform?) -> Int {
        guard !values.isEmpty else { return 0 }
        return values.reduce(0) { $0 + mark($1, of: platform) } / values.count
    }

    private static func mark(_ value: String, of platform: Platform?) -> Int {
        if isSurelyHandle(value, of: platform) { return 4000 }
        let bytes = Array(value.utf8)
        // An id in a link is better than nothing.
        if let link = PlatformLink(bytes.span) { return link.handle == nil || link.post != nil ? 0 : 1000 }
        guard !value.contains("//"), bytes.allSatisfy(isHandleByte), bytes.contains(where: Ascii.isLetter) else { return 0 }
        // `Mira` can be a first name; `mira`, `mira.vale`, `MiraVale` and `mira7` hardly.
        let isWord = isCapital(bytes[0]) && bytes.dropFirst().allSatisfy { Ascii.isLetter($0) && !isCapital($0) }
        return isWord ? 1000 : 3000
    }

    /// Can be nothing else than a handle: `@mira.vale`, or a link to its profile.
    private static func isSurelyHandle(_ value: String, of platform: Platform?) -> Bool {
        if value.hasPrefix("@") { return value.utf8.count > 1 && !value.contains(" ") }
        let bytes = Array(value.utf8)
        guard let link = PlatformLink(bytes.span), link.handle != nil, link.post == nil, !link.isIdentifier else { return false }
        return platform == nil || link.platform == platform
    }

    /// Most values are surely handles, and hardly one comes twice: an agency's comes in row after row.
    private static func areSurelyHandles(_ values: [String], of platform: Platform?) -> Bool {
        let sure = values.filter { isSurelyHandle($0, of: platform) }
        return !sure.isEmpty && sure.count * 2 > values.count && Set(sure).count * 10 >= sure.count * 9
    }

    private static func areLinks(_ values: [String]) -> Bool {
        let links = values.count { value in
            let bytes = Array(value.utf8)
            guard let link = PlatformLink(bytes.span) else { return false }
            return link.handle != nil && link.post == nil
        }
        return links > 0 && links * 2 > values.count
    }

    private static func isHandleByte(_ byte: UInt8) -> Bool {
        Ascii.isLetter(byte) || Ascii.isDigit(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
    }

    private static func isCapital(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "A") <= 25 }
}
