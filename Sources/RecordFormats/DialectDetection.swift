/// Finds out how a file holds its records.
///
/// - Parameters:
///   - sample: The first bytes of the file (a MiB is enough), unpacked, not transcoded.
///   - isWhole: The sample is the whole file.
///   - overrides: What is known; it is believed, the rest is detected around it.
/// - Throws: `DialectError` for files that hold no records or no text.
package func detectDialect(
    sample: [UInt8], isWhole: Bool, overrides: DialectOverrides = DialectOverrides(),
    limits: RecordLimits = .standard
) throws(DialectError) -> DetectedDialect {
    try overrides.check()
    guard !sample.isEmpty else { throw DialectError(.emptyFile, "the file is empty: export it again") }
    let encoding = try DetectedEncoding(sample: sample, isWhole: isWhole, override: overrides.encoding, container: overrides.container)
    var transcoder = Transcoder(encoding.encoding)
    let text = transcoder.transcode(sample, isLast: isWhole)
    if text.allSatisfy(DetectedContainer.isBlank) {
        guard text.isEmpty, encoding.byteOrderMark else {
            throw DialectError(.onlyBlankLines, "the file holds blank lines only: export it again")
        }
        throw DialectError(.onlyByteOrderMark, "the file is empty but for its byte-order mark: export it again")
    }

    let container =
        if let given = overrides.container {
            DetectedContainer(given, "\(given.title): as given")
        } else {
            DetectedContainer(text: text, isWhole: isWhole)
        }
    let newline = overrides.newline ?? newlineStyle(of: text)
    var result = DetectedDialect(
        dialect: Dialect(
            container: container.container, encoding: encoding.encoding, byteOrderMark: encoding.byteOrderMark,
            isSheet: overrides.isSheet, headerLines: 0, newline: newline),
        evidence: overrides.isSheet ? [] : [encoding.evidence, container.evidence])
    if let note = container.note { result.notes.append(note) }
    if overrides.encoding == nil, ![.utf8, .utf16LittleEndian, .utf16BigEndian].contains(encoding.encoding) {
        result.notes.append("the encoding is a guess, \(encoding.evidence); name it with `encoding:` (`--encoding`) if that is wrong")
    }
    if container.container == .csv {
        try detectCSV(text, isWhole: isWhole, overrides: overrides, limits: limits, result: &result)
    }
    if !overrides.isSheet { result.evidence.append("line ends: \(newline.title)") }
    return result
}

/// Which line ends a text uses, inside quotes too. A text without any counts as LF.
private func newlineStyle(of text: [UInt8]) -> NewlineStyle {
    var feeds = 0
    var pairs = 0
    var carriages = 0
    var previous: UInt8 = 0
    for byte in text {
        if byte == 0x0A {
            if previous == 0x0D {
                pairs += 1
                carriages -= 1
            } else {
                feeds += 1
            }
        } else if byte == 0x0D {
            carriages += 1
        }
        previous = byte
    }
    switch (feeds > 0, pairs > 0, carriages > 0) {
    case (_, false, false): return .lf
    case (false, true, false): return .crlf
    case (false, false, true): return .cr
    default: return .mixed
    }
}

extension DialectOverrides {
    /// Refuses options that no reader could follow.
    func check() throws(DialectError) {
        func refuse(_ message: String) throws(DialectError) -> Never {
            throw DialectError(.conflictingOptions, message)
        }
        for (name, byte) in [("delimiter", delimiter), ("quote", quote ?? nil)] {
            guard let byte else { continue }
            if byte == 0x0A || byte == 0x0D || byte == 0 || byte >= 0x80 {
                try refuse("the \(name) must be one ASCII character, and no line end: give another")
            }
        }
        if let delimiter, delimiter == quote ?? UInt8(ascii: "\"") {
            try refuse("the delimiter and the quote are the same character: give one of them differently")
        }
        if backslashEscape == true, delimiter == UInt8(ascii: "\\") || quote == .some(UInt8(ascii: "\\")) {
            try refuse("a backslash cannot be the escape character and the delimiter or quote: leave out one of them")
        }
        for (name, count) in [("preamble", preambleLines), ("header", headerLines)] {
            if let count, count < 0 { try refuse("\(count) \(name) lines: give 0 or more") }
        }
    }
}
