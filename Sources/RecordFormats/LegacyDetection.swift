internal import Glibc

/// Which encoding of the time before Unicode a text is in: the one in which it reads most like one of its languages.
///
/// A text's likelihood in an encoding is the product of its characters' shares in the language, of what stands beside them
/// (capitals inside words, two vowels in a row, marks between letters) and of how often such files occur. Bytes that the
/// encoding does not define nearly rule it out. Where two encodings read a text differently and neither is clearly likelier,
/// somebody has to say which it is.
struct LegacyDetection {
    struct Candidate {
        var encoding: TextEncoding
        var language: String
        var score: Double
    }

    /// The likeliest; the first of those that read the text alike.
    private(set) var best: Candidate
    /// The likeliest that reads it differently.
    private(set) var rival: Candidate?

    /// Twenty times as likely: less is a guess.
    private static let margin = 3.0

    var isClear: Bool { rival.map { best.score - $0.score >= Self.margin } ?? true }

    /// Text that is looked at: lines with bytes above ASCII.
    private static let byteLimit = 64 << 10

    init(_ sample: [UInt8]) {
        let text = Self.relevantLines(sample)
        var candidates: [Candidate] = []
        for encoding in TextEncoding.allCases {
            guard let table = ByteLetters(encoding) else { continue }
            let languages = LetterLanguage.all.filter { $0.encodings.contains(encoding) }
            let scored = languages.map { language in
                Candidate(encoding: encoding, language: language.name, score: table.score(text, language) + Self.prior(encoding))
            }
            if let likeliest = scored.max(by: { $0.score < $1.score }) { candidates.append(likeliest) }
        }
        for language in CharacterLanguage.all {
            guard let score = language.score(text) else { continue }
            candidates.append(Candidate(encoding: language.encoding, language: language.name, score: score + Self.prior(language.encoding)))
        }
        candidates.sort { $0.score > $1.score }
        var best = candidates.first ?? Candidate(encoding: .windows1252, language: "", score: 0)
        let reading = Self.read(text, best.encoding)
        // Umlauts and typographic quotes are the same in half of the encodings: the most usual of them is meant.
        let usual: [TextEncoding] = [.windows1252, .windows1250, .windows1254, .windows1251]
        if let alike = usual.first(where: { $0 == best.encoding || Self.read(text, $0) == reading }) { best.encoding = alike }
        self.best = best
        rival = candidates.first { $0.encoding != best.encoding && Self.read(text, $0.encoding) != reading }
    }

    /// How rare files of an encoding are, as a logarithm.
    private static func prior(_ encoding: TextEncoding) -> Double {
        switch encoding {
        case .windows1252: 0
        case .macintosh: -7
        case .windows1253, .windows1255, .windows1256, .windows1257, .windows874, .eucJP: -6
        case .iso88592: -7
        case .koi8R: -8
        default: -4
        }
    }

    private static func read(_ text: [UInt8], _ encoding: TextEncoding) -> [UInt8] {
        var transcoder = Transcoder(encoding)
        return transcoder.transcode(text, isLast: true)
    }

    private static func relevantLines(_ sample: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        var start = 0
        while start < sample.count, text.count < byteLimit {
            var end = start
            var isASCII = true
            while end < sample.count, sample[end] != 0x0A {
                if sample[end] >= 0x80 { isASCII = false }
                end += 1
            }
            end = min(end + 1, sample.count)
            if !isASCII { text.append(contentsOf: sample[start..<min(end, start + byteLimit)]) }
            start = end
        }
        return text
    }
}

/// The characters that single bytes stand for, and what detection asks of them.
private struct ByteLetters {
    /// By byte; nil where the encoding defines none.
    private var characters: [Unicode.Scalar?]
    private var letters = [Bool](repeating: false, count: 256)
    private var capitals = [Bool](repeating: false, count: 256)
    private var vowels = [Bool](repeating: false, count: 256)

