/// How a file holds its records.
package enum Container: String, Sendable, Codable, CaseIterable {
    /// Rows of delimited fields: CSV, TSV and their relatives.
    case csv
    /// One JSON value a line.
    case ndjson
    /// One JSON document: an array of records, or an object that holds such an array.
    case jsonArray = "json"

    /// The name people use.
    package var title: String {
        switch self {
        case .csv: "CSV"
        case .ndjson: "NDJSON"
        case .jsonArray: "JSON document"
        }
    }
}

/// Which line ends a file uses, inside quoted fields too. The readers accept all of them at any time; this is for people.
package enum NewlineStyle: String, Sendable, Codable, CaseIterable {
    /// `cr` is alone, as old Macintoshes wrote it; `mixed` is any two of them in one file.
    case lf, crlf, cr, mixed

    /// As people call it.
    package var title: String {
        switch self {
        case .lf: "LF"
        case .crlf: "CRLF"
        case .cr: "CR"
        case .mixed: "mixed line ends"
        }
    }
}

/// Everything a reader must know about a file besides its schema.
package struct Dialect: Sendable, Equatable, Codable {
    /// Which family of readers is asked.
    package var container: Container
    /// Bytes become UTF-8 before any reader sees them.
    package var encoding: TextEncoding
    /// Whether the file starts with a byte-order mark. The transcoder drops it either way.
    package var byteOrderMark: Bool
    /// Separates the fields of a CSV record.
    package var delimiter: UInt8
    /// Encloses CSV fields; nil: no character does, every one is text.
    package var quote: UInt8?
    /// Whether a backslash before a quote, a delimiter or a backslash makes it text.
    package var backslashEscape: Bool
    /// Blanks beside a delimiter are no part of the fields, and a quote after them opens one: `1, "a"`.
    package var trimsBlanks: Bool
    /// A quote inside quotes that no delimiter and no line end follows is text: `'Men's socks'`.
    package var looseQuotes: Bool
    /// A spreadsheet that took each line for one cell quoted it once more: `"1,""a"",2"`.
    package var quotedLines: Bool
    /// Columns are parted by two blanks or more, which stand for one delimiter each.
    package var alignedColumns: Bool
    /// The text is a sheet of a workbook (`SheetReader`): a line of it is a row, because line breaks in cells are marked.
    package var isSheet: Bool
    /// The header record is one physical line and every quote in it is text, because they are broken.
    package var plainHeader: Bool
    /// Empty cells that a record may have beyond its last column, as delimiters at the ends of lines leave them.
    package var emptyTail: Int
    /// Physical lines before the header record (before the first record when there is no header).
    package var preambleLines: Int
    /// Header records; 0: the first record is data.
    package var headerLines: Int
    /// What most lines end with; for people only.
    package var newline: NewlineStyle

    /// Plain CSV with a header line, unless said otherwise.
    package init(
        container: Container = .csv, encoding: TextEncoding = .utf8, byteOrderMark: Bool = false,
        delimiter: UInt8 = UInt8(ascii: ","), quote: UInt8? = UInt8(ascii: "\""), backslashEscape: Bool = false,
        trimsBlanks: Bool = false, looseQuotes: Bool = false, quotedLines: Bool = false,
        alignedColumns: Bool = false, isSheet: Bool = false, plainHeader: Bool = false, emptyTail: Int = 0, preambleLines: Int = 0, headerLines: Int = 1, newline: NewlineStyle = .lf
    ) {
        self.container = container
        self.encoding = encoding
        self.byteOrderMark = byteOrderMark
        self.delimiter = delimiter
        self.quote = quote
        self.backslashEscape = backslashEscape
        self.trimsBlanks = trimsBlanks
        self.looseQuotes = looseQuotes
        self.quotedLines = quotedLines
        self.alignedColumns = alignedColumns
        self.isSheet = isSheet
        self.plainHeader = plainHeader
        self.emptyTail = emptyTail
        self.preambleLines = preambleLines
        self.headerLines = headerLines
        self.newline = newline
    }

    /// In place of a line break in a cell of a sheet: a character that XML, and so no cell, can hold.
    static let lineBreakMark: UInt8 = 0x1F

    /// What our own stages write: UTF-8, comma, double quotes where needed, one header record, LF.
    package static let canonical = Dialect()

    /// One line for people, such as `CSV, UTF-8 with byte-order mark, comma, 2 preamble lines, 1 header record, CRLF`.
    package var summary: String {
        if isSheet {
            let above = preambleLines > 0 ? ", \(counted(preambleLines, "row")) above the header" : ""
            return "sheet of a workbook\(above), \(headerLines == 0 ? "no header" : counted(headerLines, "header row"))"
        }
        var parts = [container.title, encoding.title + (byteOrderMark ? " with byte-order mark" : "")]
        if container == .csv {
            parts.append(alignedColumns ? "columns parted by blanks" : Dialect.name(ofDelimiter: delimiter) + (trimsBlanks ? " and blanks" : ""))
            if quotedLines { parts.append("each line quoted once more") }
            switch quote {
            case UInt8(ascii: "\""): break
            case nil: parts.append("no quotes")
            case let other?: parts.append("quote \(Character(UnicodeScalar(other)))")
            }
            if backslashEscape { parts.append("backslash escapes") }
            if looseQuotes { parts.append("quotes inside quotes are text") }
            if preambleLines > 0 { parts.append(counted(preambleLines, "preamble line")) }
            parts.append(headerLines == 0 ? "no header" : counted(headerLines, "header record"))
        }
        parts.append(newline.title)
        return parts.joined(separator: ", ")
    }

    /// The name that people use, or the character itself.
    package static func name(ofDelimiter delimiter: UInt8) -> String {
        switch delimiter {
        case UInt8(ascii: ","): "comma"
        case UInt8(ascii: ";"): "semicolon"
        case UInt8(ascii: "\t"): "tab"
        case UInt8(ascii: "|"): "pipe"
        case UInt8(ascii: ":"): "colon"
        case UInt8(ascii: " "): "space"
        default: "delimiter \(Character(UnicodeScalar(delimiter)))"
        }
    }
}

