package import ByteStreams
package import ExportFormats
package import RecordFormats

/// The text of one input, whatever holds it: a file, plain or packed, a member of an archive, or a sheet of a workbook.
///
/// As with `ByteSource`, the text counts only once all of it has been read.
package struct InputText: ~Copyable {
    /// What is looked at to tell what the input is.
    private static let sampleBytes = 1 << 20

    /// How the text is read: what somebody said, and what is known of a sheet.
    package let overrides: DialectOverrides
    /// The text's beginning, once it has been read.
    package private(set) var sample: [UInt8] = []
    /// The sample is all of it.
    package private(set) var isWhole = false
    private let place: InputPlace
    private var source: TextSource
    /// Of a workbook, once all of it has been read.
    private var workbookSHA256: String?

    /// Opens an input and refuses what cannot be read, with the remedy.
    ///
    /// - Parameter format: what a source says that the file is; nil: any of the catalogue.
    package init(
        _ place: InputPlace, limits: StreamLimits, overrides: DialectOverrides, catalogue: FormatCatalogue, format: String?
    ) throws {
        self.place = place
        source = try TextSource(place, limits: limits, overrides: overrides, catalogue: catalogue, format: format)
        self.overrides = source.isSheet ? overrides.ofSheet : overrides
    }

    /// Reads the text's beginning. Where that fails, `sample` holds what came before.
    package mutating func readSample() throws(StreamError) {
        var start = takeSample()
        defer { sample = start }
        while start.count < Self.sampleBytes, !isWhole { isWhole = try !read(into: &start, atMost: Self.sampleBytes - start.count) }
    }

    /// Hands the sample over, to be read on from there.
    package mutating func takeSample() -> [UInt8] {
        defer { sample = [] }
        return sample
    }

    /// Appends the next bytes behind the sample, as many as there are up to `limit`.
    ///
    /// - Returns: false at the end, when all that came before is verified.
    package mutating func read(into buffer: inout [UInt8], atMost limit: Int) throws(StreamError) -> Bool {
        if try source.read(into: &buffer, atMost: limit) { return true }
        // A workbook is not read from front to back, so what it was is asked for in the end.
        if source.isSheet, workbookSHA256 == nil { workbookSHA256 = try FileDigest.of(place).sha256 }
        return false
    }

    /// The hash of the input's bytes as they were read, known at the end.
    package var sha256: String? { workbookSHA256 ?? source.sha256 }

    /// Bytes taken from a file so far; 0 for a workbook, whose parts lie anywhere.
    package var packedBytesRead: Int { source.packedBytesRead }

    /// What people should know though it is no error, each a clause. Complete at the end.
    package var notes: [String] { source.notes }

    /// Of a workbook, other sheets that are known by their headers: number by name.
    package var unreadSheets: [String: Int] { source.unreadSheets }
}

/// Either kind of text; chosen once per input.
private enum TextSource: ~Copyable {
    case bytes(ByteSource)
    case sheet(SheetText)

    init(
        _ place: InputPlace, limits: StreamLimits, overrides: DialectOverrides, catalogue: FormatCatalogue, format: String?
    ) throws {
        guard try ZipArchive.isOne(place) else {
            self = .bytes(try ByteSource(place, limits: limits))
            return
        }
        let archive = try ZipArchive(place, limits: limits)
        switch archive.contents {
        case .workbook:
            let workbook = try Workbook(archive, limits: limits)
            self = .sheet(try SheetChoice(workbook, overrides: overrides.ofSheet, catalogue: catalogue, format: format).text())
        case .unsupported(let name, let remedy):
            throw StreamError(kind: .unsupportedFormat, path: place.path, detail: "is \(name)", remedy: remedy)
        case .files where place.member == nil:
            let names = archive.members.filter { !$0.isFolder }.map(\.name.printable)
            throw StreamError(
                kind: .unsupportedFormat, path: place.path,
                detail: "is a zip archive of \(names.count) files (\(names.prefix(5).joined(separator: ", "))\(names.count > 5 ? ", …" : ""))",
                remedy: "name one of them with `--member`; a pipeline reads all of them")
        case .files:
            throw StreamError(
                kind: .unsupportedFormat, path: place.path, detail: "is a zip archive inside a zip archive", remedy: "unpack it first")
        }
    }

    var isSheet: Bool {
        switch self {
        case .bytes: false
        case .sheet: true
        }
    }

    var sha256: String? {
        switch self {
        case .bytes(let bytes): bytes.sha256
        case .sheet: nil
        }
    }

    var packedBytesRead: Int {
        switch self {
        case .bytes(let bytes): bytes.packedBytesRead
        case .sheet: 0
        }
    }

    var notes: [String] {
        switch self {
        case .bytes(let bytes): bytes.notes
        case .sheet(let sheet): sheet.notes
        }
    }

    var unreadSheets: [String: Int] {
        switch self {
        case .bytes: [:]
        case .sheet(let sheet): sheet.unread
        }
    }

    mutating func read(into buffer: inout [UInt8], atMost limit: Int) throws(StreamError) -> Bool {
        switch consume self {
        case .bytes(var bytes):
            let result = Result { () throws(StreamError) in try bytes.read(into: &buffer, atMost: limit) }
            self = .bytes(bytes)
            return try result.get()
        case .sheet(var sheet):
            let result = Result { () throws(StreamError) in try sheet.read(into: &buffer, atMost: limit) }
            self = .sheet(sheet)
            return try result.get()
        }
    }
}
