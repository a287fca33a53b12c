package import Findings
package import Jobs
package import SocialData
package import TextValues

/// What to normalize and by which rules: the parts of a pipeline that facts depend on.
package struct NormalizationRequest: Sendable {
    /// Staged files by entity: paths of stage files. Their order does not matter.
    package var staged: [Entity: [String]]
    /// Posts that stand in none of the staged files any more.
    package var compacted: CompactedPosts?
    /// Folder that receives `ENTITY.parquet` of posts, deals, orders and snapshots. It must exist.
    package var factsFolder: String
    /// The question as it was asked: currency, ages and windows of posts and deals.
    package var definition: Definition
    /// The calendar that rates are looked up in (Methods 1.4).
    package var zone: ZoneOffsets
    /// First instant of the period; nil: no lower limit.
    package var periodFrom: Int64?
    /// First instant after the period; nil: no upper limit.
    package var periodTo: Int64?
    /// Data cut-off, seconds since 1970: deals need `maturityDays` before it.
    package var asOf: Int64
    /// What status words of the orders mean, beside the vocabulary's own.
    package var statuses: [String: OrderStatus] = [:]
    /// Where the rows of an input come from, by the word that stands in `input`.
    package var origins: [String: InputOrigin] = [:]
    /// Deals that skipped rows of an input call off, by the word that stands in `input`.
    package var calledOff: [String: [CalledOffDeal]] = [:]
    /// Threads; no fact depends on it.
    package var jobs: Int
    /// Posts or orders that one thread holds. Each costs some 700 bytes while it is worked on. No fact depends on it.
    package var rowsAtOnce = 40_000
    /// Looked at between blocks of work; when it is set, `Stopped` is thrown.
    package var stop: StopFlag?
    /// Counts staged rows as they are read, for who shows progress.
    package var progress: ProgressCounter?

    /// What has no argument here keeps the value that stands above.
    package init(
        staged: [Entity: [String]], factsFolder: String, definition: Definition, zone: ZoneOffsets = .utc,
        periodFrom: Int64? = nil, periodTo: Int64? = nil, asOf: Int64, jobs: Int = 1, stop: StopFlag? = nil,
        progress: ProgressCounter? = nil
    ) {
        self.staged = staged
        self.factsFolder = factsFolder
        self.definition = definition
        self.zone = zone
        self.periodFrom = periodFrom
        self.periodTo = periodTo
        self.asOf = asOf
        self.jobs = jobs
        self.stop = stop
        self.progress = progress
    }

    /// Whether an instant lies in the period asked about.
    func isInPeriod(_ instant: Int64) -> Bool {
        if let periodFrom, instant < periodFrom { return false }
        if let periodTo, instant >= periodTo { return false }
        return true
    }
}

/// Where an input comes from: files of one source and format are one series.
package struct InputOrigin: Sendable, Equatable {
    /// Tells sources apart.
    package var source: String
    /// What people are told: the file, or the first of several.
    package var name: String
    /// Files of one format are of one kind: lists of two months, and not a list and what was paid of it.
    package var format: String
    /// Its deals have no numbers of their own: their ids are made of handle and campaign.
    package var makesDealIDs: Bool
    /// The pipeline says when its deals started, so that a start is no day of a row's own.
    package var setsStart: Bool

    /// `source` and `name` are for people; `format` is empty where the rows are of none.
    package init(source: String, name: String, format: String = "", makesDealIDs: Bool = false, setsStart: Bool = false) {
        self.source = source
        self.name = name
        self.format = format
        self.makesDealIDs = makesDealIDs
        self.setsStart = setsStart
    }
}

/// The sources of all inputs, found by bytes.
struct InputSources: Sendable {
    private var inputs = ByteTable()
    private var sources: [[UInt8]] = []
    private var names: [[UInt8]: String] = [:]
    private var known: [InputOrigin] = []

    init(_ origins: [String: InputOrigin]) {
        for (input, origin) in origins {
            _ = inputs.insert(Array(input.utf8).span)
            known.append(origin)
            sources.append(Array(origin.source.utf8))
            names[Array(origin.source.utf8)] = origin.name
        }
    }

    /// An input of which nothing is known is a source of its own.
    func source(ofInput input: Span<UInt8>) -> [UInt8] {
        if let number = inputs.find(input) { return sources[number] }
        return input.indices.map { input[$0] }
    }

    func origin(ofInput input: Span<UInt8>) -> InputOrigin? { inputs.find(input).map { known[$0] } }

    func name(ofSource source: [UInt8]) -> String { names[source] ?? "another file" }
}

/// Why normalize cannot go on.
package struct NormalizationError: Error, Sendable, Equatable {
    /// What went wrong; the words for people are in `message`.
    package enum Kind: String, Sendable {
        /// A sum of money does not fit 64 bits of 1/10,000.
        case amountTooLarge = "amount_too_large"
        /// The reporting currency is no ISO 4217 code.
        case unknownCurrency = "unknown_currency"
    }

    /// What programs go by.
    package let kind: Kind
    /// What, why, what to do.
    package let message: String
    /// What the rows at fault are, where it is them; their files are known to who staged them.
    package let entity: Entity?

    init(_ kind: Kind, _ message: String, entity: Entity? = nil) {
        self.kind = kind
        self.message = message
        self.entity = entity
    }
}
