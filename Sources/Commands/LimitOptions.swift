internal import ArgumentParser
internal import ByteStreams

/// How far an input may go before it is refused.
struct LimitOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Bytes a file may have after unpacking; default: 64 GiB.", valueName: "bytes"))
    var maxUncompressed: Int?

    @Flag(help: "Leave out what follows the last complete gzip member or Zstandard frame, with a note, instead of refusing the file.")
    var acceptTrailingData = false

    var limits: StreamLimits {
        StreamLimits(unpackedBytes: maxUncompressed ?? StreamLimits.standard.unpackedBytes, acceptsTrailingData: acceptTrailingData)
    }

    func validate() throws {
        if let maxUncompressed, maxUncompressed < 1 { throw ValidationError("--max-uncompressed must be at least 1 byte") }
    }
}
