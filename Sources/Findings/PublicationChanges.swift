package import SocialData

/// What is new in a report against the one before it.
package struct PublicationChanges: Sendable, Equatable {
    /// A headline question that is answered otherwise.
    package struct Verdict: Sendable, Equatable {
        /// Of the headline question.
        package var metric: MetricName
        /// What the earlier report said.
        package var before: PairVerdict
        /// What this one says.
        package var after: PairVerdict
        /// Whether the interval that holds at all looks together says so, too; nil without one.
        package var isClearAtAllLooks: Bool?
    }

    /// An input that the other report did not have, or not so.
    package struct File: Sendable, Equatable {
        /// What became of the file.
        package enum Kind: Sendable {
            /// By name and content: `replaced` is other content under the same name.
            case added, replaced, removed
            /// Of its content nothing is used. Rows of then are those that are no longer used.
            case refused
            /// It was refused then.
            case readable
        }

        package var kind: Kind
        package var name: String
        /// What it holds, or held.
        package var entities: [Entity]
        /// Accepted rows in the earlier report; 0 where it was not there.
        package var rowsBefore: Int
        /// Accepted rows in this one; 0 where it is gone or refused.
        package var rowsAfter: Int
    }

    /// A number of the first screen that is another one now.
    package struct Number: Sendable, Equatable {
        /// Which number it is.
        package var what: Publication.What
        /// Of the pair's or of one tier; empty for all tiers.
        package var tier: String
        /// nil where there was none.
        package var before: Double?
        /// nil where there is none now.
        package var after: Double?
        /// Where both are known.
        package var difference: Double?
        /// Names of the files that bear on it.
        package var files: [String]
    }

    /// The data cut-off of the report before.
    package var since: String
    /// Only where both reports compare the same two tiers.
    package var verdicts: [Verdict]
    /// Those that come, go, or have other content.
    package var files: [File]
    /// Amounts only where both reports are in the same currency.
    package var numbers: [Number]
    /// The pipeline file or a format of its own is another one.
    package var hasOtherDefinition: Bool
    /// Another version of the program made the numbers.
    package var hasOtherProgram: Bool

    /// Both must be of the same pipeline.
    package init(from before: Publication, to after: Publication) {
        since = before.asOf
        hasOtherDefinition = before.definition != after.definition
        hasOtherProgram = before.program != after.program
        let files = Self.files(before.files, after.files)
        self.files = files
        let isSamePair = (before.tierA, before.tierB) == (after.tierA, after.tierB)
        verdicts = isSamePair
            ? after.headlines.compactMap { now in
                guard let old = before.headlines.first(where: { $0.metric == now.metric }), old.verdict != now.verdict else { return nil }
                return Verdict(metric: now.metric, before: old.verdict, after: now.verdict, isClearAtAllLooks: now.isClearAtAllLooks)
            } : []
        let isSameCurrency = before.currency == after.currency || before.currency == nil && !hasOtherDefinition
        let keys = (before.numbers + after.numbers).reduce(into: [(what: Publication.What, tier: String)]()) { keys, number in
            if !keys.contains(where: { $0 == (number.what, number.tier) }) { keys.append((number.what, number.tier)) }
        }
        numbers = keys.compactMap { what, tier in
            guard isSamePair || what != .engagementRatio else { return nil }
            // An amount in one currency is no earlier state of one in another.
            guard what != .profit || isSameCurrency else { return nil }
            let old = before.numbers.first { $0.what == what && $0.tier == tier }?.value
            let now = after.numbers.first { $0.what == what && $0.tier == tier }?.value
            guard old != now else { return nil }
            let bearing = files.filter { file in file.entities.contains { Self.bears($0, on: what) } }.map(\.name)
            return Number(what: what, tier: tier, before: old, after: now, difference: old.flatMap { old in now.map { $0 - old } }, files: bearing)
        }
    }

    /// Nothing that a reader would want to know.
    package var isEmpty: Bool { verdicts.isEmpty && files.isEmpty && numbers.isEmpty && !hasOtherDefinition && !hasOtherProgram }

    /// Files are known by their bytes and by whether they are used; of one name, the one that came replaces the one that went.
    private static func files(_ before: [Publication.File], _ after: [Publication.File]) -> [File] {
        func content(_ file: Publication.File) -> String { file.isRefused ? "refused \(file.sha256)" : file.sha256 }
        let (old, new) = (Set(before.map(content)), Set(after.map(content)))
        var gone = before.filter { !new.contains(content($0)) }
        var changes: [File] = []
        for file in after where !old.contains(content(file)) {
            let replaced = (gone.firstIndex { $0.name == file.name } ?? gone.firstIndex { $0.sha256 == file.sha256 }).map { gone.remove(at: $0) }
            let kind: File.Kind = if file.isRefused { .refused } else if let replaced { replaced.isRefused ? .readable : .replaced } else { .added }
            changes.append(
                File(
                    kind: kind, name: file.name, entities: file.entities.isEmpty ? replaced?.entities ?? [] : file.entities,
                    rowsBefore: replaced?.rows ?? 0, rowsAfter: file.rows))
        }
        return changes + gone.map { File(kind: .removed, name: $0.name, entities: $0.entities, rowsBefore: $0.rows, rowsAfter: 0) }
    }

    /// Whether rows of a kind enter a number of the first screen.
    private static func bears(_ entity: Entity, on what: Publication.What) -> Bool {
        switch entity {
        case .posts: what == .engagementRatio
        // Followers decide the tier, of posts and of deals.
        case .snapshots, .creators, .accounts: what != .profit
        case .deals, .spend, .codes, .orders, .rates: what != .engagementRatio
        case .clicks: false
        }
    }
}
