/// What a field of a record was in its file. CSV knows only `text`; JSON and workbooks know what they wrote.
package enum FieldKind: UInt8, Sendable {
    /// The record has no such field: a short CSV row, an absent JSON key.
    case absent
    /// JSON `null`.
    case null
    /// Text: any CSV field, a JSON string (unescaped).
    case text
    /// A JSON number, as written; a number of a workbook's cell.
    case number
    /// JSON `true` or `false`, as written.
    case boolean
    /// Several values that a path with `[]` found, joined by `FieldBatch.listSeparator`.
    case list
    /// A JSON object or array where a value was wanted, as written.
    case container
}

/// Where a field's value stands in its batch's `bytes`.
package struct FieldSpan: Sendable, Equatable {
    /// Offset in the batch's `bytes`.
    package var start: UInt32
    /// Bytes; 0 also where there is no value.
    package var length: UInt32
    /// What it was in the file.
    package var kind: FieldKind

    /// The same as offsets.
    @inlinable
    package var range: Range<Int> { Int(start)..<Int(start) + Int(length) }

    // Asked for every cell; `==` of another module's enum is a call through its witness.

    /// The record has the field, and it holds more than nothing.
    /// A missing or empty value is nothing, whatever the file writes for it.
    @inlinable @inline(__always)
    package var hasContent: Bool {
        switch kind {
        case .absent, .null: false
        case .text, .number, .boolean, .list, .container: length > 0
        }
    }

    /// Its text is JSON, not a value.
    @inlinable @inline(__always)
    package var isContainer: Bool { if case .container = kind { true } else { false } }
}

/// Where a record stands: in the file (for people) and in its batch (for the program).
package struct RecordSpan: Sendable, Equatable {
    /// Index of the record's first field in the batch's `fields`.
    package var firstField: Int
    /// Fields of the record, missing ones included.
    package var fieldCount: Int
    /// Physical line (1-based) of the record's first byte; for JSON arrays too.
    package var line: Int
    /// Offset (0-based) of the record's first byte in the text, after unpacking and transcoding.
    package var offset: Int
    /// The record as it stood in the text, without its line end: a range of the batch's `bytes`.
    package var rawStart: UInt32
    /// Bytes, without the line end.
    package var rawLength: UInt32

    /// The record's place in the batch's `bytes`.
    package var raw: Range<Int> { Int(rawStart)..<Int(rawStart) + Int(rawLength) }
}

/// Some thousand records as columns of spans over one buffer: what crosses from readers to mappers.
///
/// CSV records have the fields their row has, in file order. JSON records have one field for each path the reader was
/// given, in that order, `absent` where the record lacks it. No field owns memory; a batch is a value and moves between
/// threads whole.
package struct FieldBatch: Sendable {
    /// Separates the values of a `list` field. A line feed cannot stand in a hashtag, a handle or a name.
    package static let listSeparator: UInt8 = 0x0A

    /// Raw text of the records, followed by those values that had to be unescaped or joined.
    package var bytes: [UInt8] = []
    /// Of all records, one after another.
    package var fields: [FieldSpan] = []
    /// In the order of the file.
    package var records: [RecordSpan] = []
    /// Records that could not be read, each with its place and raw text. They are not in `records`.
    package var faults: [RecordFault] = []
    /// Blank lines between records (no candidate rows).
    package var blankLines = 0
    /// Header records met again among the records, as `cat a.csv b.csv` leaves them (no candidate rows).
    package var repeatedHeaders = 0
    /// The line of the first record that names the file's columns anew, in another order or beside others: what stands below belongs
    /// elsewhere (no candidate row).
    package var otherHeader: Int?
    /// Records whose empty cells beyond the last column were left out.
    package var emptyTails = 0

    package init() {}

    /// Where a field's value stands in `bytes`.
    @inlinable
    package func range(_ record: RecordSpan, _ field: Int) -> Range<Int> { fields[record.firstField + field].range }
}

/// Why a record, or one of its fields, could not be read.
package enum RecordFaultKind: String, Sendable, CaseIterable {
    /// Fewer fields than the header has columns.
    case tooFewFields = "too_few_fields"
    /// More fields than the header has columns.
    case tooManyFields = "too_many_fields"
    /// A quoted field goes on behind its closing quote.
    case textAfterQuote = "text_after_closing_quote"
    /// A quote that no later one closes.
    case unclosedQuote = "unclosed_quote"
    /// More bytes than `RecordLimits` allow.
    case recordTooLong = "record_too_long"
    /// Bytes that the encoding cannot mean.
    case invalidEncoding = "invalid_encoding"
    case invalidJSON = "invalid_json"
    /// JSON nested deeper than `RecordLimits` allow.
    case depthExceeded = "depth_exceeded"
    /// A JSON value that is no object.
    case notARecord = "not_a_record"
    /// The file ends inside a record.
    case incompleteLastRecord = "incomplete_last_record"
}

/// Another thing wrong with a record that already has a fault.
package struct FurtherFault: Sendable, Equatable {
    /// Another kind than the first fault's.
    package var kind: RecordFaultKind
    /// Field (1-based), where that is known.
    package var column: Int?
    /// What was wrong, in words, for a person.
    package var detail: String
}

/// One unreadable record: exactly one of these stands for each, whatever else is wrong with it.
package struct RecordFault: Sendable, Equatable {
    /// What was wrong, for programs.
    package var kind: RecordFaultKind
    /// Physical line (1-based) of the record's first byte.
    package var line: Int
    /// Of the record in the text, 0-based, after unpacking and transcoding.
    package var offset: Int
    /// Field (1-based) at which reading failed, where that is known.
    package var column: Int?
    /// What was wrong, in words, for a person.
    package var detail: String
    /// The record's raw text, cut at 4 KiB.
    package var raw: [UInt8]
    /// What else is wrong with the same record, in other kinds.
    package var further: [FurtherFault] = []
}
