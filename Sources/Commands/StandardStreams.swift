internal import Foundation

/// stdout: results that people pipe. Buffered, and checked when it is flushed: a full disk must not look like success.
enum StandardOutput {
    static let problem = "standard output: cannot be written; check the disk or the reading program"

    static func write(_ text: String) throws { try write(Array(text.utf8)) }

    static func write(_ bytes: [UInt8]) throws {
        do { try FileHandle.standardOutput.write(contentsOf: bytes) } catch {
            throw CommandError(message: problem, code: ExitStatus.input)
        }
    }

    static func flush() throws {
        guard fflush(nil) == 0 else {
            throw CommandError(message: problem, code: ExitStatus.input)
        }
    }
}

/// stderr: everything else.
enum StandardError {
    static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    static func write(_ text: String) { try? FileHandle.standardError.write(contentsOf: Array(text.utf8)) }
}

extension String {
    /// One line on a terminal or in a log, whatever stands in the data: control characters and those that turn the
    /// direction of text are shown as `\u{…}`.
    var printable: String {
        var shown = ""
        for scalar in unicodeScalars {
            switch scalar.value {
            case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF:
                shown += "\\u{\(String(scalar.value, radix: 16))}"
            default: shown.unicodeScalars.append(scalar)
            }
        }
        return shown
    }
}
