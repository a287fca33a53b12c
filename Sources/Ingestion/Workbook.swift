internal import ByteStreams
internal import RecordFormats

/// An Excel workbook: its sheets, and what they share.
///
/// Only parts of the workbook itself are ever opened; what it says of files and pages elsewhere is not followed.
struct Workbook {
    struct Sheet {
        var name: String
        /// From 1 on, all tabs counted.
        var number: Int
        var isHidden: Bool
        fileprivate var member: ZipMember
    }

    let archive: ZipArchive
    /// In the order of their tabs.
    let sheets: [Sheet]
    let hasMacros: Bool
    fileprivate let limits: StreamLimits
    private let styles: CellStyles
    private let texts: SharedTexts
    private let uses1904: Bool

    /// Bytes of a part that is no sheet, after unpacking.
    private static let partBytes = 512 << 20

    init(_ archive: ZipArchive, limits: StreamLimits) throws(StreamError) {
        self.archive = archive
        self.limits = limits
        if let bad = archive.members.first(where: { $0.refusal != nil }), let why = bad.refusal {
            throw Self.error(archive, .unsupportedFormat, "is a workbook whose part \(bad.name.printable) \(why.prefix { $0 != ";" })", "save it anew as .xlsx or CSV UTF-8")
        }
        let parts = WorkbookParts(archive: archive, limits: StreamLimits(unpackedBytes: min(limits.unpackedBytes, Self.partBytes)))
        let root = try parts.relationships(of: "")
        let main = try root.first { $0.type == "officeDocument" }.map { (target) throws(StreamError) in try parts.path(target, from: "") } ?? "xl/workbook.xml"
        let book = try parts.read(main, WorkbookSheets())
        uses1904 = book.uses1904
        let related = try parts.relationships(of: main)
        func shared<Part: WorkbookPart>(_ type: String, _ empty: Part) throws(StreamError) -> Part {
            guard let target = related.first(where: { $0.type == type }) else { return empty }
            return try parts.read(try parts.path(target, from: main), empty)
        }
        styles = try shared("styles", CellStyles())
        texts = try shared("sharedStrings", SharedTexts())
        hasMacros = archive.members.contains { $0.name.lowercased().hasSuffix("vbaproject.bin") } || related.contains { $0.type.hasSuffix("Macrosheet") }
        var sheets: [Sheet] = []
        for (index, sheet) in book.sheets.enumerated() {
            guard let target = related.first(where: { $0.id == sheet.relationship }) else {
                throw Self.error(archive, .corrupt, "is a workbook that lacks its sheet \(sheet.name.printable)", Self.saveAgain)
            }
            // Charts and macros have tabs of their own.
            guard target.type == "worksheet" else { continue }
            let member = try parts.member(try parts.path(target, from: main))
            sheets.append(Sheet(name: sheet.name, number: index + 1, isHidden: sheet.isHidden, member: member))
        }
        self.sheets = sheets
        guard !sheets.isEmpty else {
            let what = hasMacros ? "macros" : "no sheet with cells"
            throw Self.error(archive, .unsupportedFormat, "is a workbook that holds \(what) only", "save the table as CSV UTF-8")
        }
    }

    fileprivate static let saveAgain = "open it in a spreadsheet program and save it again, or save the sheet as CSV UTF-8"

    fileprivate static func error(_ archive: ZipArchive, _ kind: StreamError.Kind, _ detail: String, _ remedy: String) -> StreamError {
        StreamError(kind: kind, path: archive.path, detail: detail, remedy: remedy)
    }

    fileprivate static func error(_ fault: WorkbookFault, in member: ZipMember, of archive: ZipArchive) -> StreamError {
        let detail = "is a workbook whose part \(member.name.printable) \(fault.detail)"
        return switch fault.kind {
        case .damaged: error(archive, .corrupt, detail, saveAgain)
        case .hostile: error(archive, .unsupportedFormat, detail, "ask who made it for the table as CSV UTF-8")
        case .tooLarge: error(archive, .tooLarge, detail, "save the sheet as CSV UTF-8")
        }
    }

    fileprivate func reader(width: Int?) -> SheetReader {
        SheetReader(styles: styles, texts: texts, uses1904: uses1904, width: width)
    }
}

/// The parts of a workbook by their names.
private struct WorkbookParts {
    let archive: ZipArchive
    let limits: StreamLimits
    private let members: [String: ZipMember]

    init(archive: ZipArchive, limits: StreamLimits) {
        self.archive = archive
        self.limits = limits
        members = Dictionary(archive.members.map { (Self.key($0.name), $0) }) { first, _ in first }
    }

    /// Names of parts are the same in capitals and small letters; some programs write them with backslashes.
    private static func key(_ name: String) -> String { name.lowercased().replacing("\\", with: "/") }

    func member(_ path: String) throws(StreamError) -> ZipMember {
        guard let member = members[Self.key(path)] else {
            throw Workbook.error(archive, .corrupt, "is a workbook that lacks its part \(path.printable)", Workbook.saveAgain)
        }
        return member
    }

