/// Reads the part of a workbook that holds a sheet, piece by piece, and writes the sheet as the CSV text that a spreadsheet program
/// would export: UTF-8, commas, quotes where they are needed, a line for each row from the first one on. So a workbook is read as its
/// CSV twin is, by the same code, and a line number is the number of a row.
///
/// What differs from an export:
/// - A number is written as it is stored, not as its cell shows it: never rounded, without separators. Percents keep their sign,
///   amounts that of their currency, dates and times are ISO 8601.
/// - A text with a digit is in quotes, and no number is: how the one is written says nothing of the other (`FieldKind.number`).
/// - A line break in a cell is a mark (`Dialect.isSheet`), so that a row is one line.
/// - A row without a value is an empty line.
///
/// A formula counts by the value that was stored with it; the value of merged cells stands in the first of them.
///
/// The sheet is read twice: first without a width, which then tells it (`width`), then with that, so that every row gets as many
/// fields. Memory is bounded by the piece, a row and the texts that cells share.
package struct SheetReader: ~Copyable {
    private let styles: CellStyles
    private let texts: SharedTexts
    private let uses1904: Bool
    private let limits: RecordLimits
    /// Nil while it is measured.
    private let givenWidth: Int?

    private var parser = ExpatParser()
    private var events = XMLEvents()
    private var position = 0

    /// Columns up to the last one with a value.
    package private(set) var width = 0
    /// Formulas without a value: nobody has calculated them.
    package private(set) var formulasWithoutValue = 0
    /// Merged cells that go on in the next row.
    package private(set) var tallMerges = 0

    private var row = 0
    private var column = 0
    /// The last row of which something was written.
    private var writtenRow = 0
    /// Separators written in the current row.
    private var separators = 0
    private var rowStart = 0
    private var cell = Cell()

    private static let mostRows = 1 << 20
    private static let mostColumns = 1 << 14

    private struct Cell {
        enum Kind {
            case number, shared, text, boolean
        }

        var isOpen = false
        var kind = Kind.number
        var style = 0
        var isInValue = false
        var isInline = false
        var hasFormula = false
        var value: [UInt8] = []
        var rich = RichText()
    }

    /// `width` pads each row to so many cells; nil leaves rows as wide as they are.
    package init(styles: CellStyles, texts: SharedTexts, uses1904: Bool, width: Int?, limits: RecordLimits = .standard) {
        self.styles = styles
        self.texts = texts
        self.uses1904 = uses1904
        self.limits = limits
        givenWidth = width
    }

    /// Takes a piece in; its rows are to be written before the next one.
    package mutating func read(_ piece: [UInt8], isLast: Bool) throws(WorkbookFault) {
        try parser.parse(piece.span, isLast: isLast, into: &events)
        position = 0
    }

    /// Appends rows of the piece until `output` has `limit` bytes.
    ///
    /// - Returns: false once there are no more.
    package mutating func write(to output: inout [UInt8], atLeast limit: Int) throws(WorkbookFault) -> Bool {
        while position < events.events.count {
            if output.count >= limit { return true }
            let event = events.events[position]
            position += 1
            switch event.kind {
            case .start: try start(event)
            case .text where cell.isInValue: try addValue(event)
            case .text where cell.isInline: try cell.rich.take(event, events.bytes)
            case .text: break
            case .end: try end(event, to: &output)
            }
        }
        return false
    }

    // MARK: elements

    private static let rowName = XMLName("row")
    private static let cellName = XMLName("c")
    private static let valueName = XMLName("v")
    private static let formulaName = XMLName("f")
    private static let inlineName = XMLName("is")
    private static let mergeName = XMLName("mergeCell")
    private static let reference = XMLName("r")

    private mutating func start(_ event: XMLEvents.Event) throws(WorkbookFault) {
        if cell.isOpen {
            if event.name == Self.valueName { cell.isInValue = true }
            else if event.name == Self.formulaName { cell.hasFormula = true }
            else if event.name == Self.inlineName { cell.isInline = true }
            else if cell.isInline { try cell.rich.take(event, events.bytes) }
        } else if event.name == Self.cellName {
            try startCell(event)
        } else if event.name == Self.rowName {
            try startRow(event)
        } else if event.name == Self.mergeName, let range = events.value(XMLName("ref"), of: event) {
            let corners = events.bytes[range].split(separator: UInt8(ascii: ":"))
            if corners.count == 2, Self.row(corners[0]) != Self.row(corners[1]) { tallMerges += 1 }
        }
    }

    private mutating func startRow(_ event: XMLEvents.Event) throws(WorkbookFault) {
        let number = events.value(Self.reference, of: event).map { Self.row(events.bytes[$0]) } ?? row + 1
        guard number > row, number <= Self.mostRows else {
            throw WorkbookFault(.damaged, "has its rows in no order, or more of them than a sheet can have (row \(number) after \(row))")
        }
        row = number
        column = 0
        separators = 0
    }

    private mutating func startCell(_ event: XMLEvents.Event) throws(WorkbookFault) {
        let number = events.value(Self.reference, of: event).map { Self.column(events.bytes[$0]) } ?? column + 1
        guard row > 0, number > column, number <= Self.mostColumns else {
            throw WorkbookFault(.damaged, "has the cells of row \(row) in no order, or more of them than a sheet can have")
        }
        column = number
        cell.isOpen = true
        cell.kind = .number
        if let type = events.value(XMLName("t"), of: event) {
            switch events.bytes[type].first {
            // `s`, and `str` for the text of a formula.
            case UInt8(ascii: "s"): cell.kind = type.count == 1 ? .shared : .text
            case UInt8(ascii: "b"): cell.kind = .boolean
            case UInt8(ascii: "n"): break
            // Errors and days in ISO 8601 stand there as they are shown.
            default: cell.kind = .text
            }
        }
        cell.style = events.value(XMLName("s"), of: event).map { Self.number(events.bytes[$0]) } ?? 0
        cell.hasFormula = false
        cell.value.removeAll(keepingCapacity: true)
        cell.rich.removeAll()
    }

    private mutating func addValue(_ event: XMLEvents.Event) throws(WorkbookFault) {
        cell.value.append(contentsOf: events.bytes[event.range])
        guard cell.value.count <= CellText.mostBytes else { throw CellText.tooLong }
    }

    private mutating func end(_ event: XMLEvents.Event, to output: inout [UInt8]) throws(WorkbookFault) {
        if !cell.isOpen {
            if event.name == Self.rowName { endRow(to: &output) }
        } else if event.name == Self.cellName {
            try endCell(to: &output)
            cell.isOpen = false
        } else if event.name == Self.valueName {
            cell.isInValue = false
        } else if event.name == Self.inlineName {
            cell.isInline = false
        } else if cell.isInline {
            try cell.rich.take(event, events.bytes)
        }
    }

    // MARK: values

    /// Of the cell that ends, as it is written; kept for its room.
    private var room: [UInt8] = []

    private mutating func endCell(to output: inout [UInt8]) throws(WorkbookFault) {
        var value: [UInt8] = []
        swap(&value, &room)
        defer { swap(&value, &room) }
        value.removeAll(keepingCapacity: true)
        var isText = true
        switch cell.kind {
        case .shared where cell.value.isEmpty: return
        case .shared:
            guard let range = texts.range(Self.number(cell.value[...])) else {
                throw WorkbookFault(.damaged, "refers to a text that the workbook does not have, in row \(row)")
            }
            value.append(contentsOf: texts.bytes[range])
        case .text:
            CellText.append(cell.value.span, to: &value)
            cell.rich.append(to: &value)
        case .boolean:
            if let byte = cell.value.first { value.append(contentsOf: (byte == UInt8(ascii: "1") ? "TRUE" : "FALSE").utf8) }
        case .number:
            if cell.value.isEmpty, cell.hasFormula { formulasWithoutValue += 1 }
            guard let number = CellNumber(cell.value.span) else {
                CellText.append(cell.value.span, to: &value)
                break
            }
            number.append(as: styles.format(cell.style), uses1904: uses1904, to: &value)
            isText = false
        }
        guard !value.isEmpty else { return }
        width = max(width, column)
        guard width <= limits.columns else {
            throw WorkbookFault(.tooLarge, "has a value in column \(column) (row \(row)), beyond the \(limits.columns) columns that are read")
        }
        guard givenWidth != nil else { return }
        openRow(to: &output)
        appendSeparators(to: column - 1, &output)
        if isText, value.contains(where: { $0 &- UInt8(ascii: "0") < 10 }) {
            CSVText.appendQuoted(value.span, to: &output)
        } else {
            CSVText.appendField(value.span, to: &output)
        }
        guard output.count - rowStart <= limits.recordBytes else {
            throw WorkbookFault(.tooLarge, "has more than \(limits.recordBytes) bytes in row \(row)")
        }
    }

    /// Ends the rows before this one.
    private mutating func openRow(to output: inout [UInt8]) {
        guard writtenRow < row else { return }
        output.append(contentsOf: repeatElement(UInt8(ascii: "\n"), count: row - writtenRow - 1))
        writtenRow = row
        rowStart = output.count
    }

    private mutating func endRow(to output: inout [UInt8]) {
        guard let givenWidth, writtenRow == row, row > 0 else { return }
        appendSeparators(to: givenWidth - 1, &output)
        output.append(UInt8(ascii: "\n"))
    }

    private mutating func appendSeparators(to count: Int, _ output: inout [UInt8]) {
        output.append(contentsOf: repeatElement(UInt8(ascii: ","), count: max(0, count - separators)))
        separators = max(separators, count)
    }

    // MARK: references

    /// `28` of `AB28`; 0 for what is none.
    private static func row(_ reference: ArraySlice<UInt8>) -> Int {
        number(reference.drop { $0 | 0x20 >= UInt8(ascii: "a") && $0 | 0x20 <= UInt8(ascii: "z") || $0 == UInt8(ascii: "$") })
    }

    /// 28 for `AB28`.
    private static func column(_ reference: ArraySlice<UInt8>) -> Int {
        var column = 0
        for byte in reference {
            let letter = byte | 0x20
            guard letter >= UInt8(ascii: "a"), letter <= UInt8(ascii: "z"), column <= mostColumns else { break }
            column = column * 26 + Int(letter - UInt8(ascii: "a")) + 1
        }
        return column
    }

    /// -1 for what is no number of a place.
    private static func number(_ digits: ArraySlice<UInt8>) -> Int {
        guard !digits.isEmpty, digits.count <= 9 else { return -1 }
        var number = 0
        for byte in digits {
            guard byte &- UInt8(ascii: "0") < 10 else { return -1 }
            number = number * 10 + Int(byte - UInt8(ascii: "0"))
        }
        return number
    }
}
