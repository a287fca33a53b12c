internal import ExportFormats
internal import ByteStreams
internal import Findings
internal import RecordFormats
internal import Reporting
internal import SocialData
internal import TextValues

/// Reads and checks a pipeline file completely, before any work: every mistake with line, column and the nearest word.
package struct PipelineReader {
    var reader: DefinitionReader
    let path: String
    let folder: String

    /// Keys that a pipeline file can have at its top.
    package static let keys = [
        "name", "title", "currency", "timezone", "period", "as_of", "tiers", "formats", "sources", "rates", "compare", "by",
        "roi", "statuses", "statistics", "budget", "audience", "brand_tags", "rejects", "freshness", "output", "follow_links",
        "language", "words", "on_publish", "keep", "pseudonymise",
    ]
    /// Segments that `by:` can name.
    package static let segments = ["platform", "post_type", "niche", "sponsored", "month", "quarter", "campaign"]

    /// Columns that `set:` can name, and what it can say of all values of a file.
    package static let setColumns = Set(Entity.allCases.flatMap { $0.columns.map(\.name) }).sorted() + ["year", "numbers", "dates", "suffixes"]
    /// Keys of an entry of `sources:`.
    package static let sourceKeys = DefinitionReader.sourceKeys

    private static let mostFollowUps = 12

    /// What holds where the file says nothing.
    private static let standard = Definition(
        name: "", title: "", currency: "", timeZone: "", periodFrom: nil, periodTo: nil, asOf: "", asOfSource: "", scheme: "",
        tiers: [], tierA: "micro", tierB: "macro", by: ["platform", "post_type"], margin: 1, windowDays: 30, maturityDays: 30,
        confidence: 0.95, minimumCreators: 10, minimumAgeDays: 7, seed: 1)

    /// Reads `path`; throws all its mistakes together.
    package static func read(path: String) throws -> Pipeline {
        let bytes = try readWholeFile(path, limit: DefinitionReader.sizeLimit + 1)
        return try read(String(decoding: bytes, as: UTF8.self), path: path)
    }

    /// Reads a text as if it stood at `path`.
    package static func read(_ text: String, path: String) throws -> Pipeline {
        var reader = PipelineReader(path: path)
        return try reader.read(text)
    }

    init(path: String) {
        self.path = path
        // A bare name stands in the working folder, which needs no `./` in messages.
        let parent = Folders.parent(of: path)
        folder = parent == "." ? "" : parent
        reader = DefinitionReader(file: path)
    }

    mutating func read(_ text: String) throws -> Pipeline {
        guard let root = reader.open(text) else { throw DefinitionErrors(reader.problems) }
        var pipeline = Pipeline(
            file: path, folder: folder, text: text, definition: Self.standard, zone: .utc, periodFrom: nil, periodTo: nil, asOf: nil,
            tiers: .essay, formats: FormatCatalogue.builtIn, sources: [], rates: [], rejects: RejectLimits(),
            freshness: Freshness(), output: "")
        var places: [String: DefinitionNode] = [:]
        let entries = reader.entries(of: root, known: Self.keys)
        for entry in entries { places[entry.key] = entry.value }
        // Formats first: sources name them. Tiers before compare: compare names them.
        if let node = places["formats"] {
            pipeline.formats = formats(node, into: pipeline.formats)
            pipeline.formatFiles = reader.texts(of: node).map { Folders.join(folder, $0) }
        }
        if let node = places["tiers"], let tiers = reader.tierScheme(node) { pipeline.tiers = tiers }
        for entry in entries { read(entry.key, entry.value, into: &pipeline) }
        for key in ["name", "currency", "sources"] where places[key] == nil {
            reader.problem("`\(key):` is missing; \(Self.reason(key))", at: root)
        }
        checkCompare(pipeline, at: places["compare"] ?? root)
        if pipeline.definition.title.isEmpty { pipeline.definition.title = pipeline.definition.name }
        if pipeline.output.isEmpty { pipeline.output = Folders.join(folder, "reports/\(pipeline.definition.name)") }
        let workspace = Workspace.standard(for: pipeline).folder
        if reader.problems.isEmpty, let conflict = OutputFolder(pipeline.output).conflict(pipeline, workspace: workspace) {
            reader.problem("`output:` \(conflict)", at: places["output"] ?? root)
        }
        guard reader.problems.isEmpty else { throw DefinitionErrors(reader.problems) }
        return pipeline
    }

    private static func reason(_ key: String) -> String {
        switch key {
        case "name": "it names the workspace and the report, as `name: micro-vs-macro`"
        case "currency": "it is the currency of the report, as `currency: EUR`"
        default: "it lists the export files, as `sources: [{files: exports/*.csv}]`"
        }
    }

    private mutating func read(_ key: String, _ node: DefinitionNode, into pipeline: inout Pipeline) {
        switch key {
        case "name": pipeline.definition.name = reader.name(node) ?? ""
        case "title": pipeline.definition.title = reader.text(of: node) ?? ""
        case "currency": pipeline.definition.currency = reader.currency(node) ?? ""
        case "timezone": pipeline.zone = reader.zone(node) ?? .utc
        case "period": period(node, into: &pipeline)
        case "as_of": pipeline.asOf = reader.instant(node)
        case "sources": pipeline.sources = reader.sources(node, formats: pipeline.formats, folder: folder)
        case "rates": pipeline.rates = reader.texts(of: node).map { Folders.join(folder, $0) }
        case "compare":
            for entry in reader.entries(of: node, known: ["a", "b"]) {
                let tier = reader.word(of: entry.value, among: pipeline.tiers.tiers.map(\.name)) ?? ""
                if entry.key == "a" { pipeline.definition.tierA = tier } else { pipeline.definition.tierB = tier }
            }
        case "by": pipeline.definition.by = segments(node)
        case "roi":
            for entry in reader.entries(of: node, known: ["margin", "window_days", "maturity_days", "follow_up_days"]) {
                switch entry.key {
                case "margin": pipeline.definition.margin = reader.number(of: entry.value, in: 0.0001...1) ?? 1
                case "window_days": pipeline.definition.windowDays = reader.integer(of: entry.value, in: 1...366) ?? 30
                case "follow_up_days": pipeline.definition.followUpDays = followUpDays(entry.value)
                default: pipeline.definition.maturityDays = reader.integer(of: entry.value, in: 0...366) ?? 30
                }
            }
        case "statuses": pipeline.statuses = reader.statuses(node)
        case "statistics": statistics(node, into: &pipeline)
        case "follow_links": pipeline.followsLinks = reader.flag(of: node) ?? false
        case "budget": pipeline.definition.budget = reader.budget(node)
        case "audience": pipeline.definition.audience = reader.audience(node)
        case "brand_tags": pipeline.definition.brandTags = reader.brandTags(node)
        case "rejects":
            for entry in reader.entries(of: node, known: ["warn", "refuse"]) {
                guard let share = reader.share(entry.value) else { continue }
                if entry.key == "warn" { pipeline.rejects.warn = share } else { pipeline.rejects.refuse = share }
            }
        case "freshness":
            for entry in reader.entries(of: node, known: ["warn", "fail"]) {
                guard let seconds = reader.duration(entry.value) else { continue }
                if entry.key == "warn" { pipeline.freshness.warn = seconds } else { pipeline.freshness.fail = seconds }
            }
        case "output":
            guard let text = reader.text(of: node) else { break }
            if text.isEmpty { reader.problem("`output:` is empty; name a folder, as reports/\(pipeline.definition.name)", at: node) }
            pipeline.output = Folders.join(folder, text)
        case "language": pipeline.language = reader.word(of: node, among: pageLanguages) ?? "en"
        case "words": pipeline.words = words(node)
        case "pseudonymise": pipeline.pseudonymises = reader.flag(of: node) ?? false
        case "on_publish": pipeline.onPublish = reader.publishHook(node, folder: folder)
        case "keep": pipeline.retention = reader.retention(node)
        default: break
        }
    }

    private mutating func statistics(_ node: DefinitionNode, into pipeline: inout Pipeline) {
        for entry in reader.entries(of: node, known: [
            "confidence", "resamples", "seed", "minimum_creators", "min_age_days", "looks", "target", "relevant",
        ]) {
            switch entry.key {
            case "confidence": pipeline.definition.confidence = reader.number(of: entry.value, in: 0.5...0.999) ?? 0.95
            case "resamples": pipeline.definition.resamples = reader.integer(of: entry.value, in: 199...100_000) ?? 2000
            case "seed": pipeline.definition.seed = UInt64(reader.integer(of: entry.value, in: 0...Int.max) ?? 1)
            case "minimum_creators": pipeline.definition.minimumCreators = reader.integer(of: entry.value, in: 2...10_000) ?? 10
            case "looks": looks(entry.value, &pipeline.definition.looks)
            case "target": margins(entry.value, &pipeline.definition.target)
            case "relevant": margins(entry.value, &pipeline.definition.relevant)
            default: pipeline.definition.minimumAgeDays = reader.integer(of: entry.value, in: 0...366) ?? 7
            }
        }
    }

    /// Some numbers of days, each once, ascending.
    private mutating func followUpDays(_ node: DefinitionNode) -> [Int] {
        let nodes = node.isList ? reader.items(of: node) : [node]
        if nodes.count > Self.mostFollowUps {
            reader.problem("`follow_up_days` names \(nodes.count) numbers of days, and at most \(Self.mostFollowUps) are compared", at: node)
        }
        var chosen: [Int] = []
        for item in nodes {
            guard let days = reader.integer(of: item, in: 1...366) else { continue }
            if chosen.contains(days) { reader.problem("`\(days)` is named twice", at: item) } else { chosen.append(days) }
        }
        return chosen.sorted()
    }

    private mutating func looks(_ node: DefinitionNode, _ looks: inout Definition.Looks) {
        guard let text = reader.text(of: node) else { return }
        guard let named = Definition.Looks(rawValue: text) else {
            return reader.problem("`looks` is `once` or `repeated`, not `\(text)`", at: node)
        }
        looks = named
    }

    /// A ratio of engagement rates, above 1, and ROAS points, above 0.
    private mutating func margins(_ node: DefinitionNode, _ margins: inout Definition.Margins) {
        for entry in reader.entries(of: node, known: ["engagement", "roas"]) {
            if entry.key == "engagement" {
                margins.engagement = reader.number(of: entry.value, in: 1.001...100) ?? margins.engagement
            } else {
                margins.returns = reader.number(of: entry.value, in: 0.001...100) ?? margins.returns
            }
        }
    }

    private mutating func checkCompare(_ pipeline: Pipeline, at node: DefinitionNode) {
        let names = pipeline.tiers.tiers.map(\.name)
        guard let a = names.firstIndex(of: pipeline.definition.tierA), let b = names.firstIndex(of: pipeline.definition.tierB) else {
            if node.isMapping, reader.problems.isEmpty {
                reader.problem("`compare:` must name two tiers of this scheme: \(names.joined(separator: ", "))", at: node)
            }
            return
        }
        if a >= b { reader.problem("`compare:` a must be a lower tier than b", at: node) }
    }

    // MARK: values

    private mutating func period(_ node: DefinitionNode, into pipeline: inout Pipeline) {
        for entry in reader.entries(of: node, known: ["from", "to"]) {
            guard let text = reader.text(of: entry.value) else { continue }
            guard let day = Canonical.day(Array(text.utf8).span) else {
                reader.problem("`\(text)` is no day; write it as 2024-01-31", at: entry.value)
                continue
            }
            if entry.key == "from" { pipeline.periodFrom = day } else { pipeline.periodTo = day }
        }
        if let from = pipeline.periodFrom, let to = pipeline.periodTo, to < from {
            reader.problem("`period:` ends before it begins", at: node)
        }
    }

    /// Texts of the pages by their English; a text says what its English says, so it has places that the English has.
    private mutating func words(_ node: DefinitionNode) -> [String: String] {
        let known = Set(PageTexts.english)
        var words: [String: String] = [:]
        for entry in reader.entries(of: node, known: nil) {
            guard let text = reader.text(of: entry.value) else { continue }
            guard known.contains(entry.key) else {
                let nearest = nearestWord(to: entry.key, among: PageTexts.english).map { "; did you mean `\($0)`?" } ?? ""
                reader.problem("`\(entry.key)` is no text of the pages\(nearest)", at: entry.keyPlace)
                continue
            }
            let places = PageTexts.places(in: text).subtracting(PageTexts.places(in: entry.key))
            guard places.isEmpty else {
                reader.problem("`\(places.sorted()[0])` has no place in `\(entry.key)`", at: entry.value)
                continue
            }
            words[entry.key] = text
        }
        return words
    }

    private mutating func segments(_ node: DefinitionNode) -> [String] {
        let nodes = node.isList ? reader.items(of: node) : [node]
        var chosen: [String] = []
        for item in nodes {
            guard let word = reader.word(of: item, among: Self.segments) else { continue }
            if chosen.contains(word) { reader.problem("`\(word)` is named twice", at: item) } else { chosen.append(word) }
        }
        return chosen
    }

    private mutating func formats(_ node: DefinitionNode, into catalogue: FormatCatalogue) -> FormatCatalogue {
        var catalogue = catalogue
        for name in reader.texts(of: node) {
            do {
                let bytes = try readWholeFile(Folders.join(folder, name), limit: DefinitionReader.sizeLimit + 1)
                try catalogue.add(text: String(decoding: bytes, as: UTF8.self), file: name)
            } catch let errors as DefinitionErrors {
                for problem in errors.problems { reader.add(problem) }
            } catch let error as StreamError {
                reader.problem("format file `\(name)`: \(error.message)", at: node)
            } catch {
                reader.problem("format file `\(name)`: \(error)", at: node)
            }
        }
        return catalogue
    }
}
