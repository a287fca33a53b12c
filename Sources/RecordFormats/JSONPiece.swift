/// A range of the text that a scanner cut out: the bytes of one record, or of something beside the records.
struct JSONPiece: Equatable {
    enum Role {
        /// A line of an NDJSON file; `isLast` when no line end followed it.
        case line(isLast: Bool)
        /// An element of the array of records, or a document that is no array.
        case element
        /// A whole document that is read as one page.
        case page
        /// A key or a value around the array of records: nobody wants it, but it must be JSON.
        case surroundings
    }

    /// Offsets in the text of the file.
    var start: Int
    var end: Int
    /// Physical line (1-based) of the first byte.
    var line: Int
    var role: Role
}

extension JSONPiece.Role: Equatable {}
