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

    var rows: Int { accepted + quarantined + skipped }
    /// Inputs of the pipeline, as against the truth and the pages beside them.
    var isInput: Bool { rows > 0 }
}

/// CSV as the exporters write it: they differ in what they put in quotes.
struct CSVBuilder {
    enum Quoting {
        /// Only where needed (RFC 4180).
        case needed
        /// Also what holds a blank.
        case blanks
        case always
    }

    private(set) var bytes: [UInt8] = []
    private let quoting: Quoting

    init(_ quoting: Quoting = .needed, byteOrderMark: Bool = false) {
        self.quoting = quoting
        if byteOrderMark { bytes += [0xEF, 0xBB, 0xBF] }
    }

    mutating func row(_ fields: [String]) {
        for (index, field) in fields.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            append(field)
        }
        bytes.append(UInt8(ascii: "\n"))
    }

    private mutating func append(_ field: String) {
        let isQuoted = quoting == .always || (quoting == .blanks && field.contains(" "))
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
