internal import ByteStreams
internal import ExportFormats
package import Findings
internal import Foundation
internal import Ingestion
internal import SocialData

/// The books of a workspace: one line per input file that counts. A staged file without a line is an aborted run.
package struct Ledger: Sendable {
    package var entries: [LedgerEntry] = []

    /// Reads the ledger; a line that cannot be read is dropped, and its input is read again.
    static func read(_ workspace: Workspace) throws -> Ledger {
        var ledger = Ledger()
        for line in try lines(of: workspace.ledger) {
            if let entry = try? JSONDecoder().decode(LedgerEntry.self, from: line) { ledger.entries.append(entry) }
        }
        return ledger
    }

    func write(_ workspace: Workspace) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var bytes: [UInt8] = []
        for entry in entries {
            bytes += Array(try encoder.encode(entry))
            bytes.append(UInt8(ascii: "\n"))
        }
        try PublishedFile.write(path: workspace.ledger, bytes: bytes, mode: 0o600)
    }

    /// The latest instant of all inputs, from which the data cut-off comes where the pipeline names none.
    package var latest: LedgerInstant? {
        entries.compactMap(\.latest).reduce(nil) { (best: LedgerInstant?, next) in
            guard let best else { return next }
            return LedgerInstant(LatestInstant.later(best.latest, next.latest) ?? best.latest)
        }
    }

    static func lines(of path: String) throws -> [Data] {
        guard Folders.somethingExists(at: path) else { return [] }
        let bytes = try readWholeFile(path, limit: 1 << 30)
        return bytes.split(separator: UInt8(ascii: "\n")).map { Data($0) }
    }
}

/// One input file: what it was, what became of its rows, where they are.
package struct LedgerEntry: Codable, Sendable {
    package var key: String
    package var summary: InputSummary
    package var staged: [LedgerFile]
    package var quarantine: String?
    package var latest: LedgerInstant?
    package var examples: [String]

    init(key: String, outcome: IngestionOutcome) {
        self.key = key
        summary = outcome.summary
        staged = outcome.staged.map { LedgerFile(entity: $0.entity.rawValue, rows: $0.rows) }
        quarantine = outcome.quarantine.map { Folders.name(of: $0) }
        latest = outcome.latest.map(LedgerInstant.init)
        examples = outcome.examples
    }

    /// Two shops under one name: two sales of one order number at different times or in different currencies (METHODS.md
    /// 1.6).
    ///
    /// - Parameter names: all files of the clash.
    mutating func refuseMergedStores(_ names: [String]) {
        let others = names.filter { $0 != summary.name }
        let place = others.isEmpty ? "twice in this file" : "here and in \(others.joined(separator: ", "))"
        summary.refused =
            "the same order number stands \(place) for two sales with different times or currencies, so two shops are mixed; give each shop's files a name in the source: `set: {store: …}`"
        staged = []
    }
}

/// A staged file; its path follows from entity and key.
package struct LedgerFile: Codable, Sendable {
    package var entity: String
    package var rows: Int
}

/// A latest instant, serialised.
package struct LedgerInstant: Codable, Sendable {
    package var instant: Int64
    package var entity: String
    package var column: String
    package var identity: String

    init(_ latest: LatestInstant) {
        instant = latest.instant
        entity = latest.entity.rawValue
        column = latest.column
        identity = latest.identity
    }

    var latest: LatestInstant {
        LatestInstant(instant: instant, entity: Entity(rawValue: entity) ?? .posts, column: column, identity: identity)
    }
}
