internal import ByteStreams
internal import Glibc
internal import Ingestion
internal import Pipelines
internal import SocialData

/// A first pipeline file for a folder of exports, and a directory of the accounts in them.
///
/// What the files answer is written down; what they do not is asked in a line beginning with `# needs:`, under which stands
/// what holds until it is answered. So a draft runs at once, and every run says what is still open (`Pipeline.openNeeds`).
package struct PipelineDraft: Sendable {
    /// Text of the pipeline file.
    package let text: String
    /// Questions asked in it.
    package let needs: Int
    /// Entries of `sources:` in the text.
    package let sources: Int
    /// A native-creators file; nil where nothing shows an account, or the folder has one of that name.
    package let creators: [UInt8]?
    /// Rows of `creators`, one for each account.
    package let accounts: Int
    /// What somebody should know, in sentences.
    package let notes: [String]

    /// The directory's file, beside the pipeline file.
    package static let creatorsName = "creators.csv"

    /// - Parameter file: where the pipeline file will stand.
    /// - Throws: `PipelineError` where no file of the folder can be used.
    package init(_ survey: FolderSurvey, file: String) throws {
        let usable = survey.usable
        guard usable.contains(where: { !$0.rows.answersNothingAlone }) else {
            let reasons = survey.unusable.map { "\($0.name): \($0.reason)" } + usable.map { "\($0.name): \($0.rows.isRates ? "exchange rates" : "advertising that names no deal and no creator") alone answer\($0.rows.isRates ? "" : "s") nothing" }
            throw PipelineError(
                .nothingAccepted, ["\(survey.folder): no file in it is an export that Tierwise can use; nothing was written"] + reasons)
        }
        var notes: [String] = []
        let place = try DraftPlace(folder: survey.folder, file: file)
        let names = survey.files.map(\.name)
        let accounts = AccountList(usable.map(\.rows))
        let hasCreators = try Folders.somethingExists(at: Folders.join(survey.folder, Self.creatorsName))
        let writesCreators = !accounts.rows.isEmpty && !hasCreators
        if hasCreators { notes.append("\(Self.creatorsName) is there already and was left as it is") }
        notes += survey.formatMistakes
        for copy in survey.copies { notes.append("\(copy.name) holds the same bytes as \(copy.first); it counts once") }
        for file in usable where file.rows.rows.keys.allSatisfy({ $0 == .clicks }) {
            notes.append("\(file.name) is read and no analysis uses it: a tool's own count of sessions and conversions says nothing about orders; add the shop's orders")
        }
        if accounts.dangerous > 0 {
            notes.append("\(accounts.dangerous) accounts are not in \(Self.creatorsName), because a spreadsheet would run their names as formulas")
        }
        let neighbours = names + survey.links + [Self.creatorsName]
        let groups = DraftGroup.groups(usable.filter { !$0.rows.isRates }, neighbours: neighbours)
        let rates = DraftGroup.groups(usable.filter(\.rows.isRates), neighbours: neighbours)
        let used = Set(groups.map(\.format))
        let writer = DraftText(
            place: place, groups: groups, rates: rates, rows: usable.map(\.rows), creators: writesCreators ? Self.creatorsName : nil,
            formats: survey.formats.filter { used.contains($0.format) }.map(\.file))
        text = writer.text
        needs = OpenNeed.all(in: text).count
        sources = groups.count + (writesCreators ? 1 : 0)
        creators = writesCreators ? accounts.csv : nil
        self.accounts = accounts.rows.count
        self.notes = notes
    }

    /// Writes the pipeline file and the directory; neither ever takes the place of another file.
    ///
    /// - Throws: `StreamError` of kind `alreadyThere`.
    package func write(_ survey: FolderSurvey, file: String) throws {
        // The pipeline first: where it cannot be written, nothing is left behind.
        try Self.writeNew(Array(text.utf8), path: file)
        if let creators { try Self.writeNew(creators, path: Folders.join(survey.folder, Self.creatorsName)) }
    }

    private static func writeNew(_ bytes: [UInt8], path: String) throws {
        var file = try PublishedFile(path: path, mode: 0o640, tidies: true)
        try file.write(bytes)
        try file.publishNew()
    }
}

