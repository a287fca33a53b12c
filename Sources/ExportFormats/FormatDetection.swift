internal import SocialData
internal import TextValues

/// How well a file's columns fit one format.
package struct FormatMatch: Sendable, Equatable {
    package var format: String
    package var title: String
    /// Columns the format knows and the file has, and those it needs and the file lacks.
    package var matched: [String]
    /// Of alternatives that are all absent one entry, joined by `or`.
    package var missing: [String]
    /// Columns the file must not have and has: it is another export that looks alike.
    package var forbidden: [String]
    /// Columns the format needs, there or not.
    package var needed: Int

    /// Nothing is missing and nothing speaks against it.
    package var isComplete: Bool { missing.isEmpty && forbidden.isEmpty }

    /// Near enough to be named to somebody whose file no format fits: at least half of the needed columns are there, two columns
    /// or more are known, and what must not be there is less than that. A word in common makes no kin.
    package var isNear: Bool {
        (needed - missing.count) * 2 >= needed && matched.count >= 2 && forbidden.count < matched.count
    }
}

/// Which format a file is, judged by its columns alone.
package enum FormatDetection: Sendable {
    /// Exactly one format fits best.
    case found(ExportFormat, FormatMatch)
    /// Formats that fit equally well; somebody has to say which.
    case ambiguous([FormatMatch])
    /// No format fits; those that are near, best first.
    case unknown(nearest: [FormatMatch])
}

extension FormatCatalogue {
    /// Finds the format with the most matched columns among those whose needed columns are all there.
    package func detect(columns: [String], isJSON: Bool, samples: ColumnSamples = ColumnSamples()) -> FormatDetection {
        let header = HeaderNames(columns, isJSON: isJSON, samples: samples)
        // Of nearly all formats a file lacks what they need, which is soon seen.
        let complete = Self.ranked(formats(isJSON: isJSON).filter { $0.hasNeeded(header) }.map { $0.match(header) }.filter(\.isComplete))
        guard let best = complete.first else {
            return .unknown(nearest: Array(matches(of: header, isJSON: isJSON).filter(\.isNear).prefix(2)))
        }
        let equals = complete.filter { $0.matched.count == best.matched.count }
        // Canonical names and no other: whoever wrote them meant them.
        if let native = equals.first(where: { format(named: $0.format)?.isNative == true }), equals.count(where: { format(named: $0.format)?.isNative == true }) == 1,
            let format = format(named: native.format) {
            return .found(format, native)
        }
        // Of lists of creators the one that knows the network says more.
        let lists = equals.compactMap { format(named: $0.format) }.filter { !$0.people.isEmpty }
        if lists.count == equals.count, let match = equals.first(where: { format(named: $0.format)?.constantPlatform != nil }),
            lists.count(where: { $0.constantPlatform != nil }) == 1, let format = format(named: match.format) {
            return .found(format, match)
        }
        guard equals.count == 1, let format = format(named: best.format) else { return .ambiguous(equals) }
        return .found(format, best)
    }

    /// Every format's match, the best first: complete ones before others, then by number of columns, then by name.
    package func matches(of header: HeaderNames, isJSON: Bool) -> [FormatMatch] {
        Self.ranked(formats(isJSON: isJSON).map { $0.match(header) })
    }

    private func formats(isJSON: Bool) -> [ExportFormat] {
        formats.filter { $0.container == nil || ($0.container == .json) == isJSON }
    }

    private static func ranked(_ matches: [FormatMatch]) -> [FormatMatch] {
        matches.sorted { a, b in
            if a.isComplete != b.isComplete { return a.isComplete }
            if a.matched.count != b.matched.count { return a.matched.count > b.matched.count }
            if a.missing.count != b.missing.count { return a.missing.count < b.missing.count }
            return a.format.utf8.lexicographicallyPrecedes(b.format.utf8)
        }
    }
}

extension ExportFormat {
    /// Whether a file has the columns without which it is not of this format; `match` is never complete where it lacks one.
    fileprivate func hasNeeded(_ header: HeaderNames) -> Bool {
        if isNative { return missingNative(NativeColumns.plainNames(header.names)).isEmpty }
        let has = { (name: String) in !header.positions(of: name, in: self).isEmpty }
        return detection.columns.allSatisfy(has) && (detection.any.isEmpty || detection.any.contains(where: has))
    }

