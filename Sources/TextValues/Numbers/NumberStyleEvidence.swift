/// What a sample says about a file's number style.
package enum NumberStyleDecision: Sendable, Equatable {
    /// Every number of the sample reads in this style, and no other style reads one of them differently. The example
    /// is what ruled the plain style out; `nil` where it stands.
    case decided(NumberStyle, example: String?)
    /// No number has a separator or a decimal mark: plain, by lack of evidence.
    case noEvidence
    /// All numbers read in two styles, this one differently: the format or the source must say which.
    case ambiguous(example: String, NumberStyle, NumberStyle)
    /// Two numbers that no style reads together.
    case conflict(String, String)

    /// The style to read with; `nil` where someone has to say.
    package var style: NumberStyle? {
        switch self {
        case .decided(let style, _): style
        case .noEvidence: .plain
        case .ambiguous, .conflict: nil
        }
    }

    /// The decision in words.
    package var message: String {
        switch self {
        case .decided(let style, let example?): "numbers are written like \(style.name), as '\(example)' shows"
        case .decided(let style, nil): "numbers are written like \(style.name)"
        case .noEvidence: "numbers have neither separators nor decimals"
        case .ambiguous(let example, let first, let second):
            "'\(example)' can be written like \(first.name) or like \(second.name); name the file's number style"
        case .conflict(let first, let second):
            "'\(first)' and '\(second)' cannot be written in one number style; export the file again in one language"
        }
    }
}

/// Gathers what the cells of one file's numeric columns say about its number style.
///
/// A style is ruled out by a number that only other styles read. Cells that no style reads are no evidence: they are
/// bad cells whatever the style.
package struct NumberStyleEvidence: Sendable {
    /// What the observed cells hold.
    package enum Kind: Sendable, Hashable {
        /// Counts; with `wholeDecimals` also `104.0`, as some exporters write them.
        case counts(wholeDecimals: Bool)
        /// Amounts of money, which may carry a currency's sign.
        case amounts
    }

    private let symbols: CurrencySymbols
    /// For each style, the first number it could not read and another could.
    private var firstFailures = [String?](repeating: nil, count: NumberStyle.all.count)
    private var failureCounts = [Int](repeating: 0, count: NumberStyle.all.count)
    /// For each pair of styles (row-major), the first number they read differently.
    private var differences = [String?](repeating: nil, count: NumberStyle.all.count * NumberStyle.all.count)
    private var marked = 0
    /// Kind of the column in which a style failed first: to ask again which style reads the number.
    private var failureKinds = [Kind](repeating: .amounts, count: NumberStyle.all.count)
    /// Which styles do not read a text; nil where none does. Thousands of cells are written alike.
    private var failures: [Writing: [Int]?] = [:]

    /// Nothing seen yet; amounts may carry one of `symbols`.
    package init(symbols: CurrencySymbols = .none) {
        self.symbols = symbols
    }

    /// Adds a cell.
    package mutating func observe(_ text: Span<UInt8>, as kind: Kind) {
        if let folded = DigitFolding.folded(text) { return observe(folded.span, as: kind) }
        guard isMarked(text) else { return }
        let writing = Writing(text, kind)
        if let writing, let failures = failures[writing] { return add(failures) }
        var values = [Int64?](repeating: nil, count: NumberStyle.all.count)
        for (index, style) in NumberStyle.all.enumerated() {
            values[index] = read(text, style, kind)
        }
        let failed = values.contains { $0 != nil } ? values.indices.filter { values[$0] == nil } : nil
        if let writing { failures[writing] = .some(failed) }
        add(failed)
        guard let failed else { return }
        for style in failed where firstFailures[style] == nil {
            firstFailures[style] = spelling(text)
            failureKinds[style] = kind
        }
        for first in values.indices where values[first] != nil {
            for second in values.indices where values[second] != nil && values[second] != values[first] {
                let pair = first * values.count + second
                if differences[pair] == nil { differences[pair] = spelling(text) }
            }
        }
    }

    private mutating func add(_ failed: [Int]?) {
        guard let failed else { return }
        marked += 1
        for style in failed { failureCounts[style] += 1 }
    }

    /// What all cells together say; asked once, at the end.
    package func decide() -> NumberStyleDecision {
        let styles = NumberStyle.all
        guard marked > 0 else { return .noEvidence }
        let standing = styles.indices.filter { failureCounts[$0] == 0 }
        guard let chosen = standing.first else { return conflict() }
        for other in standing {
            if let example = differences[chosen * styles.count + other] {
                return .ambiguous(example: example, styles[chosen], styles[other])
            }
        }
        return .decided(styles[chosen], example: chosen == 0 ? nil : firstFailures[0])
    }

    /// Names the number that the best style cannot read, and one that the style that reads it cannot.
    private func conflict() -> NumberStyleDecision {
        let styles = NumberStyle.all
        let best = styles.indices.min { (failureCounts[$0], $0) < (failureCounts[$1], $1) } ?? 0
        let first = firstFailures[best] ?? ""
        let bytes = Array(first.utf8)
        let other = styles.indices.first { read(bytes.span, styles[$0], failureKinds[best]) != nil }
        return .conflict(first, other.flatMap { firstFailures[$0] } ?? "")
    }

    private func read(_ text: Span<UInt8>, _ style: NumberStyle, _ kind: Kind) -> Int64? {
        switch kind {
        case .counts(let wholeDecimals): CountText.parse(text, style: style, wholeDecimals: wholeDecimals).value?.value
        case .amounts: MoneyText.parse(text, style: style, symbols: symbols, words: .usual).value
        }
    }

    /// Whether a cell can be evidence at all: it has digits and something else among them.
    private func isMarked(_ text: Span<UInt8>) -> Bool {
        var hasDigit = false
        for index in text.indices {
            if Ascii.isDigit(text[index]) {
                hasDigit = true
            } else if hasDigit {
                return true
            }
        }
        return false
    }

    private func spelling(_ text: Span<UInt8>) -> String {
        var bytes: [UInt8] = []
        let range = Blanks.trimmed(text)
        for index in range.prefix(40) { bytes.append(text[index]) }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// How a number is written, whatever it is: what one text of a writing says of the styles, every other one says, too, for they fail at its
/// signs and differ by where they have its decimal mark. Zeros are kept apart, because 0 is the same number in all styles.
private struct Writing: Hashable {
    private let kind: NumberStyleEvidence.Kind
    private var signs: UInt128 = 0

    /// - Returns: nil for words, and for numbers so long that their digits decide whether they can be read.
    init?(_ text: Span<UInt8>, _ kind: NumberStyleEvidence.Kind) {
        guard text.count <= 14 else { return nil }
        self.kind = kind
        for index in text.indices {
            let isDigit = Ascii.isDigit(text[index])
            guard isDigit || (0x20..<0x40).contains(text[index]) else { return nil }
            signs = signs << 8 | UInt128(isDigit && text[index] != UInt8(ascii: "0") ? UInt8(ascii: "9") : text[index])
        }
    }
}

/// Decides a file's number style from samples of one column.
package func decideNumberStyle(
    samples: [[UInt8]], as kind: NumberStyleEvidence.Kind, symbols: CurrencySymbols = .none
) -> NumberStyleDecision {
    var evidence = NumberStyleEvidence(symbols: symbols)
    for sample in samples { evidence.observe(sample.span, as: kind) }
    return evidence.decide()
}
