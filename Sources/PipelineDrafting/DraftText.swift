internal import ByteStreams
internal import ExportFormats
internal import Ingestion
internal import Pipelines
internal import SocialData

/// Writes a drafted pipeline file.
struct DraftText {
    let place: DraftPlace
    let groups: [DraftGroup]
    let rates: [DraftGroup]
    /// Of all files.
    let rows: [SurveyedRows]
    /// Name of the drafted directory; nil where there is none.
    let creators: String?
    /// Format files of the folder that its files are read with.
    let formats: [String]

    var text: String {
        var lines = [
            DefinitionText.modeline(.pipeline),
            "# Drafted by `tierwise init`. Each line `# needs:` asks what the files do not say; what stands below it holds until",
            "# you answer. Answer, delete the line, and the question no longer appears in runs and in the report.",
            "name: \(FolderSurvey.slug(place.title))",
            "title: \(DefinitionText.scalar("Micro versus macro creators: \(place.title)"))",
        ]
        lines += currency + zone
        lines += [
            "# Tiers by followers: nano below 1,000, micro below 100,000, macro below 1,000,000, mega above.",
            "tiers: essay",
        ]
        if !hasClock, !groups.contains(where: { $0.missing.contains(.exported) }) {
            lines += ["# Nothing says when these numbers were read, so no post counts as too young and no deal as still open. To tell:",
                      "# as_of: 2025-02-01T00:00:00Z"]
        }
        if !formats.isEmpty { lines.append("formats: [\(formats.map { DefinitionText.scalar(place.definition($0)) }.joined(separator: ", "))]") }
        lines.append("sources:")
        for group in groups { lines += source(group) }
        if lacksFollowers {
            lines.append("  \(OpenNeed.mark) followers, because no file counts those of these accounts, so no post has a tier. Fill in the column followers of creators.csv, or add a file with platform, handle, observed_at, followers")
        }
        if let creators {
            lines += [
                "  # Every account in these files. Accounts of one person: give them the same creator_id there.",
                "  - files: \(DefinitionText.scalar(place.path(creators)))", "    format: native-creators",
            ]
        }
        lines += ratesLines
        lines += ["compare: {a: micro, b: macro}", "by: [\(segments.joined(separator: ", "))]"]
        if hasMoney {
            lines += ["\(OpenNeed.mark) margin, the share of revenue left after the goods; until then ROI is on revenue, as if goods cost nothing. Example: roi: {margin: 0.6, window_days: 30, maturity_days: 30}",
                      "# Sales count up to window_days after a deal's start by link, and as long as a code is valid; those of the first",
                      "# follow_up_days also stand apart, so that no deal is followed longer than another.",
                      "roi: {window_days: 30, maturity_days: 30, follow_up_days: [7, 30, 60, 90]}",
                      "# Somebody reads this every night? Then only what holds at all looks together should count:",
                      "# statistics: {looks: repeated}"]
        }
        lines.append("output: reports/\(FolderSurvey.slug(place.title))")
        return lines.joined(separator: "\n") + "\n"
    }

    // MARK: head

    private var currencies: [(code: String, rows: Int)] {
        rows.reduce(into: [String: Int]()) { $0.merge($1.currencies, uniquingKeysWith: +) }
            .map { (code: $0.key, rows: $0.value) }.sorted { ($1.rows, $0.code) < ($0.rows, $1.code) }
    }

    private var hasMoney: Bool { !currencies.isEmpty || rows.contains { $0.missing.contains(.currency) } }

    private var hasClock: Bool { rows.contains { $0.hasClock } }

    private var lacksFollowers: Bool {
        rows.contains { $0.rows[.posts] ?? 0 > 0 } && !rows.contains(where: \.hasFollowers)
    }

    private var currency: [String] {
        guard let most = currencies.first else {
            let ask = hasMoney
                ? "# needs: the report's currency, because no file names the currency of its amounts. Example: currency: USD"
                : "# No file holds money; the currency is only a name here."
            return [ask, "currency: EUR"]
        }
        let others = currencies.dropFirst().map { "\($0.code) in \($0.rows)" }.joined(separator: ", ")
        return ["# Of the report. \(most.code) stands in \(most.rows) rows with money\(others.isEmpty ? "" : ", \(others)").", "currency: \(most.code)"]
    }

