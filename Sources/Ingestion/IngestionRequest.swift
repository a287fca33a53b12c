package import ByteStreams
package import ExportFormats
package import Findings
package import Jobs
package import RecordFormats
package import SocialData
package import TextValues

/// Files to ingest, and where what they hold goes.
package struct IngestionRequest: Sendable {
    /// In the order of the pipeline's sources, then of names.
    package var inputs: [IngestionInput]
    /// Formats that may be found, those of the pipeline included.
    package var catalogue: FormatCatalogue
    /// `STAGED/ENTITY/KEY.parquet` and `QUARANTINE/KEY.csv.gz` are written below these folders.
    package var stagedFolder: String
    package var quarantineFolder: String
    /// Threads; what is staged does not depend on it.
    package var jobs: Int
    /// How far a file may go.
    package var limits: StreamLimits
    /// Looked at between blocks of work; when it is set, `Stopped` is thrown.
    package var stop: StopFlag?
    /// Counts rows and packed bytes, for who shows progress.
    package var progress: ProgressCounter?

    /// What has no argument here keeps the value that stands above.
    package init(
        inputs: [IngestionInput], catalogue: FormatCatalogue, stagedFolder: String, quarantineFolder: String, jobs: Int,
        limits: StreamLimits = .standard, stop: StopFlag? = nil, progress: ProgressCounter? = nil
    ) {
        self.inputs = inputs
        self.catalogue = catalogue
        self.stagedFolder = stagedFolder
        self.quarantineFolder = quarantineFolder
        self.jobs = jobs
        self.limits = limits
        self.stop = stop
        self.progress = progress
    }
}

/// One file, known by its content.
package struct IngestionInput: Sendable {
    /// Of the file, or of the archive that holds it.
    package var path: String
    /// Name of the input in the archive at `path`; nil where the file itself is the input.
    package var member: String?
    /// For people: the file's name without its folder.
    package var name: String
    /// Of its bytes, 64 hexadecimal digits.
    package var sha256: String
    /// As `sha256` counts them.
    package var bytes: Int
    /// Names what is staged from it: content, format, options and staging version together.
    package var key: String
    /// Name of an export format; nil detects it.
    package var format: String?
    /// Canonical columns that the export lacks, with their values.
    package var set: [String: String]
    /// For times that the file writes without a zone.
    package var zone: ZoneOffsets
    /// Nobody named the zone: the pipeline's is taken, and said to be assumed.
    package var isZoneAssumed: Bool
    /// Data cut-off in seconds since 1970; nil where the pipeline names none.
    package var asOf: Int64?
    /// What the source says about how the file is written.
    package var dialect: DialectOverrides
    /// Why it may not be read at all, whatever it holds; nil where it may.
    package var refusal: String?
    /// Share of quarantined candidate rows above which (with at least ten of them) the file is refused.
    package var refuseShare: Double

    /// What has no argument here keeps the value that stands above.
    package init(
        path: String, name: String, sha256: String, bytes: Int, key: String, format: String?, set: [String: String],
        zone: ZoneOffsets, isZoneAssumed: Bool, asOf: Int64?, dialect: DialectOverrides, refuseShare: Double
    ) {
        self.path = path
        self.name = name
        self.sha256 = sha256
        self.bytes = bytes
        self.key = key
        self.format = format
        self.set = set
        self.zone = zone
        self.isZoneAssumed = isZoneAssumed
        self.asOf = asOf
        self.dialect = dialect
        self.refuseShare = refuseShare
    }

    /// Where the bytes are.
    package var place: InputPlace { InputPlace(path: path, member: member) }
}

/// What became of one file.
package struct IngestionOutcome: Sendable {
    /// Of the books and of the report.
    package var summary: InputSummary
    /// One for each entity that got rows.
    package var staged: [StagedFile]
    /// nil where no row carries a time that a cut-off can come from.
    package var latest: LatestInstant?
    /// Deals that skipped rows call off.
    package var calledOff: [CalledOffDeal] = []
    /// Path of the quarantine file; nil where nothing was set aside.
    package var quarantine: String?
    /// Why the system kept the file back, where that is what it was refused for: the file itself may be in order.
    package var withheld: StreamError?
}

/// One staged file of one entity.
package struct StagedFile: Sendable, Equatable {
    package var entity: Entity
    package var path: String
    package var rows: Int
    /// As of `StageFileSeal`.
    package var seal: String
}
