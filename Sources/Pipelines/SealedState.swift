internal import ByteStreams
internal import Foundation

/// The layout of the workspace. Whatever another one wrote is made anew from the exports.
let stateLayout = 2

/// What a file of state was made from and what lies beside it, under one checksum with its content.
struct StateSeal: Codable, Equatable {
    var layout = stateLayout
    /// `facts`, `findings`.
    var kind: String
    /// Hash of the state it was made from.
    var from: String
    /// Hashes of the files that it speaks for, by name below the workspace.
    var files: [String: String]
}

/// A JSON document with its seal, itself JSON: `{"value":…` and, as the last line, `,"seal":{…},"sha256":"…"}`.
///
/// Every byte is covered: the hash is that of the document and the seal, and what is around them must be exactly this.
enum SealedDocument {
    private static let opening = Array("{\"value\":".utf8)
    private static let sealWord = Array(",\"seal\":".utf8)
    private static let hashWord = Array(",\"sha256\":\"".utf8)
    private static let closing = Array("\"}\n".utf8)

    /// Writes a document that comes in parts; nobody sees it before the last one.
    ///
    /// - Returns: its checksum, over the document and the seal.
    @discardableResult
    static func write(_ path: String, _ seal: StateSeal, _ body: (_ write: ([UInt8]) throws -> Void) throws -> Void) throws -> String {
        var file = try PublishedFile(path: path, mode: 0o600)
        var sum = SHA256Sum()
        sum.update(opening)
        try file.write(opening)
        try body { part in
            sum.update(part)
            try file.write(part)
        }
        let line = [UInt8(ascii: "\n")] + sealWord + (try StateText.json(seal))
        sum.update(line)
        try file.write(line)
        let checksum = sum.finish()
        try file.write(hashWord + Array(checksum.utf8) + closing)
        try file.publish()
        return checksum
    }

    /// A document as it was written.
    struct Read {
        let value: [UInt8]
        let seal: StateSeal
        let checksum: String
        fileprivate let file: [UInt8]

        /// Of the file. What is made from the document says so, and most readers make nothing.
        var sha256: String { Manifest.hash(file) }
    }

    /// - Returns: nil where a bit differs from what was written, or another layout wrote it.
    static func read(_ path: String, kind: String) throws -> Read? {
        guard let bytes = try StateText.bytes(path, limit: 1 << 32), bytes.starts(with: opening), bytes.count > closing.count,
            bytes.suffix(closing.count).elementsEqual(closing),
            let lineEnd = bytes.dropLast().lastIndex(of: UInt8(ascii: "\n"))
        else { return nil }
        let line = bytes[(lineEnd + 1)...]
        let tail = hashWord.count + 64 + closing.count
        guard line.starts(with: sealWord), line.count > sealWord.count + tail else { return nil }
        let hashStart = bytes.count - tail
        guard bytes[hashStart...].starts(with: hashWord) else { return nil }
        var sum = SHA256Sum()
        sum.update(bytes.span.extracting(0..<hashStart))
        let checksum = sum.finish()
        guard Array(checksum.utf8) == Array(bytes[(hashStart + hashWord.count)..<(bytes.count - closing.count)]),
            let seal = try? JSONDecoder().decode(StateSeal.self, from: Data(bytes[(lineEnd + 1 + sealWord.count)..<hashStart]))
        else { return nil }
        try StateText.requireNotNewer(seal.layout, path)
        guard seal.layout == stateLayout, seal.kind == kind else { return nil }
        return Read(value: Array(bytes[opening.count..<lineEnd]), seal: seal, checksum: checksum, file: bytes)
    }
}

/// Lines of JSON, each with its own checksum, so that one that is damaged costs what it stands for and no more; and one over
/// all of them in the last line, so that none can be missing.
struct SealedLines {
    /// The content of each line that is as it was written.
    var lines: [Data] = []
    /// Nothing is damaged, missing or from another layout.
    var isSound = true
    /// Hash of the file.
    var sha256 = ""

    private static let lineWord = Array(",\"seal\":\"".utf8)
    private static let opening = Array("{\"entry\":".utf8)
    private static let closing = Array("\"}".utf8)

