internal import Glibc

/// Names of files are bytes; text is only how they are carried and shown.
///
/// A byte that is no UTF-8 becomes one of the last 128 scalars there are (U+10FF80…U+10FFFF, private and in no real name),
/// and becomes that byte again when the system is asked. So every name survives the way through a `String`, and a name
/// that really holds such a scalar does too: its four bytes are carried one by one.
enum FileName {
    private static let base: UInt32 = 0x10FF00

    /// The text that carries a name.
    static func text(_ name: some Collection<UInt8>) -> String {
        if name.allSatisfy({ $0 < 0x80 }) { return String(decoding: name, as: UTF8.self) }
        var text = ""
        var rest = Array(name)[...]
        while let first = rest.first {
            if let (scalar, length) = scalar(rest), scalar.value < base + 0x80 {
                text.unicodeScalars.append(scalar)
                rest = rest.dropFirst(length)
            } else {
                text.unicodeScalars.append(carrier(first))
                rest = rest.dropFirst()
            }
        }
        return text
    }

    /// The bytes that a text carries.
    static func bytes(_ text: String) -> [UInt8] {
        let utf8 = Array(text.utf8)
        guard utf8.contains(0xF4) else { return utf8 }
        var bytes: [UInt8] = []
        for scalar in text.unicodeScalars {
            if let byte = byte(scalar) { bytes.append(byte) } else { bytes += Array(String(scalar).utf8) }
        }
        return bytes
    }

    /// The byte that a scalar stands for; nil where it stands for itself.
    static func byte(_ scalar: Unicode.Scalar) -> UInt8? {
        scalar.value >= base + 0x80 ? UInt8(truncatingIfNeeded: scalar.value) : nil
    }

    private static func carrier(_ byte: UInt8) -> Unicode.Scalar {
        // Only asked for bytes of 0x80 and above, whose scalars all exist.
        Unicode.Scalar(base + UInt32(byte)) ?? "\u{FFFD}"
    }

    /// The scalar that a text begins with and its bytes; nil where it begins with something else.
    private static func scalar(_ bytes: ArraySlice<UInt8>) -> (Unicode.Scalar, Int)? {
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        guard case .scalarValue(let scalar) = decoder.decode(&iterator) else { return nil }
        return (scalar, UTF8.width(scalar))
    }
}

extension String {
    /// Lends the path that this text carries to a call of the system.
    @safe package func withPath<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
        var bytes = FileName.bytes(self).map { CChar(bitPattern: $0) }
        bytes.append(0)
        return unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let address = buffer.baseAddress else { preconditionFailure("it ends with a zero, so it is not empty") }
            return unsafe body(address)
        }
    }

    /// What tells two names apart: Swift takes texts that look the same for equal, file systems do not.
    package var nameBytes: [UInt8] { Array(utf8) }

    /// A shell pattern for this name that is text, also where the name is none: each byte that is no text is any byte.
    package var textPattern: String {
        guard unicodeScalars.contains(where: { FileName.byte($0) != nil }) else { return self }
        var pattern = ""
        for scalar in unicodeScalars {
            if FileName.byte(scalar) != nil {
                pattern += "?"
            } else {
                if "*?[\\".unicodeScalars.contains(scalar) { pattern += "\\" }
                pattern.unicodeScalars.append(scalar)
            }
        }
        return pattern
    }

    /// One line on a terminal, in a log or on a page, whatever stands in the data: control characters, those that cannot
    /// be seen or turn the direction of text, and bytes of names that are no text are written out.
    package var printable: String {
        // Most messages are plain, and a broken file can have a hundred thousand of them.
        if utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return self }
        var shown = ""
        for scalar in unicodeScalars {
            if let byte = FileName.byte(scalar) {
                shown += "\\x{\(String(byte, radix: 16))}"
            } else if Self.isHidden(scalar) {
                shown += "\\u{\(String(scalar.value, radix: 16))}"
            } else {
                shown.unicodeScalars.append(scalar)
            }
        }
        return shown
    }

    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F }
        return switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }

    /// The text that carries a path given by the system, which ends with a zero.
    init(path: UnsafePointer<CChar>) {
        let length = unsafe strlen(path)
        let bytes = unsafe UnsafeBufferPointer(start: path, count: length).map { UInt8(bitPattern: $0) }
        self = FileName.text(bytes)
    }
}

/// The arguments of this process, names in them as they are.
package enum ProgramArguments {
    /// Swift reads them from /proc; where it is not mounted there are none, not even the program's name.
    package static var areKnown: Bool { CommandLine.argc > 0 }

    /// All but the program's name, in order; those that are no UTF-8 are carried as names are.
    package static var all: [String] {
        (1..<max(1, Int(CommandLine.argc))).compactMap { index in
            guard let argument = unsafe CommandLine.unsafeArgv[index] else { return nil }
            return unsafe String(path: argument)
        }
    }
}