/// `1 line`, `2 lines`.
func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
}

/// The parts of a dialect that somebody fixed; what is nil is detected.
package struct DialectOverrides: Sendable, Equatable {
    /// Only this one is tried.
    package var container: Container?
    /// Not detected then, whatever the bytes look like.
    package var encoding: TextEncoding?
    /// Of CSV.
    package var delimiter: UInt8?
    /// Outer nil: detected. Inner nil: no quote character.
    package var quote: UInt8??
    /// Whether a backslash quotes.
    package var backslashEscape: Bool?
    /// Whether blanks beside delimiters are dropped.
    package var trimsBlanks: Bool?
    /// Lines above the header.
    package var preambleLines: Int?
    /// Records of the header.
    package var headerLines: Int?
    package var newline: NewlineStyle?
    /// The sheet of a workbook, by its name or its number from 1 on; nil: the first one that is known.
    package var sheet: String?
    fileprivate(set) var isSheet = false

    /// `quote: .some(.none)` says that no character quotes.
    package init(
        container: Container? = nil, encoding: TextEncoding? = nil, delimiter: UInt8? = nil, quote: UInt8?? = nil,
        backslashEscape: Bool? = nil, trimsBlanks: Bool? = nil, preambleLines: Int? = nil, headerLines: Int? = nil,
        newline: NewlineStyle? = nil, sheet: String? = nil
    ) {
        self.container = container
        self.encoding = encoding
        self.delimiter = delimiter
        self.quote = quote
        self.backslashEscape = backslashEscape
        self.trimsBlanks = trimsBlanks
        self.preambleLines = preambleLines
        self.headerLines = headerLines
        self.newline = newline
        self.sheet = sheet
    }

    /// What is known of the text that `SheetReader` writes; where the table begins in it is told or found as in every file.
    package var ofSheet: DialectOverrides {
        var overrides = DialectOverrides(
            container: .csv, encoding: .utf8, delimiter: UInt8(ascii: ","), quote: .some(UInt8(ascii: "\"")), backslashEscape: false,
            trimsBlanks: false, preambleLines: preambleLines, headerLines: headerLines, newline: .lf, sheet: sheet)
        overrides.isSheet = true
        return overrides
    }
}