    /// Nil for encodings of more than a byte a character, and where the C library does not have it.
    init?(_ encoding: TextEncoding) {
        guard LetterLanguage.all.contains(where: { $0.encodings.contains(encoding) }) else { return nil }
        if encoding.converterName != nil, TextConverter(encoding) == nil { return nil }
        characters = (0...255).map { byte in
            var transcoder = Transcoder(encoding)
            let text = String(validating: transcoder.transcode([UInt8(byte)], isLast: true), as: UTF8.self)
            let scalar = text?.unicodeScalars.first
            return byte >= 0x80 && scalar.map { $0.value < 0xA0 } ?? false ? nil : scalar
        }
        for (byte, character) in characters.enumerated() {
            guard let character else { continue }
            // Ordinal signs and the micro sign are letters by name only.
            let isThaiSign = (0xE31...0xE4E).contains(character.value)
            letters[byte] = (character.properties.isAlphabetic || isThaiSign) && ![0xAA, 0xBA, 0xB5].contains(character.value)
            capitals[byte] = character.properties.isUppercase
            vowels[byte] = Self.vowels.contains(character)
        }
    }

    private static let vowels = Set("aeiouyAEIOUYàáâãäåæèéêëìíîïòóôõöøùúûüýÿąęěėůűőăıœÀÁÂÃÄÅÆÈÉÊËÌÍÎÏÒÓÔÕÖØÙÚÛÜÝĄĘĚŮŰŐĂİŒ".unicodeScalars)
    private static let marks = Set("’‘“”„–—…€«»°·\u{A0}•™®©£§½".unicodeScalars)

    func score(_ text: [UInt8], _ language: LetterLanguage) -> Double {
        var shares = [Double](repeating: Self.logarithm(0.001), count: 256)
        var followers = [LetterLanguage.Follower?](repeating: nil, count: 256)
        for byte in 0x80...0xFF {
            guard let character = characters[byte] else { continue }
            let small = character == "İ" ? character : character.properties.lowercaseMapping.unicodeScalars.first ?? character
            if let known = language.letters.first(where: { $0.letter == small || $0.letter == character }) { shares[byte] = Self.logarithm(known.share / 100) }
            followers[byte] = language.followers.first { $0.letter == small }?.allowed
        }
        var score = language.rarity
        for index in text.indices where text[index] >= 0x80 {
            let byte = Int(text[index])
            let before = index > 0 ? Int(text[index - 1]) : 0x0A
            let after = index + 1 < text.count ? Int(text[index + 1]) : 0x0A
            guard let character = characters[byte] else {
                score -= 12
                continue
            }
            score += letters[byte]
                ? letter(byte, before, after, shares[byte], followers[byte], language) : mark(character, before, after)
        }
        return score
    }

    private func letter(
        _ byte: Int, _ before: Int, _ after: Int, _ share: Double, _ follower: LetterLanguage.Follower?, _ language: LetterLanguage
    ) -> Double {
        var score = share
        if capitals[byte] {
            score += Self.logarithm(0.15)
            if letters[before], !capitals[before] { score -= 5 }
        } else if letters[before], capitals[before], letters[after], capitals[after] {
            score -= 3
        }
        if let follower, !isAllowed(after, follower) { score -= 3.5 }
        if language.isLatin {
            if letters[before], before >= 0x80 { score += Self.logarithm(0.05) }
            // Vowels stand beside consonants.
            for other in [before, after] where other < 0x80 && letters[other] {
                score += Self.logarithm(vowels[other] != vowels[byte] ? 0.75 : 0.25)
            }
        } else {
            for other in [before, after] where other < 0x80 && letters[other] { score -= 4 }
        }
        return score
    }

    private func isAllowed(_ after: Int, _ follower: LetterLanguage.Follower) -> Bool {
        let small = after < 0x80 ? UInt8(after) | 0x20 : 0
        switch follower {
        case .vowel: return letters[after] && vowels[after]
        case .consonant: return letters[after] && !vowels[after]
        case .endOfWord: return !letters[after]
        case .vowelOrEnd: return !letters[after] || vowels[after]
        case .letterE: return small == UInt8(ascii: "e")
        case .letterEOOrEnd: return !letters[after] || small == UInt8(ascii: "e") || small == UInt8(ascii: "o")
        }
    }

