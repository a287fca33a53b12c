/// Writing of CSV fields (RFC 4180), and the guard that keeps a spreadsheet from running a cell as a formula.
package enum CSVText {
    private static let quote = UInt8(ascii: "\"")

    /// Appends a field, quoted when it holds a delimiter, a quote or a line end.
    package static func appendField(
        _ bytes: Span<UInt8>, delimiter: UInt8 = UInt8(ascii: ","), to output: inout [UInt8]
    ) {
        if needsQuotes(bytes, delimiter: delimiter) {
            appendQuoted(bytes, to: &output)
        } else {
            output.append(copying: bytes, bytes.indices)
        }
    }

    /// Appends a text cell of a published table (OWASP, CWE-1236). A cell that a spreadsheet could take for a formula
    /// gets a leading `'` and quotes; one that begins with `'` gets one more, so that `unprotected` is the exact inverse.
    /// Plain numbers (`-12.5`) are left as they are.
    package static func appendProtectedField(
        _ bytes: Span<UInt8>, delimiter: UInt8 = UInt8(ascii: ","), to output: inout [UInt8]
    ) {
        guard isDangerous(bytes) else { return appendField(bytes, delimiter: delimiter, to: &output) }
        output.append(quote)
        output.append(UInt8(ascii: "'"))
        appendDoublingQuotes(bytes, to: &output)
        output.append(quote)
    }

    /// Where in `bytes` the text stands that a cell was before `appendProtectedField`, from the range of the cell's value (already
    /// unquoted).
    package static func unprotected(_ bytes: Span<UInt8>, _ value: Range<Int>) -> Range<Int> {
        !value.isEmpty && bytes[value.lowerBound] == UInt8(ascii: "'") ? value.lowerBound + 1..<value.upperBound : value
    }

    // MARK: Quotes

    private static func needsQuotes(_ bytes: Span<UInt8>, delimiter: UInt8) -> Bool {
        for index in bytes.indices {
            switch bytes[index] {
            case quote, 0x0A, 0x0D, delimiter: return true
            default: continue
            }
        }
        // A reader would drop a byte-order mark at the start of a line.
        return bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF
    }

    /// Appends a field in quotes, whatever it holds.
    static func appendQuoted(_ bytes: Span<UInt8>, to output: inout [UInt8]) {
        output.append(quote)
        appendDoublingQuotes(bytes, to: &output)
        output.append(quote)
    }

    private static func appendDoublingQuotes(_ bytes: Span<UInt8>, to output: inout [UInt8]) {
        for index in bytes.indices {
            if bytes[index] == quote { output.append(quote) }
            output.append(bytes[index])
        }
    }

    // MARK: The formula guard

    /// Whether a spreadsheet could run the text: it begins with a formula sign (ASCII or full-width), a control
    /// character that some programs skip, or such a sign after white space and invisible characters; or with `'`, which
    /// would otherwise look like our own guard.
    static func isDangerous(_ bytes: Span<UInt8>) -> Bool {
        guard bytes.count > 0 else { return false }
        switch bytes[0] {
        case UInt8(ascii: "'"), 0x00, 0x09, 0x0A, 0x0D: return true
        default: break
        }
        var index = 0
        while index < bytes.count {
            let (scalar, length) = scalar(bytes, at: index)
            if isFormulaSign(scalar) { return !(index == 0 && isPlainNumber(bytes)) }
            guard isBlankOrInvisible(scalar) else { return false }
            index += length
        }
        return false
    }

    /// `=`, `+`, `-`, `@`, also full-width.
    private static func isFormulaSign(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x3D, 0x2B, 0x2D, 0x40, 0xFF1D, 0xFF0B, 0xFF0D, 0xFF20: true
        default: false
        }
    }

    /// Control and format characters and all white space: what stands before a sign without showing.
    private static func isBlankOrInvisible(_ scalar: UInt32) -> Bool {
        if scalar <= 0x20 { return true }
        guard scalar >= 0x7F, let unicode = Unicode.Scalar(scalar) else { return false }
        let properties = unicode.properties
        if properties.isWhitespace || properties.isDefaultIgnorableCodePoint { return true }
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator: return true
        default: break
        }
        // The braille blank is a symbol to Unicode and a blank to the eye.
        return scalar == 0x2800
    }

    /// `^-?[0-9]+(\.[0-9]+)?$`
    private static func isPlainNumber(_ bytes: Span<UInt8>) -> Bool {
        var index = bytes[0] == UInt8(ascii: "-") ? 1 : 0
        func skipDigits() -> Bool {
            let start = index
            while index < bytes.count, bytes[index] &- UInt8(ascii: "0") < 10 { index += 1 }
            return index > start
        }
        guard skipDigits() else { return false }
        if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
            index += 1
            guard skipDigits() else { return false }
        }
        return index == bytes.count
    }

    /// The character at `index` and its length; a byte that starts none is itself.
    private static func scalar(_ bytes: Span<UInt8>, at index: Int) -> (value: UInt32, length: Int) {
        let first = UInt32(bytes[index])
        guard first >= 0x80 else { return (first, 1) }
        let length = UTF8Validation.characterLength(in: bytes, at: index, to: bytes.count)
        guard length > 0 else { return (0xFFFD, 1) }
        var value = first & (0x7F >> UInt32(length))
        for offset in 1..<length { value = value << 6 | UInt32(bytes[index + offset] & 0x3F) }
        return (value, length)
    }
}
