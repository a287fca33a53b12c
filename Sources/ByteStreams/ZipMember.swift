/// One file in a zip archive, as the archive's directory names it.
package struct ZipMember: Sendable {
    /// Its path inside the archive, with `/`.
    package let name: String
    /// Bytes after unpacking, as the archive says; held against what comes.
    package let bytes: Int
    /// Why it may not be read; nil where it may.
    package internal(set) var refusal: String?
    let index: UInt64

    /// A folder, which holds no bytes.
    package var isFolder: Bool { name.utf8.last == UInt8(ascii: "/") }

    init(name: String, bytes: Int, index: UInt64, isEncrypted: Bool) {
        self.name = name
        self.bytes = bytes
        self.index = index
        if Self.leadsOutside(name) {
            refusal = "has a name that leads out of its archive, which no export has; do not unpack it, ask where the archive comes from"
        } else if isEncrypted {
            refusal = "is encrypted; unpack the archive with its password, and use the files"
        }
    }

    /// `/etc/passwd`, `C:\x`, `../x`: nothing is ever written under a member's name, but who made it meant harm.
    private static func leadsOutside(_ name: String) -> Bool {
        let parts = name.split(omittingEmptySubsequences: false) { $0 == "/" || $0 == "\\" }
        let isDrive = name.utf8.dropFirst().first == UInt8(ascii: ":") && name.utf8.first.map { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A } ?? false
        return parts.first?.isEmpty != false || isDrive || parts.contains("..")
    }
}
