internal import SocialData
internal import StageFiles

/// A few fixed words as bytes, written by number: no text in row loops.
struct WordList: Sendable {
    private let bytes: [UInt8]
    private let ends: [Int]

    /// - Parameter words: by number; nil is the empty word.
    init(_ words: [(some PublishedWord)?]) { self.init(texts: words.map { $0?.rawValue ?? "" }) }

    init(texts: [String]) {
        var bytes: [UInt8] = []
        var ends: [Int] = []
        for text in texts {
            bytes += Array(text.utf8)
            ends.append(bytes.count)
        }
        self.bytes = bytes
        self.ends = ends
    }

    func set(_ number: Int, in rows: inout StageRows, _ row: Int, _ column: Int) {
        rows.set(row, column, text: bytes.span.extracting((number == 0 ? 0 : ends[number - 1])..<ends[number]))
    }

    func append(_ number: Int, to rows: inout StageRows, _ column: Int) {
        rows.append(text: bytes.span.extracting((number == 0 ? 0 : ends[number - 1])..<ends[number]), to: column)
    }
}
