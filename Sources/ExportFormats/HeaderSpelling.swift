internal import TextValues

/// One way to write a column's name, ready to be compared with a file's header.
package struct HeaderSpelling: Sendable, Equatable {
    /// As the format writes it.
    package let text: String
    let key: String
    /// The key without what people and versions change most: see `loose`.
    let looseKey: String
    /// For names with a part in braces, the keys of what stands before and behind it.
    private let before: String?
    private let after: String?
    /// Whether a currency stands in place of the braces.
    let bracesCurrency: Bool

    /// Folds once what every comparison with a header needs.
    package init(_ text: String) {
        self.text = text
        bracesCurrency = text.utf8.contains(UInt8(ascii: "{")) && text.contains("{currency}")
        key = Self.key(text)
        looseKey = Self.loose(key)
        if let open = text.firstIndex(of: "{"), let close = text[open...].firstIndex(of: "}") {
            before = Self.key(String(text[..<open]))
            after = Self.key(String(text[text.index(after: close)...]))
        } else {
            before = nil
            after = nil
        }
    }

    var around: (before: String, after: String)? {
        guard let before, let after else { return nil }
        return (before, after)
    }

    /// Spreadsheets and people change case, blanks, quotes and accents of header names, never their words; JSON keys are
    /// exact. Exporters put invisible characters into them, as YouTube its soft hyphens.
    static func key(_ name: String) -> String {
        if let key = asciiKey(name) { return key }
        var words: [String] = []
        var word = String.UnicodeScalarView()
        for scalar in UnicodeForm.decomposed(name).unicodeScalars where !isDropped(scalar) {
            if scalar.properties.isWhitespace {
                if !word.isEmpty { words.append(String(word)) }
                word = String.UnicodeScalarView()
            } else {
                word.append(WideLetters.narrow(scalar))
            }
        }
        if !word.isEmpty { words.append(String(word)) }
        return words.joined(separator: " ").lowercased()
    }

    /// The same for names of ASCII, as nearly all are: the thousand names of a catalogue are spelled at every start.
    private static func asciiKey(_ name: String) -> String? {
        var key: [UInt8] = []
        var isBetween = false
        for byte in name.utf8 {
            switch byte {
            case 0x80...: return nil
            case 0x09...0x0D, 0x20: isBetween = true
            case ..<0x20, 0x22, 0x27, 0x60, 0x7F: break
            default:
                if isBetween, !key.isEmpty { key.append(UInt8(ascii: " ")) }
                isBetween = false
                key.append(Ascii.lowercased(byte))
            }
        }
        return String(decoding: key, as: UTF8.self)
    }

    /// A key without blanks, punctuation and the `s` of plurals, for names that no exact key fits: `Likes (avg.)` is
    /// `like_avg`. What changes the meaning stays: `%`, `#`, `+` and signs of currencies.
    static func loose(_ key: String) -> String {
        var words = [String.UnicodeScalarView()]
        for scalar in key.unicodeScalars {
            if isPunctuation(scalar) { words.append(String.UnicodeScalarView()) } else { words[words.count - 1].append(scalar) }
        }
        var loose = String.UnicodeScalarView()
        for var word in words {
            if word.count > 3, word.last == "s", word.dropLast().last != "s" { word.removeLast() }
            loose.append(contentsOf: word)
        }
        return String(loose)
    }

    /// The words of a name: without case, accents, punctuation and the `s` of plurals.
    static func words(_ name: String) -> [String] {
        var words = [String.UnicodeScalarView()]
        for scalar in key(name).unicodeScalars {
            if isPunctuation(scalar) { words.append(String.UnicodeScalarView()) } else { words[words.count - 1].append(scalar) }
        }
        return words.filter { !$0.isEmpty }.map { word in
            String(word.count > 3 && word.last == "s" && word.dropLast().last != "s" ? word.dropLast() : word[...])
        }
    }

    /// The words of each phrase of a list with commas, on as many lines as it takes.
    static func phrases(_ list: String) -> [[String]] {
        list.split { ",\n".contains($0) }.map { words(String($0)) }.filter { !$0.isEmpty }
    }

    /// Whether words stand in a name, one beside the other; a long word also at the end of one that is put together, as `kosten` in
    /// `Reisekosten`.
    static func contains(_ name: [String], _ words: [String]) -> Bool {
        guard !words.isEmpty, name.count >= words.count else { return false }
        if words.count == 1, let word = words.first, word.count >= shortestOfCompounds, name.contains(where: { $0.hasSuffix(word) }) { return true }
        return (0...name.count - words.count).contains { name[$0..<$0 + words.count].elementsEqual(words) }
    }

    private static let shortestOfCompounds = 5

    private static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "%", "#": return false
        case " ", "_", "-", ".", "/", ":", ",", ";", "(", ")": return true
        case "a"..."z", "A"..."Z", "0"..."9": return false
        default: break
        }
        switch scalar.properties.generalCategory {
        case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation, .finalPunctuation,
            .otherPunctuation: return true
        default: return false
        }
    }

    /// Accents (decomposed), invisible and control characters, and quotes of any kind.
    private static func isDropped(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x22, 0x27, 0x60, 0xAB, 0xAD, 0xB4, 0xBB, 0x2018...0x201F, 0x2039, 0x203A: return true
        case 0..<0x20, 0x7F..<0xA0: return !scalar.properties.isWhitespace
        case 0..<0x300: return false
        default:
            let category = scalar.properties.generalCategory
            return category == .nonspacingMark || category == .format
        }
    }
}