extension SurveyedRows {
    /// Exchange rates, which a pipeline names apart.
    var isRates: Bool { rows.keys.allSatisfy { $0 == .rates } }

    /// Rates and advertising belong to deals and orders that others hold.
    var answersNothingAlone: Bool { rows.keys.allSatisfy { $0 == .rates || $0 == .spend } }
}

/// Where the drafted file stands, and how it names the exports.
struct DraftPlace {
    /// Last part of the folder's real path.
    let title: String
    /// Before each name: empty where the pipeline file stands in the folder.
    private let prefix: String

    init(folder: String, file: String) throws {
        let real = try Folders.absolute(folder) ?? folder
        title = Folders.name(of: real)
        prefix = try Folders.absolute(Folders.parent(of: file)) == real ? "" : real
    }

    func path(_ name: String) -> String { Folders.join(prefix, name).textPattern }

    /// A file that is named as it is, without patterns.
    func definition(_ name: String) -> String { Folders.join(prefix, name) }
}

/// Files of one format in one folder that lack the same answers: one source of the pipeline.
struct DraftGroup {
    let format: String
    let title: String
    /// Names or one pattern, below the surveyed folder.
    let patterns: [String]
    let files: Int
    let rows: [SurveyedRows]
    let missing: Set<MissingAnswer>
    /// Stand-ins and guesses, by column.
    var set: [String: String]

    /// Of the first file.
    let firstName: String

    private struct Key: Hashable {
        var folder: [UInt8]
        var format: String
        var missing: [String]
        var set: [String: String]
    }

    /// In the order of their first files.
    ///
    /// - Parameters:
    ///   - neighbours: names that no pattern of another file may match.
    ///   - stores: names of shops that are given already.
    static func groups(_ files: [(name: String, rows: SurveyedRows)], neighbours: [String], stores: Set<String> = []) -> [DraftGroup] {
        var order: [Key] = []
        var members: [Key: [(name: String, rows: SurveyedRows)]] = [:]
        for file in files {
            // Files without a handle are told apart: their stand-ins differ, since each may be another account's.
            let key = Key(
                folder: Folders.parent(of: file.name).nameBytes, format: file.rows.format,
                missing: file.rows.missing.map(\.rawValue).sorted(), set: file.rows.set)
            if members[key] == nil { order.append(key) }
            members[key, default: []].append(file)
        }
        var groups = order.flatMap { key -> [DraftGroup] in
            let all = members[key] ?? []
            let parts = key.missing.contains(MissingAnswer.store.rawValue) ? ShopFiles.parted(all) : [all]
            return parts.compactMap { files in
                guard let first = files.first else { return nil }
                return DraftGroup(
                    format: key.format, title: first.rows.title, patterns: patterns(files.map(\.name), neighbours: neighbours),
                    files: files.count, rows: files.map(\.rows), missing: first.rows.missing, set: key.set, firstName: first.name)
            }
        }
        nameStores(&groups, taken: stores)
        return groups
    }

    var candidates: Int { rows.reduce(0) { $0 + $1.candidates } }
    var isWhole: Bool { rows.allSatisfy(\.isWhole) }

    /// One shop is `main`; several are named after their folders, else their files.
    private static func nameStores(_ groups: inout [DraftGroup], taken given: Set<String>) {
        let shops = groups.indices.filter { groups[$0].missing.contains(.store) }
        var taken = given
        for shop in shops {
            let folder = Folders.parent(of: groups[shop].firstName)
            let stem = FolderSurvey.stem(groups[shop].firstName)
            var name = shops.count == 1 && given.isEmpty ? "main" : FolderSurvey.slug(folder == "." ? stem : folder)
            if taken.contains(name), folder != "." { name = FolderSurvey.slug("\(folder)-\(stem)") }
            let base = name
            var number = 2
            while !taken.insert(name).inserted {
                name = "\(base.prefix(36))-\(number)"
                number += 1
            }
            groups[shop].set["store"] = name
        }
    }

