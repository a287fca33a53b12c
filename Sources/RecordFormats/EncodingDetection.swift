/// Which encoding a sample is in, decided once for the whole file and from evidence.
struct DetectedEncoding {
    var encoding: TextEncoding
    var byteOrderMark: Bool
    var evidence: String

    /// - Parameters:
    ///   - override: What somebody says it is; only the byte-order mark is looked for then.
    init(sample: [UInt8], isWhole: Bool, override: TextEncoding?) throws(DialectError) {
        let mark = Self.mark(of: sample)
        if let override {
            var reason = "\(override.title): as given"
            if let mark, mark != override { reason += ", although the byte-order mark is \(mark.title)'s" }
            let isMarked = mark == override || (override == .windows1252 && mark == .utf8)
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
        } else {
            self.init(
                .windows1252, byteOrderMark: false,
                evidence: "Windows-1252: \(counted(census.invalid, "byte")) that cannot be UTF-8")
        }
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