    func read<Part: WorkbookPart>(_ path: String, _ part: Part) throws(StreamError) -> Part {
        let member = try member(path)
        let stream = try archive.reader(of: member, limits: limits)
        var reader = WorkbookPartReader(part)
        var isLast = false
        while !isLast {
            var piece: [UInt8] = []
            isLast = try !stream.read(SheetText.pieceBytes, appendingTo: &piece)
            do throws(WorkbookFault) {
                try reader.read(piece, isLast: isLast)
            } catch {
                throw Workbook.error(error, in: member, of: archive)
            }
        }
        return reader.part
    }

    /// What belongs to a part, the empty name for the workbook itself; nothing where no part says so.
    func relationships(of path: String) throws(StreamError) -> [WorkbookRelationships.Target] {
        let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
        let name = "\(path[..<slash])_rels/\(path[slash...]).rels"
        guard members[Self.key(name)] != nil else { return [] }
        return try read(name, WorkbookRelationships()).targets
    }

    /// The name of a part, as another part refers to it.
    func path(_ target: WorkbookRelationships.Target, from path: String) throws(StreamError) -> String {
        var parts = target.target.hasPrefix("/") ? [] : path.split(separator: "/").dropLast().map(String.init)
        var leadsOutside = target.isExternal
        for part in target.target.split(separator: "/") where part != "." {
            if part != ".." { parts.append(String(part)) } else if parts.popLast() == nil { leadsOutside = true }
        }
        guard !leadsOutside else {
            throw Workbook.error(
                archive, .unsupportedFormat, "is a workbook whose \(target.type) lies outside of it (\(target.target.prefix(80).description.printable)), and that is not followed",
                "save it anew as .xlsx or CSV UTF-8")
        }
        return parts.joined(separator: "/")
    }
}

/// The text of one sheet (`SheetReader`), which may be used only after all of it has been read.
struct SheetText: ~Copyable {
    fileprivate static let pieceBytes = 32 << 10

    /// What a first look told: all of the sheet has been read, so that its part is known to be whole.
    struct Extent {
        fileprivate var width: Int
        var formulasWithoutValue: Int
        var tallMerges: Int
        var isEmpty: Bool { width == 0 }
    }

    let notes: [String]
    /// Other sheets that are known by their headers, and are not read: number by name.
    let unread: [String: Int]
    private let archive: ZipArchive
    private let member: ZipMember
    private let limits: StreamLimits
    private let stream: ZipMemberReader
    private var reader: SheetReader
    private var text: [UInt8] = []
    private var position = 0
    private var bytes = 0
    private var isLast = false
    /// Rows of the last piece wait to be written.
    private var hasMore = false

    static func measure(_ sheet: Workbook.Sheet, of workbook: Workbook) throws(StreamError) -> Extent {
        var text = try SheetText(sheet, of: workbook, extent: nil)
        while try text.fill() {}
        return Extent(
            width: text.reader.width, formulasWithoutValue: text.reader.formulasWithoutValue, tallMerges: text.reader.tallMerges)
    }

    /// - Parameters:
    ///   - extent: nil while it is measured.
    ///   - notes: what people should know of the sheet.
    init(_ sheet: Workbook.Sheet, of workbook: Workbook, extent: Extent?, notes: [String] = [], unread: [String: Int] = [:]) throws(StreamError) {
        (self.notes, self.unread) = (notes, unread)
        archive = workbook.archive
        member = sheet.member
        limits = workbook.limits
        stream = try archive.reader(of: member, limits: limits)
        reader = workbook.reader(width: extent?.width)
    }

    /// Appends up to `limit` bytes; false at the end.
    mutating func read(into buffer: inout [UInt8], atMost limit: Int) throws(StreamError) -> Bool {
        while position == text.count, try fill() {}
        let count = min(limit, text.count - position)
        buffer.append(contentsOf: text[position..<position + count])
        position += count
        return count > 0
    }

    /// Writes the next rows; false where there are none.
    private mutating func fill() throws(StreamError) -> Bool {
        text.removeAll(keepingCapacity: true)
        position = 0
        guard hasMore || !isLast else {
            try archive.requireUnchanged()
            return false
        }
        do {
            if !hasMore {
                var piece: [UInt8] = []
                isLast = try !stream.read(Self.pieceBytes, appendingTo: &piece)
                try reader.read(piece, isLast: isLast)
            }
            hasMore = try reader.write(to: &text, atLeast: Self.pieceBytes)
        } catch let fault as WorkbookFault {
            throw Workbook.error(fault, in: member, of: archive)
        } catch let error as StreamError {
            throw error
        } catch {
            preconditionFailure("no other error is thrown here")
        }
        bytes += text.count
        guard bytes <= limits.unpackedBytes else { throw .tooManyBytes(limits, path: archive.path) }
        return true
    }
}
