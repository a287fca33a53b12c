internal import CUTF8Proc
internal import Glibc

/// Unicode's forms of a text, by utf8proc: independent of any locale.
package enum UnicodeForm {
    /// NFC: letters and their marks in one character where there is one.
    package static func composed(_ text: String) -> String { mapped(text, UTF8PROC_COMPOSE) }

    /// NFD: letters and their marks apart.
    package static func decomposed(_ text: String) -> String { mapped(text, UTF8PROC_DECOMPOSE) }

    /// Full case folding (CaseFolding.txt, statuses C and F) of the composed text, composed.
    static func caseFolded(_ text: String) -> String { mapped(composed(text), UTF8PROC_COMPOSE, UTF8PROC_CASEFOLD) }

    private static func mapped(_ text: String, _ options: utf8proc_option_t...) -> String {
        var text = text
        let flags = options.reduce(UTF8PROC_STABLE.rawValue) { $0 | $1.rawValue }
        return text.withUTF8 { bytes in
            var mapped: UnsafeMutablePointer<UInt8>?
            let length = unsafe utf8proc_map(bytes.baseAddress, bytes.count, &mapped, utf8proc_option_t(flags))
            defer { unsafe free(mapped) }
            // A string is valid UTF-8, so that only memory can fail.
            guard length >= 0, let mapped = unsafe mapped else { preconditionFailure("no memory for the normal form of a text") }
            return unsafe String(decoding: UnsafeBufferPointer(start: mapped, count: length), as: UTF8.self)
        }
    }
}
