internal import ByteStreams
package import Findings
internal import Foundation
internal import SocialData

/// One run, as `runs.ndjson` keeps it: a line each, for people and for what watches the runs.
package struct RunRecord: Codable, Sendable, Equatable {
    /// A headline question's answer.
    package struct Headline: Codable, Sendable, Equatable {
        /// Of the question.
        package var metric: String
        /// Name of the lower tier of the pair.
        package var a: String
        /// Name of the higher one.
        package var b: String
        /// As the report says it.
        package var verdict: PairVerdict

        /// For what can only watch numbers: 1 A is higher, -1 B is, 0 no clear difference, 2 a difference too small to matter, 3 not
        /// enough data.
        package var code: Int {
            switch verdict {
            case .higher(let tier): tier == a ? 1 : -1
            case .noClearDifference: 0
            case .noRelevantDifference: 2
            case .notEnoughData: 3
            }
        }
    }

    /// What came of the input files.
    package struct Files: Codable, Sendable, Equatable {
        /// Read in this run, which no earlier one had.
        package var new = 0
        /// Known to an earlier run, by content.
        package var known = 0
        /// Of which nothing could be used.
        package var refused = 0
        /// The first of each.
        package var newNames: [String] = []
        /// The first of each run, without their folders.
        package var refusedNames: [String] = []
    }

    /// `2026-11-28T04:15:00Z`, and a number that tells runs of one second apart.
    package var run: String
    /// `run`, `ingest`, ….
    package var command: String
    /// Seconds since 1970.
    package var began: Int
    /// Seconds since 1970.
    package var ended: Int
    /// The code that the process ended with.
    package var exit: Int32
    /// Version of the program.
    package var program: String
    /// Hash of the pipeline file and of formats of its own.
    package var definition: String
    /// Counts of files, and names of the first.
    package var files = Files()
    /// Rows that were accepted, by entity.
    package var rows: [String: Int] = [:]
    /// Losses by kind.
    package var losses: [String: Int] = [:]
    /// Latest instant that the inputs name, in seconds since 1970, by entity.
    package var newest: [String: Int] = [:]
    /// One per headline question; empty where the run had none.
    package var verdicts: [Headline] = []
    /// Wall time by stage.
    package var seconds: [String: Double] = [:]
    /// Hash of the manifest of the report that this run published; nil where the one before stands.
    package var report: String?
    /// Why it ended as it did, where it failed.
    package var message: String?

    /// `exit` is 0 until the run ends; `ended` is `began` until then.
    package init(run: String, command: String, began: Int, program: String, definition: String) {
        self.run = run
        self.command = command
        self.began = began
        ended = began
        exit = 0
        self.program = program
        self.definition = definition
    }
}

/// The runs of a workspace, oldest first.
package struct RunJournal {
    /// About three years of nights. Older lines go.
    static let mostRuns = 1_000
    /// Names of a list of one line.
    static let mostNames = 20
    static let kind = "runs"

    /// The oldest first.
    package private(set) var runs: [RunRecord] = []
    /// Every line is as it was written, and none is missing.
    package private(set) var isSound = true

    /// A line that is not as it was written is dropped: no other file has it.
    package static func read(_ workspace: Workspace) throws -> RunJournal {
        guard let sealed = try SealedLines.read(workspace.runs, kind: kind) else { return RunJournal() }
        var journal = RunJournal()
        journal.isSound = sealed.isSound
        for line in sealed.lines {
            if let run = try? JSONDecoder().decode(RunRecord.self, from: line) { journal.runs.append(run) } else { journal.isSound = false }
        }
        return journal
    }

    mutating func append(_ run: RunRecord, _ workspace: Workspace) throws {
        runs = (runs + [run]).suffix(Self.mostRuns)
        try PublishedFile.write(path: workspace.runs, bytes: SealedLines.text(try runs.map(StateText.json), kind: Self.kind), mode: 0o600)
    }

    /// The end of the last run that published or found nothing new.
    package var lastSuccess: Int? { runs.last { ["run", "finish"].contains($0.command) && [0, 1, 2].contains($0.exit) }?.ended }
}

extension PipelineRun {
    /// Adds to a run's line what this run did. Who watches a clock says when and how it ended.
    package func complete(_ record: inout RunRecord) throws {
        (record.rows, record.newest, record.losses) = ([:], [:], [:])
        if let ledger = self.ledger {
            let refused = ledger.entries.filter { $0.summary.refused != nil }.map(\.summary.name)
            record.files = RunRecord.Files(
                new: newFiles.count, known: ledger.entries.count - newFiles.count, refused: refused.count,
                newNames: Array(newFiles.prefix(RunJournal.mostNames)), refusedNames: Array(refused.prefix(RunJournal.mostNames)))
            for entry in ledger.entries {
                for file in entry.staged { record.rows[file.entity, default: 0] += file.rows }
                if let latest = entry.latest { record.newest[latest.entity] = max(record.newest[latest.entity] ?? .min, Int(latest.instant)) }
            }
        }
        for loss in lost?.losses ?? [] { record.losses[loss.kind.rawValue, default: 0] += 1 }
        record.report = published?.manifest
        record.verdicts = (try published?.publication ?? lastPublication()).map { publication in
            publication.headlines.map {
                RunRecord.Headline(metric: $0.metric.rawValue, a: publication.tierA, b: publication.tierB, verdict: $0.verdict)
            }
        } ?? []
    }

    /// Writes a run's line.
    ///
    /// - Returns: the runs so far, and whether lines before were damaged: those are gone, no other file has them.
    package func note(_ record: RunRecord) throws -> RunJournal {
        var journal = try RunJournal.read(workspace)
        try journal.append(record, workspace)
        return journal
    }
}
