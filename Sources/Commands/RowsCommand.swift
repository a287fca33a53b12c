internal import ArgumentParser
internal import Findings
internal import Jobs
internal import Pipelines
internal import RecordFormats
internal import SocialData

/// `tierwise rows PIPELINE`.
struct RowsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rows", abstract: "The posts or deals behind one number of tables/estimates.csv.",
        discussion: """
            Prints as CSV the facts that enter a cell of the estimates, each with its part of the numerator and the \
            denominator and with the export and line it was taken from. Their sums are the cell's, which is checked. Says on \
            stderr how many rows of the same tier and segment were left out, and why.

            Example: tierwise rows spring.yml --tier micro --metric er_followers --segment platform=instagram
            Example: tierwise rows spring.yml --tier macro --metric roas --excluded
            """)

    @Argument(help: ArgumentHelp("The pipeline file; run it before.", valueName: "pipeline"), completion: .file(extensions: ["yml"]))
    var pipeline: String

    @Option(help: ArgumentHelp("As the column `segment` of estimates.csv, such as platform=instagram.", valueName: "segment"))
    var segment = "all"

    @Option(help: ArgumentHelp("As the column `tier`; `unknown` lists what is in no tier, and why.", valueName: "tier"))
    var tier: String

    @Option(help: ArgumentHelp("As the column `metric`, such as er_followers or roas.", valueName: "metric"))
    var metric: String

    @Option(help: ArgumentHelp("Print so many rows at most; all are counted.", valueName: "n"))
    var limit: Int?

    @Flag(help: "Print the rows that were left out, too, with the reason.")
    var excluded = false

    @Option(help: ArgumentHelp("Where the facts are; default: .tierwise/NAME beside the pipeline file.", valueName: "folder"), completion: .directory)
    var workspace: String?

    func validate() throws {
        if let limit, limit < 0 { throw ValidationError("--limit must be 0 or more") }
    }

    mutating func run() throws {
        let pipeline = try PipelineReader.read(path: pipeline)
        let options = RunOptions(workspace: workspace, jobs: Parallel.processorCount, programVersion: Program.version, stop: Program.stop)
        let reading = try PipelineRun(reading: pipeline, options: options)
        let listing = try reading.rows(segment: segment, tier: tier, metric: metric, limit: limit ?? Int.max, listsLeftOut: excluded || tier == CellListing.unknownTier)
        var text: [UInt8] = []
        Self.append((listing.columns + ["numerator", "denominator", "left_out", "file", "line", "copies"]).map { Array($0.utf8) }, to: &text)
        for row in listing.rows {
            let totals = [
                row.numerator.map { Self.amount($0, isMoney: listing.numeratorIsMoney) } ?? "",
                row.denominator.map { Self.amount($0, isMoney: listing.denominatorIsMoney) } ?? "",
                row.leftOut, row.file, row.line, String(row.copies),
            ]
            Self.append(row.values + totals.map { Array($0.utf8) }, to: &text)
            if text.count > 1 << 18 {
                try StandardOutput.write(text)
                text.removeAll(keepingCapacity: true)
            }
        }
        try StandardOutput.write(text)
        for loss in reading.told { StandardError.say("rows", loss.sentence(currency: pipeline.definition.currency), level: .warning) }
        for line in summary(of: listing) { StandardError.say("rows", line, level: .notice) }
    }

    private func summary(of listing: CellListing) -> [String] {
        let sums = "\(metric) of \(tier) in \(segment): "
            + "\(grouped(listing.units)) \(listing.unit) of \(grouped(listing.creators)) creators, "
            + "numerator \(Self.amount(listing.numerator, isMoney: listing.numeratorIsMoney)), "
            + "denominator \(Self.amount(listing.denominator, isMoney: listing.denominatorIsMoney))"
        return [sums] + listing.leftOut.map { "left out: \($0.reason) \(grouped($0.rows))" }
    }

    private static func append(_ values: [[UInt8]], to text: inout [UInt8]) {
        for (column, value) in values.enumerated() {
            if column > 0 { text.append(UInt8(ascii: ",")) }
            CSVText.appendProtectedField(value.span, to: &text)
        }
        text.append(UInt8(ascii: "\n"))
    }

    /// A count, or an amount in 1/10,000 as a decimal: `-12.50`.
    private static func amount(_ total: Int128, isMoney: Bool) -> String {
        isMoney ? ExactTotal(total).amountText : String(total)
    }
}
