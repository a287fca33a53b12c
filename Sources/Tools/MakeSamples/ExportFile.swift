internal import RecordFormats

/// One file of the samples, and what Tierwise must say about its rows.
struct ExportFile {
    /// Path within the output folder; what ends in `.gz` is packed.
    var path: String
    var bytes: [UInt8]
    var accepted = 0
    var quarantined = 0
    var skipped = 0
    var quarantinedCells = 0
    /// The gzip member ends in the middle, and a second one follows.
    var hasTwoMembers = false
    /// Defects on purpose: what, and what Tierwise does about it.
    var planted: [(what: String, outcome: String)] = []
    /// What the file gives when it is read alone; nil for inputs of `micro-vs-macro.yml`, whose truth is the report's.
    var reading: Reading?
    /// The posts it shows, as it shows them.
    var posts: [Post] = []

    var rows: Int { accepted + quarantined + skipped }
    /// Inputs of `micro-vs-macro.yml`, as against other exports, the truth and the pages beside them.
    var isInput: Bool { rows > 0 && reading == nil }
}

/// The file as it takes shape: its rows, what they add up to, what is wrong with it.
extension ExportFile {
    /// Counts the shown posts as accepted rows, with their sums.
    mutating func accept(_ posts: [Post], _ columns: [String]) {
        accepted += posts.count
        self.posts += posts
        reading?.sums = ColumnSums(posts, columns)
    }

    mutating func plant(_ what: String, _ outcome: String) { planted.append((what, outcome)) }
}

/// CSV as the exporters write it: they differ in what they put in quotes.
struct CSVBuilder {
    enum Quoting {
        /// Only where needed (RFC 4180).
        case needed
        /// Also what holds a blank.
        case blanks
        /// Everything but nothing.
        case values
        case always
    }

    private(set) var bytes: [UInt8] = []
    private let quoting: Quoting
    private let newline: String

    init(_ quoting: Quoting = .needed, byteOrderMark: Bool = false, newline: String = "\n") {
        self.quoting = quoting
        self.newline = newline
        if byteOrderMark { bytes += [0xEF, 0xBB, 0xBF] }
    }

    mutating func row(_ fields: [String]) {
        for (index, field) in fields.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            append(field)
        }
        bytes += Array(newline.utf8)
    }

    /// A line as it stands: a preamble, a footer, nothing.
    mutating func line(_ text: String) { bytes += Array((text + newline).utf8) }

    /// Some exporters do not end the last line.
    mutating func dropLastNewline() { bytes.removeLast(newline.utf8.count) }

    private mutating func append(_ field: String) {
        let isQuoted: Bool
        switch quoting {
        case .needed: isQuoted = false
        case .blanks: isQuoted = field.contains(" ")
        case .values: isQuoted = !field.isEmpty
        case .always: isQuoted = true
        }
        guard isQuoted else { return CSVText.appendField(Array(field.utf8).span, to: &bytes) }
        bytes += Array("\"\(field.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\"".utf8)
    }
}

/// Texts of optional values: missing is empty.
func text(_ count: Int?) -> String { count.map { String($0) } ?? "" }

/// Cents as `12.34`.
func money(_ cents: Int?) -> String {
    guard let cents else { return "" }
    let rest = cents % 100
    return "\(cents / 100).\(rest < 10 ? "0" : "")\(rest)"
}

/// `12345` as `12,345`.
func thousands(_ count: Int) -> String {
    let digits = String(count)
    var text = ""
    for (index, digit) in digits.enumerated() {
        if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
        text.append(digit)
    }
    return text
}
