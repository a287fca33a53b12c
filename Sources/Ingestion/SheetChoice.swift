internal import ByteStreams
internal import ExportFormats
internal import RecordFormats

/// Which sheet of a workbook is read: the one that a source names, else the first one that is known by its header.
struct SheetChoice {
    private let workbook: Workbook
    private let sheet: Workbook.Sheet
    private let extent: SheetText.Extent
    /// What people should know, each a clause.
    private(set) var notes: [String] = []
    /// Sheets that are known by their headers, too, or that hold money, and are not read: number by name.
    private(set) var unread: [String: Int] = [:]

    init(_ workbook: Workbook, overrides: DialectOverrides, catalogue: FormatCatalogue, format: String?) throws {
        self.workbook = workbook
        if let name = overrides.sheet {
            sheet = try Self.named(name, in: workbook)
            extent = try SheetText.measure(sheet, of: workbook)
        } else {
            let found = try Self.found(in: workbook, overrides: overrides, catalogue: catalogue, format: format)
            (sheet, extent) = (found.sheet, found.extent)
            (notes, unread) = (found.notes, found.unread)
        }
        guard !extent.isEmpty else {
            throw StreamError(
                kind: .empty, path: workbook.archive.path, detail: "is a workbook whose sheet \(sheet.name.printable) is empty",
                remedy: "save it with its values, or name another sheet with `sheet:`")
        }
        if extent.formulasWithoutValue > 0 {
            notes.append("formulas that were never calculated are read as empty (\(extent.formulasWithoutValue)): open it in a spreadsheet program and save it")
        }
        if extent.tallMerges > 0 {
            notes.append("merged cells that reach over several rows (\(extent.tallMerges)) count for the first one only")
        }
        if workbook.hasMacros { notes.append("it holds macros, which are never run") }
    }

    func text() throws -> SheetText { try SheetText(sheet, of: workbook, extent: extent, notes: notes, unread: unread) }

    /// By name, in any capitals, or by number.
    private static func named(_ name: String, in workbook: Workbook) throws -> Workbook.Sheet {
        let folded = name.lowercased()
        if let sheet = workbook.sheets.first(where: { $0.name == name }) ?? workbook.sheets.first(where: { $0.name.lowercased() == folded })
            ?? workbook.sheets.first(where: { Int(name) == $0.number })
        {
            return sheet
        }
        throw StreamError(
            kind: .unsupportedFormat, path: workbook.archive.path,
            detail: "is a workbook without a sheet \(name.printable); it has \(list(workbook.sheets))", remedy: "name one of them with `sheet:` (`--sheet`)")
    }

    private static func found(
        in workbook: Workbook, overrides: DialectOverrides, catalogue: FormatCatalogue, format: String?
    ) throws -> (sheet: Workbook.Sheet, extent: SheetText.Extent, notes: [String], unread: [String: Int]) {
        var filled: [(sheet: Workbook.Sheet, extent: SheetText.Extent, isKnown: Bool, holdsMoney: Bool)] = []
        for sheet in workbook.sheets where !sheet.isHidden {
            let extent = try SheetText.measure(sheet, of: workbook)
            guard !extent.isEmpty else { continue }
            var text = try SheetText(sheet, of: workbook, extent: extent)
            var sample: [UInt8] = []
            while sample.count < FileColumns.valueBytes, try text.read(into: &sample, atMost: FileColumns.valueBytes - sample.count) {}
            let columns = try? FileColumns.find(
                sample: sample, isWhole: sample.count < FileColumns.valueBytes, overrides: overrides, catalogue: catalogue, format: format)
            filled.append((sheet, extent, columns?.areColumns(of: format, in: catalogue) ?? false, columns?.holdMoney ?? false))
        }
        guard let taken = filled.first(where: \.isKnown) ?? filled.first else {
            let hidden = workbook.sheets.filter(\.isHidden)
            throw StreamError(
                kind: .empty, path: workbook.archive.path,
                detail: "is a workbook without a value in any sheet that is shown\(hidden.isEmpty ? "" : " (hidden are \(list(hidden)))")",
                remedy: hidden.isEmpty ? "save it with its values" : "name a hidden sheet with `sheet:` if it holds the table")
        }
        guard filled.count > 1 else { return (taken.sheet, taken.extent, [], [:]) }
        let known = filled.filter(\.isKnown).map(\.sheet)
        let others = filled.map(\.sheet).filter { $0.number != taken.sheet.number }
        let note = switch known.count {
        case 0: "none of its sheets is known by its columns; \(taken.sheet.name.printable), the first one, was looked at: name another with `sheet:`"
        case 1: "its sheet \(taken.sheet.name.printable) is read; left out \(others.count == 1 ? "is" : "are") \(list(others))"
        default: "its sheets \(list(known)) are all known by their columns; \(taken.sheet.name.printable), the first one, is read: name another with `sheet:`"
        }
        let unread = filled.filter { ($0.isKnown || $0.holdsMoney) && $0.sheet.number != taken.sheet.number }.map { ($0.sheet.name, $0.sheet.number) }
        return (taken.sheet, taken.extent, [note], Dictionary(unread) { first, _ in first })
    }

    private static func list(_ sheets: [Workbook.Sheet]) -> String {
        sheets.prefix(8).map(\.name.printable).joined(separator: ", ") + (sheets.count > 8 ? " and \(sheets.count - 8) more" : "")
    }
}