    /// A pattern where one matches these files and no other; else a pattern for those of them whose names differ in numbers only,
    /// and the names of the others: a `copy.csv` does not keep a series from growing.
    private static func patterns(_ names: [String], neighbours: [String]) -> [String] {
        if let pattern = pattern(names, neighbours: neighbours) { return [pattern] }
        var order: [String] = []
        var series: [String: [String]] = [:]
        for name in names {
            let shape = String(name.map { $0.isNumber ? "0" : $0 }).replacing(/0+/, with: "0")
            if series[shape] == nil { order.append(shape) }
            series[shape, default: []].append(name)
        }
        return order.flatMap { shape -> [String] in
            let names = series[shape] ?? []
            return pattern(names, neighbours: neighbours).map { [$0] } ?? names
        }
    }

    /// A pattern that matches these files and no other, with the ending they share; nil where there is none.
    private static func pattern(_ names: [String], neighbours: [String]) -> String? {
        guard names.count > 1, let first = names.first else { return nil }
        let folder = Folders.parent(of: first)
        let own = Set(names)
        // Files of the folder, and the folders in it.
        let below = folder == "." ? "" : folder + "/"
        let others = Set(neighbours.filter { $0.hasPrefix(below) && !own.contains($0) }.map { name in
            String(name.dropFirst(below.count).prefix { $0 != "/" })
        })
        let bare = names.map(Folders.name(of:))
        let prefix = commonPrefix(bare)
        let suffix = String(commonPrefix(bare.map { String($0.reversed()) }).reversed())
        guard let point = suffix.firstIndex(of: ".") else { return nil }
        // Numbers that begin alike, as those of a year's first months, do not in the next file.
        let word = String(prefix.prefix { !$0.isNumber })
        var candidates = ["*" + suffix[point...], word + "*" + suffix[point...], prefix + "*" + suffix[point...]]
        // Digits at a name's end that happen to be equal are no shape.
        if let shape = commonShape(bare) { candidates.append(shape) }
        if prefix.count + suffix.count <= bare.map(\.count).min() ?? 0 { candidates.append(prefix + "*" + suffix) }
        for pattern in candidates where !(below + prefix + suffix).contains(where: { "*?[]\\".contains($0) }) {
            let matchesOwn = bare.allSatisfy { Folders.matches($0, pattern: pattern) }
            if matchesOwn, others.allSatisfy({ !Folders.matches($0, pattern: pattern) }) { return below + pattern }
        }
        return nil
    }

    /// The parts of names that all have, `*` for the others: `Mar-18-2025_100.csv` and `Apr-14-2025_101.csv` are `*-*-2025_*.csv`.
    /// Days and numbers change in the next file too.
    private static func commonShape(_ names: [String]) -> String? {
        let split = names.map { name -> [String] in
            var parts: [String] = []
            for character in name {
                let isWord = character.isLetter || character.isNumber
                if isWord, let last = parts.last?.last, last.isLetter || last.isNumber {
                    parts[parts.count - 1].append(character)
                } else {
                    parts.append(String(character))
                }
            }
            return parts
        }
        guard let first = split.first, split.allSatisfy({ $0.count == first.count }) else { return nil }
        var shape = ""
        for index in first.indices {
            let isSame = split.allSatisfy { $0[index] == first[index] }
            let isNumber = first[index].allSatisfy(\.isNumber)
            shape += isSame && !(isNumber && index + 1 < first.count) ? first[index] : "*"
        }
        return shape.contains(where: \.isLetter) ? shape : nil
    }

    /// The longest beginning that all have, scalar by scalar.
    private static func commonPrefix(_ texts: [String]) -> String {
        guard var prefix = texts.first.map({ Array($0.unicodeScalars) }) else { return "" }
        for text in texts.dropFirst() { prefix = zip(prefix, text.unicodeScalars).prefix { $0 == $1 }.map(\.0) }
        return String(String.UnicodeScalarView(prefix))
    }
}
