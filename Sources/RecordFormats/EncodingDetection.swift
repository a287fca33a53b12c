/// Which encoding a sample is in, decided once for the whole file and from evidence.
struct DetectedEncoding {
    var encoding: TextEncoding
    var byteOrderMark: Bool
    var evidence: String

    /// - Parameters:
    ///   - override: What somebody says it is; only the byte-order mark is looked for then.
    ///   - container: What somebody says it holds; JSON is UTF-8.
    init(sample: [UInt8], isWhole: Bool, override: TextEncoding?, container: Container? = nil) throws(DialectError) {
        let mark = Self.mark(of: sample)
        if let override {
            var reason = "\(override.title): as given"
            if let mark, mark != override { reason += ", although the byte-order mark is \(mark.title)'s" }
            if override.converterName != nil, TextConverter(override) == nil {
                throw DialectError(
                    .unsupportedEncoding, "this system's C library cannot read \(override.title): install its character sets"
                        + " (glibc's gconv modules), or save the file as UTF-8")
            }
            let isMarked = mark == override || (mark == .utf8 && override != .utf16LittleEndian && override != .utf16BigEndian)
            self.init(override, byteOrderMark: isMarked, evidence: reason)
            return
        }
        if sample.starts(with: [0xFF, 0xFE, 0, 0]) || sample.starts(with: [0, 0, 0xFE, 0xFF]) {
            throw DialectError(
                .unsupportedEncoding, "the file is UTF-32, which no export we know uses: save it as UTF-8")
        }
        if let mark {
            self.init(mark, byteOrderMark: true, evidence: "\(mark.title): the file starts with its byte-order mark")
            return
        }
        if let wide = Self.unmarkedUTF16(sample) {
            let place = wide == .utf16LittleEndian ? "second" : "first"
            self.init(wide, byteOrderMark: false, evidence: "\(wide.title): every \(place) byte is zero")
            return
        }
        try Self.refuseBinary(sample)
        let census = UTF8Census(sample, isWhole: isWhole)
        if census.invalid == 0 {
            let detail = census.multibyte == 0 ? "all bytes are ASCII" : "all bytes are well-formed UTF-8"
            self.init(.utf8, byteOrderMark: false, evidence: "UTF-8: \(detail)")
        } else if census.multibyte >= census.invalid {
            self.init(
                .utf8, byteOrderMark: false,
                evidence: "UTF-8: \(counted(census.multibyte, "well-formed character")) beside"
                    + " \(counted(census.invalid, "ill-formed byte"))")
        } else if (container ?? DetectedContainer(text: sample, isWhole: isWhole).container) != .csv {
            try self.init(json: census)
        } else {
            try self.init(legacy: sample, census: census, isWhole: isWhole)
        }
    }

    /// JSON is UTF-8 by its standard. A stray byte costs its record; a file of another encoding is none of ours.
    private init(json census: UTF8Census) throws(DialectError) {
        guard census.invalid < 3 else {
            throw DialectError(
                .unsupportedEncoding, "the file is JSON, which is always UTF-8, and \(counted(census.invalid, "byte")) of it cannot be:"
                    + " export it again, or say its encoding with `encoding:` in the source (`--encoding`) if you know it")
        }
        self.init(.utf8, byteOrderMark: false, evidence: "UTF-8, as JSON always is: \(counted(census.invalid, "byte")) that cannot be")
    }

    private init(legacy sample: [UInt8], census: UTF8Census, isWhole: Bool) throws(DialectError) {
        let bytes = counted(census.invalid, "byte")
        // A file that ends within a character of UTF-8 and has no other is no evidence of anything.
        if isWhole, UTF8Census(sample, isWhole: false).invalid == 0 {
            self.init(.windows1252, byteOrderMark: false, evidence: "Windows-1252: \(bytes) that cannot be UTF-8")
            return
        }
        let detection = LegacyDetection(sample)
        let best = detection.best
        if !detection.isClear, census.invalid < 3, sample.allSatisfy({ $0 < 0x80 || $0 >= 0xFE }) {
            // A stray byte or two that no Western text has say nothing of a whole file: they cost their rows, as in JSON.
            self.init(.utf8, byteOrderMark: false, evidence: "UTF-8: \(bytes) that cannot be, too few to tell another encoding")
            return
        }
        if !detection.isClear, let rival = detection.rival {
            throw DialectError(
                .ambiguousEncoding,
                "\(bytes) of it cannot be UTF-8, and read as \(best.encoding.title) (\(best.language)) or as \(rival.encoding.title)"
                    + " (\(rival.language)) alike: say which with `encoding: \(best.encoding.rawValue)` or"
                    + " `encoding: \(rival.encoding.rawValue)` in the source (`--encoding`), or save it as UTF-8")
        }
        let language = best.encoding == .windows1252 ? "" : "; they read as \(best.language)"
        self.init(best.encoding, byteOrderMark: false, evidence: "\(best.encoding.title): \(bytes) that cannot be UTF-8\(language)")
    }

    private init(_ encoding: TextEncoding, byteOrderMark: Bool, evidence: String) {
        self.encoding = encoding
        self.byteOrderMark = byteOrderMark
        self.evidence = evidence
    }

    static func mark(of sample: [UInt8]) -> TextEncoding? {
        if sample.starts(with: [0xEF, 0xBB, 0xBF]) { return .utf8 }
        if sample.starts(with: [0xFF, 0xFE]) { return .utf16LittleEndian }
        return sample.starts(with: [0xFE, 0xFF]) ? .utf16BigEndian : nil
    }

    /// Delimiters, digits and line ends are half of any export, and one byte of each is zero in UTF-16.
    private static func unmarkedUTF16(_ sample: [UInt8]) -> TextEncoding? {
        guard sample.count >= 2 else { return nil }
        var zeros = [0, 0]
        for (index, byte) in sample.enumerated() where byte == 0 { zeros[index & 1] += 1 }
        let units = sample.count / 2
        if zeros[1] * 10 >= units * 4, zeros[0] * 20 <= units { return .utf16LittleEndian }
        return zeros[0] * 10 >= units * 4 && zeros[1] * 20 <= units ? .utf16BigEndian : nil
    }

    /// A stray control character is text all the same; a tenth of them is not.
    private static func refuseBinary(_ sample: [UInt8]) throws(DialectError) {
        var controls = 0
        for byte in sample where byte < 0x20 && !(byte >= 0x09 && byte <= 0x0D) { controls += 1 }
        guard controls * 10 > sample.count else { return }
        throw DialectError(
            .notText,
            "the file is no text: \(controls) of its first \(sample.count) bytes are control characters;"
                + " export it as CSV or JSON")
    }
}

/// What a sample's bytes above ASCII are, taken as UTF-8.
struct UTF8Census {
    /// Well-formed characters of two bytes or more.
    var multibyte = 0
    /// Bytes that belong to none.
    var invalid = 0

    init(_ sample: [UInt8], isWhole: Bool) {
        let text = sample.span
        var index = 0
        while index < text.count {
            if text[index] < 0x80 {
                index += 1
                continue
            }
            let length = UTF8Validation.characterLength(in: text, at: index, to: text.count)
            if length > 0 {
                multibyte += 1
                index += length
            } else if !isWhole, text.count - index < 4, text[index] >= 0xC2 {
                // The sample cuts a character.
                return
            } else {
                invalid += 1
                index += 1
            }
        }
    }
}
