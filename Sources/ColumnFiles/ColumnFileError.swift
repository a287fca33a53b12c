/// Why a column file could not be read: what is wrong, and where in the file. The file's name is the caller's to add.
///
/// The one error type of this module. Faults of a program (columns of unequal length, a type that the schema does not have) trap.
package struct ColumnFileError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Whether the file, its writer or the allowance is at fault.
    package enum Kind: Sendable, CaseIterable {
        /// The bytes contradict the format or themselves.
        case damaged
        /// Well-formed, but outside the flat subset that this module reads.
        case unsupported
        /// Within the format, but more than the caller's allowance of memory.
        case tooLarge
    }

    /// What programs go by.
    package var kind: Kind
    /// What is wrong, in words that name the type, encoding, codec or field.
    package var what: String
    /// The row group, counted from 0.
    package var rowGroup: Int?
    /// The column's name, its path joined by dots.
    package var column: String?
    /// The page of the column chunk, counted from 0, the dictionary's page included.
    package var page: Int?

    /// Without a place; whoever knows row group, column and page adds them.
    package static func damaged(_ what: String) -> Self { Self(kind: .damaged, what: what) }
    package static func unsupported(_ what: String) -> Self { Self(kind: .unsupported, what: what) }
    package static func tooLarge(_ what: String) -> Self { Self(kind: .tooLarge, what: what) }

    /// The same error with a place, where it has none yet.
    func at(rowGroup: Int? = nil, column: String? = nil, page: Int? = nil) -> Self {
        var placed = self
        placed.rowGroup = self.rowGroup ?? rowGroup
        placed.column = self.column ?? column
        placed.page = self.page ?? page
        return placed
    }

    package var description: String {
        var places: [String] = []
        if let column { places.append("column \(column)") }
        if let rowGroup { places.append("row group \(rowGroup)") }
        if let page { places.append("page \(page)") }
        return places.isEmpty ? what : "\(places.joined(separator: ", ")): \(what)"
    }
}