    private func mark(_ character: Unicode.Scalar, _ before: Int, _ after: Int) -> Double {
        let isUsual = Self.marks.contains(character) || ((character == "¿" || character == "¡") && letters[after] && !letters[before])
        var score = Self.logarithm(isUsual ? 0.03 : 0.0005)
        switch character {
        case "’" where letters[before] && letters[after]:
            // What English puts behind it: it's, don't, we're, I'm, I'd, we'll, I've.
            let small = after < 0x80 ? UInt8(after) | 0x20 : 0
            score = Self.logarithm("stmdrlv".utf8.contains(small) ? 0.5 : 0.25)
        case "“" where !letters[before] && letters[after], "‘" where !letters[before] && letters[after],
            "„" where !letters[before] && letters[after], "”" where !letters[after], "’" where !letters[after]:
            score = Self.logarithm(0.1)
        case "–" where !letters[before] && !letters[after], "—" where !letters[before] && !letters[after]:
            score = Self.logarithm(0.1)
        default: break
        }
        if letters[before], letters[after], !["’", "·", "\u{A0}", "…"].contains(character) {
            score -= character == "–" || character == "—" ? 3 : 5
        } else if letters[before] || letters[after], !isUsual {
            score -= 2.5
        }
        // Two signs beyond ASCII in a row.
        if (!letters[before] && before >= 0x80) || (!letters[after] && after >= 0x80) { score -= 1 }
        return score
    }

    private static func logarithm(_ share: Double) -> Double { log(share) }
}

extension CharacterLanguage {
    /// Nil where the C library does not have the encoding.
    func score(_ text: [UInt8]) -> Double? {
        guard let converter = TextConverter(encoding), !standsInRuns || isHalfWidth(text) else { return nil }
        var score = rarity
        var index = 0
        var known: [UInt64: Double] = [:]
        while index < text.count {
            guard text[index] >= 0x80 else {
                index += 1
                continue
            }
            let second = index + 1 < text.count ? text[index + 1] : 0
            let end = min(index + length(text[index], second), text.count)
            let code = text[index..<end].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            let share = known[code] ?? logarithmOfShare(text[index..<end], converter)
            known[code] = share
            guard share > Self.undefined else {
                score -= 12
                index += 1
                continue
            }
            score += share
            if standsInRuns, end == index + 1, index == 0 || text[index - 1] < 0x80, end == text.count || text[end] < 0x80 { score -= 6 }
            if index > 0, isLetter(text[index - 1]) { score -= 2 }
            if end < text.count, isLetter(text[end]) { score -= 2 }
            index = end
        }
        return score
    }

    /// Half of any half-width text is in the first two columns of the code: what hardly has any of them is in the capitals of
    /// Cyrillic or Greek, or in the small letters of KOI8-R.
    private func isHalfWidth(_ text: [UInt8]) -> Bool {
        let kana = text.count { (0xA6...0xDF).contains($0) }
        return text.count { (0xA6...0xBF).contains($0) } * 4 >= kana
    }

    private static let undefined = -1000.0

    private func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") <= 25 }

    private func logarithmOfShare(_ bytes: ArraySlice<UInt8>, _ converter: borrowing TextConverter) -> Double {
        var output: [UInt8] = []
        _ = converter.convert(Array(bytes), from: 0, isLast: true, to: &output)
        guard let scalars = String(validating: output, as: UTF8.self)?.unicodeScalars, scalars.count == 1, let character = scalars.first
        else { return Self.undefined }
        if frequent.contains(character.value) { return log(frequentShare / Double(frequent.count)) }
        return log(share(character.value, bytes[bytes.startIndex], bytes.count > 1 ? bytes[bytes.startIndex + 1] : 0, bytes.count))
    }
}
