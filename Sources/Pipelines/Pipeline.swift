package import ExportFormats
package import Findings
package import RecordFormats
package import SocialData
package import TextValues

/// A pipeline file, checked: one question, the files that shall answer it, and every choice the numbers depend on.
///
/// Read by `PipelineReader`, which accepts no unknown key and no impossible value, so nothing here needs a second look.
package struct Pipeline: Sendable {
    /// Path of the file it was read from, and the folder that its relative paths start in.
    package var file: String
    package var folder: String
    /// The file's text: part of the manifest.
    package var text: String

    /// The question, as the findings repeat it; the cut-off is the inputs' where the file names none (`definition(cutOff:)`).
    package var definition: Definition
    /// The calendar of days, months and quarters.
    package var zone: ZoneOffsets
    /// First and last day of posts and deals, inclusive; days since 1970-01-01.
    package var periodFrom: Int32?
    package var periodTo: Int32?
    /// Data cut-off in seconds since 1970; nil takes the latest instant of the inputs.
    package var asOf: Int64?
    /// The tiers that creators are put into.
    package var tiers: TierScheme
    /// Formats that ship and those of the pipeline's own.
    package var formats: FormatCatalogue
    /// Format files that the pipeline names.
    package var formatFiles: [String] = []
    /// In the order of the file.
    package var sources: [PipelineSource]
    /// Globs of exchange rate files in the ECB's layout.
    package var rates: [String]
    /// What status words of the orders mean, folded, beside those that are known.
    package var statuses: [String: OrderStatus] = [:]
    /// `follow_links:` of the whole pipeline.
    package var followsLinks = false
    /// Shares of a file's rows that may be set aside.
    package var rejects: RejectLimits
    /// How old the data may be.
    package var freshness: Freshness
    /// Nothing published names a creator, an account, a post, a deal, a code or a file.
    package var pseudonymises = false
    /// What hears of a new report.
    package var onPublish: PublishHook?
    /// What the workspace keeps, and for how long.
    package var retention = Retention()
    /// Folder of the report.
    package var output: String
    /// Of the pages, one of `pageLanguages`.
    package var language = "en"
    /// Texts of one's own in place of some of the pages', by their English.
    package var words: [String: String] = [:]
}

extension Pipeline {
    /// The question with what stands beside it as values: calendar, period, tiers and the data cut-off.
    package func definition(cutOff: (instant: Int64, source: String)) -> Definition {
        let text = { (append: (inout [UInt8]) -> Void) in
            var bytes: [UInt8] = []
            append(&bytes)
            return String(decoding: bytes, as: UTF8.self)
        }
        var definition = definition
        definition.timeZone = zone.name
        definition.periodFrom = periodFrom.map { day in text { Canonical.append(day: day, to: &$0) } }
        definition.periodTo = periodTo.map { day in text { Canonical.append(day: day, to: &$0) } }
        definition.asOf = text { Canonical.append(instant: cutOff.instant, to: &$0) }
        definition.asOfSource = cutOff.source
        definition.scheme = tiers.name
        definition.tiers = tiers.tiers.map(TierBand.init)
        definition.platformTiers = tiers.platforms.map { PlatformTiers(platform: $0.platform, tiers: $0.tiers.map(TierBand.init)) }
        return definition
    }
}

extension TierBand {
    fileprivate init(_ tier: Tier) { self.init(name: tier.name, from: tier.lower, to: tier.upper) }
}

/// Files of one kind, and what they do not say themselves.
package struct PipelineSource: Sendable {
    /// Paths or globs, made absolute or relative to the working folder.
    package var files: [String]
    /// The same as the pipeline file writes them, for messages.
    package var place: String
    /// Name of an export format; nil detects it.
    package var format: String?
    /// Zone of times that the export writes without one; nil takes the pipeline's, noted as assumed.
    package var zone: ZoneOffsets?
    /// Canonical columns that the export lacks.
    package var set: [String: String]
    /// What the source says about how its files are written.
    package var dialect: DialectOverrides
    /// Links are read wherever they lead; otherwise only where they stay inside the folder that `files:` names.
    package var followsLinks = false
}

/// Shares of a file's candidate rows that may be quarantined.
package struct RejectLimits: Sendable, Equatable {
    /// Above it a run ends with exit code 1.
    package var warn = 0.01
    /// Above it (and at least ten rows) the file is refused.
    package var refuse = 0.20
}

/// How old the data cut-off may be, in seconds; nil does not look.
package struct Freshness: Sendable, Equatable {
    /// Above it the run says so and ends with exit code 1.
    package var warn: Int?
    /// Above it the run ends without a report.
    package var fail: Int?
}