/// A delimiter as people write it: a character, its name, or a character with a blank beside it (`, `).
package struct NamedDelimiter: Sendable, Equatable {
    /// The character that separates.
    package var byte: UInt8
    /// A blank belongs to it.
    package var hasBlank: Bool

    private static let names: [(name: String, byte: UInt8)] = [
        ("tab", 0x09), ("\\t", 0x09), ("space", 0x20), ("comma", UInt8(ascii: ",")), ("semicolon", UInt8(ascii: ";")),
        ("pipe", UInt8(ascii: "|")), ("colon", UInt8(ascii: ":")),
    ]

    /// nil for what is neither.
    package init?(_ text: String) {
        if let named = Self.names.first(where: { $0.name == text }) {
            (byte, hasBlank) = (named.byte, false)
            return
        }
        let bare = text.utf8.filter { $0 != 0x20 }
        if bare.isEmpty, text.utf8.count == 1 {
            (byte, hasBlank) = (0x20, false)
        } else if bare.count == 1, let only = bare.first, only < 0x80 {
            (byte, hasBlank) = (only, text.utf8.count > 1)
        } else {
            return nil
        }
    }
}

/// Bounds that keep a hostile file from taking the memory.
package struct RecordLimits: Sendable, Equatable {
    /// Bytes of one record's text.
    package var recordBytes = 4 << 20
    /// Fields of one CSV record.
    package var columns = 4096
    /// Nesting of one JSON record.
    package var depth = 64

    /// The limits that hold where nobody says otherwise.
    package static let standard = RecordLimits()
}

/// A file's dialect, what stands above its records, and why we think so.
package struct DetectedDialect: Sendable, Equatable {
    /// Whole, with nothing left to detect.
    package var dialect: Dialect
    /// Names in the first header record, as written; empty for JSON and for files without a header.
    package var header: [String]
    /// Cells of the second header record where there is one.
    package var secondHeader: [String]
    /// All header records as written; empty where the header is none of the records.
    package var headerRecords: [[String]] = []
    /// Preamble lines as written, without line ends.
    package var preamble: [String]
    /// The file has a header and nothing after it. Only known when the sample was the whole file.
    package var isHeaderOnly: Bool
    /// Fields that a whole record has, where the records agree; the header where they do not. nil: the first record tells.
    package var columns: Int?
    /// Columns at the end that no record has a field for.
    package var leftOut = 0
    /// Why nobody can tell which name belongs to which column; nil where the widths of header and records agree.
    package var unclearWidth: String?
    /// Tables that stand one below the other, parted by blank lines; each has a header of its own.
    package var tables: Int
    /// The reasons, in words, one sentence each.
    package var evidence: [String]
    /// What people should know though nothing is wrong, each a clause.
    package var notes: [String] = []

    /// `evidence` is one clause per decision, for people.
    package init(
        dialect: Dialect, header: [String] = [], secondHeader: [String] = [], preamble: [String] = [],
        isHeaderOnly: Bool = false, tables: Int = 1, evidence: [String] = []
    ) {
        self.dialect = dialect
        self.header = header
        self.secondHeader = secondHeader
        self.preamble = preamble
        self.isHeaderOnly = isHeaderOnly
        self.tables = tables
        self.evidence = evidence
    }
}

/// A file that has no readable records at all.
package struct DialectError: Error, Sendable, Equatable {
    /// What the file lacks.
    package enum Kind: String, Sendable, CaseIterable {
        /// Not one byte.
        case emptyFile = "empty_file"
        /// A byte-order mark and nothing else.
        case onlyByteOrderMark = "only_byte_order_mark"
        /// Blank lines and nothing else.
        case onlyBlankLines = "only_blank_lines"
        /// A preamble and no record after it.
        case onlyPreamble = "only_preamble"
        /// More than `RecordLimits` allow.
        case tooManyColumns = "too_many_columns"
        /// Known to be text, in an encoding that is not read.
        case unsupportedEncoding = "unsupported_encoding"
        /// Text that two encodings read differently, each as well as the other.
        case ambiguousEncoding = "ambiguous_encoding"
        /// Neither text nor anything we know.
        case notText = "not_text"
        /// The header record cannot be read.
        case unreadableHeader = "unreadable_header"
        /// Options that contradict each other.
        case conflictingOptions = "conflicting_options"

        /// Whether the file holds nothing at all, as a day without rows does in some exports.
        package var isEmptyFile: Bool {
            switch self {
            case .emptyFile, .onlyByteOrderMark, .onlyBlankLines: true
            default: false
            }
        }
    }

    /// What programs go by.
    package var kind: Kind
    /// What, why, what to do.
    package var message: String

    /// `message` for people, with what to do.
    package init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }
}