    /// How well a header fits, also where it does not.
    package func match(_ header: HeaderNames) -> FormatMatch {
        if isNative { return nativeMatch(header) }
        let has = { (name: String) in !header.positions(of: name, in: self).isEmpty }
        var missing = detection.columns.filter { !has($0) }
        if !detection.any.isEmpty, !detection.any.contains(where: has) { missing.append(detection.any.joined(separator: " or ")) }
        var forbidden = detection.without.filter(has)
        if detection.isExact {
            let known = Set(sourceColumns.flatMap { header.positions(of: $0, in: self) })
            forbidden += header.names.indices.filter { !known.contains($0) && !header.names[$0].isEmpty }.map { header.names[$0] }
        }
        forbidden += columnsThatSayMore(header, hasAll: missing.isEmpty)
        var matched = sourceColumns.filter(has)
        if unpivot != nil {
            let known = Set(sourceColumns.flatMap { header.positions(of: $0, in: self) })
            let others = header.names.indices.filter { !known.contains($0) && !header.names[$0].isEmpty }.map { header.names[$0] }
            let currencies = others.filter { CurrencyCode($0) != nil }
            matched += currencies
            if currencies.isEmpty { missing.append("a column for each currency, named by its code, as USD") }
            // Three letters can be a word too (`All`, `Top`): beside much else they are no currencies.
            let foreign = others.filter { CurrencyCode($0) == nil }
            if foreign.count >= currencies.count || (!foreign.isEmpty && currencies.contains { $0 != $0.uppercased() }) { forbidden += foreign }
        }
        for (column, texts) in detection.values.sorted(by: { $0.key < $1.key }) {
            guard let position = header.positions(of: column, in: self).first, !header.samples.contain(texts, column: position) else { continue }
            forbidden.append("\(header.names[position]) without \(texts[0])")
        }
        let needed = detection.columns.count + (detection.any.isEmpty ? 0 : 1) + (unpivot == nil ? 0 : 1)
        return FormatMatch(format: name, title: title, matched: matched, missing: missing, forbidden: forbidden, needed: needed)
    }

    /// Columns that are not read and have words of `without_words`, or tell of a deal where the format knows of none.
    ///
    /// - Parameter hasAll: whether the file can be one of the format at all. Only then are its values looked at.
    private func columnsThatSayMore(_ header: HeaderNames, hasAll: Bool) -> [String] {
        let words = detection.withoutWords.map(HeaderSpelling.words)
        guard hasAll || !words.isEmpty else { return [] }
        // Of several columns under the names of one, the first is read.
        let read = Set(sourceColumns.compactMap { header.positions(of: $0, in: self).first })
        let named = header.names.indices.filter { position in
            guard !read.contains(position) else { return false }
            let name = HeaderSpelling.words(header.names[position])
            return words.contains { HeaderSpelling.contains(name, $0) }
        }.map { header.names[$0] }
        guard hasAll else { return named }
        return named + (detection.isWithoutDeals ? DealColumns.found(in: header, besides: read, readsDeals: entities.contains { $0.entity == .deals }) : DealColumns.foreign(to: self, in: header, besides: read))
    }

    /// A native file has canonical names only, and enough of them to say which row is which.
    private func nativeMatch(_ header: HeaderNames) -> FormatMatch {
        let entity = nativeEntity
        let known = Set(entity.columns.map(\.name) + NativeColumns.extra(entity))
        let names = NativeColumns.plainNames(header.names)
        // `followers` alone makes no directory: counts of accounts are snapshots.
        let matched = names.filter { known.contains($0) && (entity != .creators || $0 != "followers") }
        // Tables of programs begin with the numbers of their rows, under no name; spreadsheets end rows with cells that hold nothing.
        let isNumbered = names.first.map { $0.isEmpty || $0.lowercased().hasPrefix("unnamed:") } ?? false
        let foreign = names.indices.dropFirst(isNumbered ? 1 : 0).filter { place in
            !known.contains(names[place]) && !(names[place].isEmpty && header.samples.values(of: place).isEmpty)
        }.map { names[$0].isEmpty ? "(without a name)" : header.names[$0] }
        return FormatMatch(
            format: name, title: title, matched: matched, missing: missingNative(names).map { $0.joined(separator: " or ") },
            forbidden: foreign, needed: NativeColumns.needed(entity).count)
    }

    private var nativeEntity: Entity { entities.first?.entity ?? .posts }

    /// Groups of columns of which a native file has to have one and has none.
    private func missingNative(_ names: [String]) -> [[String]] {
        // A link to the post holds its id.
        let given = names + (nativeEntity == .posts && names.contains("url") ? ["post_id"] : [])
        return NativeColumns.needed(nativeEntity).filter { alternatives in !alternatives.contains(where: given.contains) }
    }
}
