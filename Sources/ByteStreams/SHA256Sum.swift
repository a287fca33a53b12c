internal import Crypto

/// A SHA-256 in the making.
package struct SHA256Sum: Sendable {
    private var state = SHA256()

    /// Of no bytes so far.
    package init() {}

    /// Takes in the next bytes; where they are cut does not matter.
    package mutating func update(_ bytes: [UInt8]) {
        update(bytes.span)
    }

    package mutating func update(_ bytes: Span<UInt8>) {
        unsafe bytes.withUnsafeBytes { unsafe state.update(bufferPointer: $0) }
    }

    /// - Returns: 64 lower-case hexadecimal digits.
    package consuming func finish() -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for byte in state.finalize() {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
