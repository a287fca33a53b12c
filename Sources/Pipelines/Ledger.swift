internal import ByteStreams
internal import ExportFormats
package import Findings
internal import Foundation
internal import Ingestion
internal import SocialData

/// The books of a workspace: one line per input file that counts. A staged file without a line is an aborted run.
package struct Ledger: Sendable {
    /// In the order of the lines; each input once.
    package var entries: [LedgerEntry] = []

    /// Hash of the file: what is made from these books says so.
    package var sha256 = ""
    /// Every line is as it was written, and none is missing.
    package var isSound = true

    private static let kind = "ledger"

    /// Reads the ledger; a line that is not as it was written is dropped, and its input is read again.
    ///
    /// - Returns: nil where there is none.
    static func read(_ workspace: Workspace) throws -> Ledger? {
        guard let sealed = try SealedLines.read(workspace.ledger, kind: kind) else { return nil }
        var ledger = Ledger(sha256: sealed.sha256, isSound: sealed.isSound)
        for line in sealed.lines {
            if let entry = try? JSONDecoder().decode(LedgerEntry.self, from: line) { ledger.entries.append(entry) } else { ledger.isSound = false }
        }
        return ledger
    }

    mutating func write(_ workspace: Workspace) throws {
        let bytes = SealedLines.text(try entries.map(StateText.json), kind: Self.kind)
        try PublishedFile.write(path: workspace.ledger, bytes: bytes, mode: 0o600)
        sha256 = Manifest.hash(bytes)
        isSound = true
    }

    /// The latest instant of all inputs, from which the data cut-off comes where the pipeline names none.
    package var latest: LedgerInstant? {
        entries.compactMap(\.latest).reduce(nil) { (best: LedgerInstant?, next) in
            guard let best else { return next }
            return LedgerInstant(LatestInstant.later(best.latest, next.latest) ?? best.latest)
        }
    }
}

/// One input file: what it was, what became of its rows, where they are.
package struct LedgerEntry: Codable, Sendable {
    /// Content, format, options and staging version together; it names the staged files.
    package var key: String
    /// Where it was read.
    package var path: String
    /// In the archive at `path`; nil where the file itself was the input.
    package var member: String?
    /// Of the report and of `tables/quality.csv`.
    package var summary: InputSummary
    /// One for each entity that got rows.
    package var staged: [LedgerFile]
    /// Name of the quarantine file, without its folder; nil where nothing was set aside.
    package var quarantine: String?
    /// Hash of the quarantine file.
    package var quarantineSHA256: String?
    /// nil where no row carries a time that a cut-off can come from.
    package var latest: LedgerInstant?
    /// Deals that skipped rows call off; nil where there are none.
    var calledOff: [CalledOffDeal]?
    /// Hash of the pipeline file and its formats when `ingest` last saw the input: another definition reads other files, or reads them
    /// otherwise.
    var definition: String?

    init(_ input: IngestionInput, outcome: IngestionOutcome) throws {
        key = input.key
        path = input.path
        member = input.member
        summary = outcome.summary
        staged = outcome.staged.map { LedgerFile(entity: $0.entity.rawValue, rows: $0.rows, seal: $0.seal) }
        quarantine = outcome.quarantine.map { Folders.name(of: $0) }
        quarantineSHA256 = try outcome.quarantine.map { try FileDigest.of($0).sha256 }
        latest = outcome.latest.map(LedgerInstant.init)
        calledOff = outcome.calledOff.isEmpty ? nil : outcome.calledOff
    }

    var place: InputPlace { InputPlace(path: path, member: member) }

    /// Two shops under one name: two sales of one order number at different times or in different currencies (Methods
    /// 1.6).
    ///
    /// - Parameter names: all files of the clash.
    mutating func refuseMergedStores(_ names: [String]) {
        let others = names.filter { $0 != summary.name }
        let place = others.isEmpty ? "twice in this file" : "here and in \(others.joined(separator: ", "))"
        summary.refused =
            "the same order number stands \(place) for two sales with different times or currencies, so two shops are mixed; give each shop's files a name in the source: `set: {store: …}`"
        summary.publicReason = summary.refused
        staged = []
    }
}

/// A staged file; its path follows from entity and key.
package struct LedgerFile: Codable, Sendable {
    package var entity: String
    package var rows: Int
    /// Hash of its footer, which holds that of all bytes before (`StageFileSeal`).
    package var seal: String
}

/// A latest instant, serialised.
package struct LedgerInstant: Codable, Sendable {
    /// Seconds since 1970.
    package var instant: Int64
    package var entity: String
    /// Canonical column that holds it.
    package var column: String
    /// Identity of the row, its parts joined by a blank.
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
