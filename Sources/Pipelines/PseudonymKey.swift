internal import ByteStreams

/// The key of `pseudonymise: true`: 32 bytes in a file beside the workspace, which may be deleted; names would change with the key.
enum PseudonymKey {
    static func path(_ workspace: Workspace) -> String { workspace.folder + ".key" }

    /// The key; made where there is none.
    static func read(_ workspace: Workspace) throws -> [UInt8] {
        let path = path(workspace)
        if try Folders.kind(at: path) == nil {
            var random = SystemRandomNumberGenerator()
            let key = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &random) }
            let text = key.map { byte in String(byte >> 4, radix: 16) + String(byte & 15, radix: 16) }.joined() + "\n"
            try PublishedFile.write(path: path, bytes: Array(text.utf8), mode: 0o600)
            return key
        }
        guard Folders.isPrivate(path) else {
            throw PipelineError(.wrongKey, "\(path): others can read the key of the pseudonyms; `chmod 600` it, and change it where they may have")
        }
        let digits = try readWholeFile(path, limit: 1_000).filter { $0 != UInt8(ascii: "\n") }
        let halves = digits.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
        guard digits.count == 64, halves.count == 64 else {
            throw PipelineError(
                .wrongKey, "\(path): is no key of pseudonyms (64 hexadecimal digits); put the old one back, or remove it: then all names change")
        }
        return stride(from: 0, to: 64, by: 2).map { UInt8(halves[$0] * 16 + halves[$0 + 1]) }
    }
}