    /// - Returns: nil where there is no such file.
    static func read(_ path: String, kind: String) throws -> SealedLines? {
        guard try Folders.somethingExists(at: path) else { return nil }
        guard let bytes = try StateText.bytes(path, limit: 1 << 30) else { return SealedLines(isSound: false) }
        var read = SealedLines(sha256: Manifest.hash(bytes))
        var rows = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let last = rows.count >= 2 ? rows.remove(at: rows.count - 2) : []
        let body = bytes.prefix(last.startIndex)
        read.isSound = rows.last?.isEmpty == true && last.elementsEqual(lastLine(Array(body), count: rows.count - 1, kind: kind))
        // The line's own words make its checksum, so no damaged digit looks like another version.
        if !read.isSound, let end = try? JSONDecoder().decode(End.self, from: Data(last)), end.layout > stateLayout,
            last.elementsEqual(lastLine(Array(body), count: end.lines, kind: kind, layout: end.layout))
        {
            try StateText.requireNotNewer(end.layout, path)
        }
        for row in rows where !row.isEmpty {
            if let entry = entry(row, kind: kind) { read.lines.append(Data(entry)) } else { read.isSound = false }
        }
        return read
    }

    private struct End: Decodable {
        var layout: Int
        var lines: Int
    }

    static func text(_ lines: [[UInt8]], kind: String) -> [UInt8] {
        var bytes: [UInt8] = []
        for line in lines {
            bytes += opening + line + lineWord + seal(line, kind: kind) + closing
            bytes.append(UInt8(ascii: "\n"))
        }
        return bytes + lastLine(bytes, count: lines.count, kind: kind) + [UInt8(ascii: "\n")]
    }

    private static func entry(_ row: ArraySlice<UInt8>, kind: String) -> [UInt8]? {
        let tail = lineWord.count + 16 + closing.count
        guard row.count > opening.count + tail, row.starts(with: opening) else { return nil }
        let content = Array(row[(row.startIndex + opening.count)..<(row.endIndex - tail)])
        return row.suffix(tail).elementsEqual(lineWord + seal(content, kind: kind) + closing) ? content : nil
    }

    private static func seal(_ line: [UInt8], kind: String) -> [UInt8] {
        Array(Manifest.hash(Array("\(kind) \(stateLayout)\n".utf8) + line).utf8.prefix(16))
    }

    private static func lastLine(_ body: [UInt8], count: Int, kind: String, layout: Int = stateLayout) -> [UInt8] {
        let words = "\(kind) \(layout) \(count)\n"
        let hash = Manifest.hash(Array(words.utf8) + body)
        return Array("{\"kind\":\"\(kind)\",\"layout\":\(layout),\"lines\":\(count),\"sha256\":\"\(hash)\"}".utf8)
    }
}

enum StateText {
    /// An older layout is made anew. What a newer program knows this one does not, and it may not throw it away.
    static func requireNotNewer(_ layout: Int, _ path: String) throws {
        guard layout > stateLayout else { return }
        throw PipelineError(
            .stateNewer,
            "\(path): was written by a newer version of tierwise (layout \(layout) of its state; this one knows \(stateLayout)); run that version, or delete the workspace, which is made anew from the exports")
    }

    static func json(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(value))
    }

    /// The bytes of a file of state; nil where something else stands there or it is empty, which is damage. What the disk or
    /// permissions keep back is an error: it would be kept back again.
    static func bytes(_ path: String, limit: Int) throws(StreamError) -> [UInt8]? {
        try StreamError.unlessDamaged { () throws(StreamError) in try readWholeFile(path, limit: limit) }
    }

    /// The hash of a file of state; nil where none can be had, as for `bytes`.
    static func sha256(_ path: String) throws(StreamError) -> String? { try sha256(InputPlace(path: path)) }

    static func sha256(_ place: InputPlace) throws(StreamError) -> String? {
        try StreamError.unlessDamaged { () throws(StreamError) in try FileDigest.of(place).sha256 }
    }
}
