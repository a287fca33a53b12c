/// What a file holds, by its first bytes. Names are never asked: people rename files, and so do mail programs.
enum ContentKind: Sendable, Equatable {
    /// Anything not named below; whether it is text that makes sense is the record readers' business.
    case plain
    case gzip
    case zstandard
    /// A zip archive: of exports, or a workbook. Its directory tells (`ZipContents`).
    case zip
    /// A format we do not read, by its name, and what to do.
    case unsupported(name: String, remedy: String)

    /// Bytes from the start of a file that are enough to tell all but what kind of Office file it is.
    static let sampleBytes = 1024

    private static let unpackFirst = "unpack it first"

    init(_ sample: [UInt8]) {
        self = Self.packed(sample) ?? Self.archive(sample) ?? Self.table(sample) ?? Self.markup(sample) ?? Self.other(sample) ?? .plain
    }

    /// Whether the content is reached by unpacking.
    var isPacked: Bool { self == .gzip || self == .zstandard }

    /// A lone first byte 1F is gzip cut after one byte: no text begins with it.
    private static func packed(_ sample: [UInt8]) -> ContentKind? {
        if sample.starts(with: [0x1F, 0x8B]) || sample == [0x1F] { return .gzip }
        return sample.count >= 4 && ZstandardDecoder.isMagic(sample.prefix(4)) ? .zstandard : nil
    }

    private static func archive(_ sample: [UInt8]) -> ContentKind? {
        let name: String
        if [[0x03, 0x04], [0x05, 0x06], [0x07, 0x08]].contains(where: { sample.starts(with: [0x50, 0x4B] + $0) }) {
            return .zip
        } else if isBzip2(sample) {
            name = "bzip2"
        } else if sample.starts(with: [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]) {
            name = "XZ"
        } else if sample.starts(with: [0x04, 0x22, 0x4D, 0x18]) {
            name = "LZ4"
        } else if sample.starts(with: [0x1F, 0x9D]) {
            name = "compress (.Z)"
        } else if sample.starts(with: [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]) {
            name = "7-Zip"
        } else if sample.starts(with: Array("Rar!\u{1A}\u{07}".utf8)) {
            name = "RAR"
        } else if sample.count >= 262, sample[257..<262].elementsEqual("ustar".utf8) {
            name = "tar"
        } else {
            return nil
        }
        return .unsupported(name: "\(name) data", remedy: unpackFirst)
    }

    private static func table(_ sample: [UInt8]) -> ContentKind? {
        if sample.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) { return compound(sample) }
        // Four letters could begin a header line; Parquet goes on in binary.
        if sample.starts(with: "PAR1".utf8), sample.count == 4 || isBinary(sample[4]) {
            return .unsupported(name: "a Parquet file", remedy: "convert it to CSV UTF-8")
        }
        if sample.starts(with: "SQLite format 3\0".utf8) {
            return .unsupported(name: "an SQLite database", remedy: "export its tables as CSV UTF-8")
        }
        if sample.starts(with: "%PDF-".utf8) {
            return .unsupported(name: "a PDF document", remedy: "export the data as CSV UTF-8")
        }
        return nil
    }

    /// What Office wrote until 2007, and today for files with a password. Names of what is in it are UTF-16 in its directory, which
    /// in a small file is among the bytes looked at.
    private static func compound(_ sample: [UInt8]) -> ContentKind {
        let encrypted: [UInt8] = "EncryptedPackage".utf8.flatMap { [$0, 0] as [UInt8] }
        if sample.indices.contains(where: { sample[$0] == encrypted[0] && sample[$0...].starts(with: encrypted) }) {
            return .unsupported(name: "an encrypted workbook", remedy: "open it and save it without its password")
        }
        let isCut = sample.count >= OpenFile.blockBytes
        return .unsupported(
            name: "an old Excel workbook (.xls)\(isCut ? ", or an encrypted one" : "")", remedy: "save it as .xlsx without a password, or as CSV UTF-8")
    }

    /// Pages that a browser saved in place of the export: a log-in form, an error of the shop or the storage.
    private static func markup(_ sample: [UInt8]) -> ContentKind? {
        let text = sample.drop { [0xEF, 0xBB, 0xBF, 0x20, 0x09, 0x0A, 0x0D].contains($0) }
        let start = String(decoding: text.prefix(16), as: UTF8.self).lowercased()
        if ["<!doctype html", "<html", "<head", "<body", "<script"].contains(where: start.hasPrefix) {
            return .unsupported(
                name: "an HTML page", remedy: "open it: it may say why the export failed; then export again as CSV")
        }
        if start.hasPrefix("<?xml") {
            return .unsupported(name: "an XML document", remedy: "export the data as CSV UTF-8")
        }
        return nil
    }

    /// What lies beside exports: pictures of dashboards, and what Git keeps in place of large files.
    private static func other(_ sample: [UInt8]) -> ContentKind? {
        let images: [[UInt8]] = [[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A], [0xFF, 0xD8, 0xFF], Array("GIF87a".utf8), Array("GIF89a".utf8)]
        let isWebP = sample.count > 12 && sample.starts(with: "RIFF".utf8) && sample[8..<12].elementsEqual("WEBP".utf8)
        if isWebP || images.contains(where: { sample.starts(with: $0) }) {
            return .unsupported(name: "a picture", remedy: "export the data behind it as CSV UTF-8")
        }
        if sample.starts(with: "version https://git-lfs.github.com/spec/".utf8) {
            return .unsupported(name: "a Git LFS pointer and not the file itself", remedy: "fetch the file with `git lfs pull`")
        }
        return nil
    }

    /// "BZh", the block size, and pi, or its square root for an empty file. "BZh" alone could be a word.
    private static func isBzip2(_ sample: [UInt8]) -> Bool {
        guard sample.starts(with: "BZh".utf8), sample.count > 3, (0x31...0x39).contains(sample[3]) else { return false }
        let block = sample[4...].prefix(6)
        return [0x31, 0x41, 0x59, 0x26, 0x53, 0x59].starts(with: block) || [0x17, 0x72, 0x45, 0x38, 0x50, 0x90].starts(with: block)
    }

    private static func isBinary(_ byte: UInt8) -> Bool {
        byte < 0x20 && ![0x09, 0x0A, 0x0D].contains(byte)
    }
}

extension ContentKind {
    private static let endingsOfOthers: Set = ["zip", "xlsx", "xls", "ods", "bz2", "xz", "parquet", "html"]

    /// What to tell people whose file's name says something else than its bytes; nil where the two agree.
    ///
    /// - Parameter name: the path or its last part.
    func disagreement(withName name: String) -> String? {
        let parts = (name.split(separator: "/").last?.lowercased() ?? "").split(separator: ".")
        let ending = parts.count > 1 ? String(parts[parts.count - 1]) : ""
        let isNamedGzip = ["gz", "gzip", "tgz"].contains(ending)
        let isNamedZstandard = ["zst", "zstd", "tzst"].contains(ending)
        let otherwise = ending.isEmpty ? "does not say so" : "ends in .\(ending)"
        switch self {
        case .gzip where !isNamedGzip:
            return "gzip data, although the name \(otherwise)"
        case .zstandard where !isNamedZstandard:
            return "Zstandard data, although the name \(otherwise)"
        case .zip where !["zip", "xlsx", "xlsm"].contains(ending):
            return "a zip archive or a workbook, although the name \(otherwise)"
        case .plain where isNamedGzip || isNamedZstandard || Self.endingsOfOthers.contains(ending):
            return "text that is not compressed, although the name ends in .\(ending)"
        default:
            return nil
        }
    }
}
