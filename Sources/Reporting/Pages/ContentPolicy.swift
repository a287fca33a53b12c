internal import Crypto

/// What a browser may do with a page: use the one style sheet and run the one script that this program wrote into it, both named
/// by their hashes. Whatever a text of somebody's file may hold, nothing else runs, loads or is sent.
struct ContentPolicy {
    let text: String

    /// - Parameters:
    ///   - style: the text between `<style>` and `</style>`.
    ///   - script: the text between `<script>` and `</script>`; nil on a page without one.
    init(style: String, script: String?) {
        let script = script.map { "; script-src \(Self.hash($0))" } ?? ""
        text = "default-src 'none'; style-src \(Self.hash(style))\(script); base-uri 'none'; form-action 'none'"
    }

    private static func hash(_ text: String) -> String { "'sha256-\(base64(Array(SHA256.hash(data: Array(text.utf8)))))'" }

    /// RFC 4648, 4.
    static func base64(_ bytes: [UInt8]) -> String {
        let signs = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        var text = ""
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for place in 0..<4 { text.append(place <= group.count ? signs[bits >> (18 - 6 * place) & 63] : "=") }
        }
        return text
    }
}
