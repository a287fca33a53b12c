/// Runs a reader on the UTF-8 bytes of a text.
package func reading<Result>(_ text: String, _ read: (Span<UInt8>) -> Result) -> Result {
    let bytes = Array(text.utf8)
    return read(bytes.span)
}

/// The text that a writer appends.
package func written(_ write: (inout [UInt8]) -> Void) -> String {
    var bytes: [UInt8] = []
    write(&bytes)
    return String(decoding: bytes, as: UTF8.self)
}
