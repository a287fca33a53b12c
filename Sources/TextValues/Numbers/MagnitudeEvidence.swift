/// What shared magnitude words (`B`, `mil.`) mean in a file, or what is in doubt.
package struct MagnitudeDecision: Sendable, Equatable {
    /// What the file's own cells say.
    package var words: MagnitudeWords
    /// A cell that can be read in two ways, and its readings; nil where none can.
    package var doubt: Doubt?
    /// Shared words that do not have their usual meaning here, with an example and its reading.
    package var unusual: [Doubt]

    /// A cell that can be read in two ways.
    package struct Doubt: Sendable, Equatable {
        /// The cell, the word in it, and the powers of ten that the word can stand for.
        package var example: String
        package var word: String
        package var powers: [Int]

        /// 1000, 1000000, ….
        package static func number(_ power: Int) -> String { "1" + String(repeating: "0", count: power) }
    }
}

/// Gathers what a file says about the language of its magnitude words: other such words, column names, decimal marks, and
/// that nobody has more followers than there are people.
package struct MagnitudeEvidence: Sendable {
    private struct Cell: Sendable {
        var text: [UInt8]
        var slot: Int?
        var wordStart: Int
        var countsPeople: Bool
    }

    /// Cells remembered: those with shared words, and others for their decimal marks.
    private var cells: [Cell] = []
    /// What the words that mean one thing say; intersected.
    private var spoken = Languages.all
    private var hasSpoken = false

    /// More people than there are (a little above the estimate for 2026).
    private static let people: Int64 = 8_300_000_000
    private static let remembered = 1000

    package init() {}

    /// Adds a cell; with `countsPeople` it cannot be more than there are people.
    package mutating func observe(_ text: Span<UInt8>, countsPeople: Bool) {
        if let folded = DigitFolding.folded(text) { return observe(folded.span, countsPeople: countsPeople) }
        let range = Blanks.trimmed(text)
        guard let lastDigit = range.last(where: { Ascii.isDigit(text[$0]) }) else { return }
        var start = lastDigit + 1
        while start < range.upperBound, case let length = Blanks.leadingLength(text, at: start, end: range.upperBound), length > 0 { start += length }
        guard let meaning = MagnitudeWords.meaning(text, from: start, to: range.upperBound) else { return }
        if let languages = MagnitudeWords.languages(text, from: start, to: range.upperBound) { narrow(to: languages) }
        guard cells.count < Self.remembered else { return }
        var bytes: [UInt8] = []
        for index in range { bytes.append(text[index]) }
        let slot: Int? = if case .shared(let slot) = meaning { slot } else { nil }
        cells.append(Cell(text: bytes, slot: slot, wordStart: start - range.lowerBound, countsPeople: countsPeople))
    }

    /// Adds a column's name, whose words can be of one of the languages in question.
    package mutating func observe(columnName name: String) {
        let lower = name.lowercased()
        for (languages, words) in Self.columnWords where words.stand(in: lower) { narrow(to: languages) }
    }

    private mutating func narrow(to languages: Languages) {
        hasSpoken = true
        // Words of two languages side by side decide nothing between them.
        let common = spoken.intersection(languages)
        spoken = common.isEmpty ? spoken.union(languages) : common
    }

    private static let columnWords = [
        ("tr", ["takipçi", "beğeni", "izlenme", "görüntülenme", "kullanıcı"]),
        ("id", ["pengikut", "tayangan", "nama pengguna"]), ("vi", ["người theo dõi", "lượt"]),
        ("es", ["me gusta", "seguidores", "reproducciones"]), ("pt", ["curtidas", "visualizações", "seguidores"]),
        ("cs", ["sledující", "sledovatel", "zhlédnutí"]), ("ro", ["urmăritori", "aprecieri"]), ("hr", ["pratitelj"]),
        ("de", ["abonnenten", "aufrufe"]), ("da", ["følgere", "visninger"]), ("no", ["følgere", "visninger"]),
        ("sv", ["följare", "visningar"]), ("fi", ["seuraaj", "katselu"]), ("hi", ["फ़ॉलोअर", "फॉलोअर"]),
    ].map { (Languages.of($0), TextParts($1)) }

    /// - Parameters:
    ///   - style: the file's number style.
    ///   - answer: what the source says the shared words are, if it says it.
    package func decide(style: NumberStyle, answer: MagnitudeWords?) -> MagnitudeDecision {
        var decision = MagnitudeDecision(words: answer ?? .careful, doubt: nil, unusual: [])
        guard answer == nil else { return decision }
        let mark = style.decimalMark == .point ? Ascii.point : Ascii.comma
        // Behind decimals there are no three digits in a group of their own: the style has settled what the mark is.
        let hasMark = cells.contains { cell in
            cell.text[..<cell.wordStart].contains(mark)
        }
        let written = hasMark ? (style.decimalMark == .point ? Languages.withPoint : .withComma) : .all
        let languages = spoken.intersection(written).isEmpty ? spoken.union(written) : spoken.intersection(written)
        for (slot, shared) in MagnitudeWords.shared.enumerated() {
            let mine = cells.filter { $0.slot == slot }
            guard let first = mine.first else { continue }
            let possible = shared.meanings.filter { meaning in
                mine.allSatisfy { !isMoreThanPeople($0, style, slot: slot, power: meaning.power) }
            }
            let spokenHere = possible.filter { !$0.languages.isDisjoint(with: languages) }
            let usual = shared.meanings[0].power
            let word = String(decoding: first.text[first.wordStart...], as: UTF8.self)
            let example = String(decoding: first.text.prefix(40), as: UTF8.self)
            if shared.hasUsual, !hasSpoken, possible.contains(where: { $0.power == usual }) { continue }
            if spokenHere.count == 1, let found = spokenHere.first {
                decision.words.set(slot, power: found.power)
                if found.power != usual { decision.unusual.append(.init(example: example, word: word, powers: [Int(found.power)])) }
                continue
            }
            decision.words.set(slot, power: MagnitudeWords.undecided)
            let readings = (possible.isEmpty ? shared.meanings : possible).map { Int($0.power) }.sorted()
            if decision.doubt == nil { decision.doubt = .init(example: example, word: word, powers: readings) }
        }
        return decision
    }

    private func isMoreThanPeople(_ cell: Cell, _ style: NumberStyle, slot: Int, power: UInt8) -> Bool {
        guard cell.countsPeople else { return false }
        var words = MagnitudeWords.usual
        words.set(slot, power: power)
        guard let count = CountText.parse(cell.text.span, style: style, words: words).value else { return false }
        return count.value > Self.people
    }
}
