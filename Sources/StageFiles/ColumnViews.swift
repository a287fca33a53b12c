/// The values of one column of numbers, taken out of a table once and looked at row by row, in line.
package struct NumberColumn: Sendable {
    /// As many as there are rows, or none where all values are missing.
    @usableFromInline let cells: [Int64]

    init(_ column: StageColumn) {
        precondition(!column.isText && column.isRead, "a column of numbers that was read")
        cells = column.cells
    }

    /// Nil where the value is missing.
    @inlinable package subscript(row: Int) -> Int64? {
        guard !cells.isEmpty, cells[row] != StageColumn.missingNumber else { return nil }
        return cells[row]
    }

    /// Cheaper than asking for the value.
    @inlinable package func isMissing(_ row: Int) -> Bool { cells.isEmpty || cells[row] == StageColumn.missingNumber }

    /// Of a column of flags.
    @inlinable package func flag(_ row: Int) -> Bool? { self[row].map { $0 != 0 } }
}

/// The texts of one column, taken out of a table once and looked at row by row, in line.
package struct TextRanges: Sendable {
    @usableFromInline let cells: [Int64]

    init(_ column: StageColumn) {
        precondition(column.isText && column.isRead, "a column of texts that was read")
        cells = column.cells
    }

    /// What tells texts apart that were read from one dictionary: rows with equal numbers have equal texts.
    @inlinable package func place(_ row: Int) -> Int64 { cells.isEmpty ? StageColumn.missingText : cells[row] }

    /// Where a row's text stands in the table's bytes; empty where it is missing.
    @inlinable package subscript(row: Int) -> Range<Int> { StageColumn.range(place(row)) }

    /// An empty text is a missing one.
    @inlinable package func isMissing(_ row: Int) -> Bool { place(row) & StageColumn.lengthMask == 0 }
}

extension StageRows {
    /// Column `column` of the schema, which must be one of numbers and have been read.
    package func numbers(_ column: Int) -> NumberColumn { NumberColumn(self.column(column)) }
    /// Column `column` of the schema, which must be one of texts and have been read.
    package func texts(_ column: Int) -> TextRanges { TextRanges(self.column(column)) }
}