    private var zone: [String] {
        let concerned = groups.filter { $0.missing.contains(.zone) }
        guard !concerned.isEmpty else {
            return ["# The calendar of days and months; every time in these files names its own zone.", "timezone: UTC"]
        }
        let names = concerned.prefix(3).map { $0.patterns[0].textPattern }.joined(separator: ", ") + (concerned.count > 3 ? " and \(concerned.count - 3) more" : "")
        return ["# needs: timezone, because times are written without one in \(DefinitionText.comment(names)); UTC until then. Example: timezone: Europe/Berlin",
                "timezone: UTC"]
    }

    private var segments: [String] {
        ["platform", "post_type"] + (rows.contains(where: \.hasNiches) ? ["niche"] : []) + ["month"]
    }

    private var ratesLines: [String] {
        let files = rates.flatMap(\.patterns).map { DefinitionText.scalar(place.path($0)) }
        if !files.isEmpty { return ["rates: \(files.count == 1 ? files[0] : "[\(files.joined(separator: ", "))]")"] }
        guard currencies.count > 1 else { return [] }
        let list = currencies.map(\.code).joined(separator: ", ")
        return ["# needs: rates, because amounts come in \(list); those not in \(currencies[0].code) are left out as no_rate. Get eurofxref-hist.csv from the European Central Bank. Example: rates: eurofxref-hist.csv"]
    }

    // MARK: sources

    func source(_ group: DraftGroup) -> [String] {
        var lines = ["  # \(DefinitionText.comment(group.title)): \(Self.counted(group.files, "file")), \(Self.counted(group.candidates, "row"))\(group.isWhole ? "" : " looked at, and more")."]
        for answer in MissingAnswer.allCases where group.missing.contains(answer) {
            if let question = question(answer, group) { lines.append("  \(question)") }
        }
        let files = group.patterns.map { DefinitionText.scalar(place.path($0)) }
        if files.count == 1 {
            lines.append("  - files: \(files[0])")
        } else {
            lines.append("  - files:")
            lines += files.map { "      - \($0)" }
        }
        lines.append("    format: \(group.format)")
        if !group.set.isEmpty {
            let values = group.set.sorted { $0.key < $1.key }.map { "\($0.key): \(DefinitionText.scalar($0.value))" }
            lines.append("    set: {\(values.joined(separator: ", "))}")
        }
        return lines
    }

    private func question(_ answer: MissingAnswer, _ group: DraftGroup) -> String? {
        switch answer {
        case .zone: nil  // Asked once, above.
        case .zoneOfWord:
            "\(OpenNeed.mark) timezone, because times end in a word that names no time zone, or several; until then the file is refused. Example: timezone: Asia/Kolkata"
        case .year: "\(OpenNeed.mark) year, because days are written without one; until then the file is refused. Example: set: {year: 2024}"
        case .platform:
            group.set["platform"] == "unknown"
                ? "\(OpenNeed.mark) platform, because no column names it; `unknown` until then. Example: set: {platform: instagram}"
                : "# The platform is taken from the path; no column names it."
        case .handle: "\(OpenNeed.mark) handle, because nothing says whose account this is; a made-up one until then. Example: set: {handle: thebrand}"
        case .store:
            "\(OpenNeed.mark) store, because order numbers are unique in one shop only; until then files that share no sale are two shops. Example: set: {store: eu}"
        case .start:
            "\(OpenNeed.mark) started_at, because deals do not say when they began, and only orders within a time of that count for them. Add the column to the sheet, or say it for all. Example: set: {started_at: 2025-03-01}"
        case .exported:
            "\(OpenNeed.mark) exported_at, because nothing says when the numbers of these posts were read; until then none counts as too young (the 7-day rule is off). Example: set: {exported_at: 2025-06-01T00:00:00Z}"
        case .currency:
            "\(OpenNeed.mark) currency, because the amounts of \(Self.counted(group.rows.reduce(0) { $0 + $1.rowsWithoutCurrency }, "row")) name none and count as missing until then. Example: set: {currency: EUR}"
        }
    }

    /// `1 row`, `2 rows`.
    private static func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
}
