import Glibc
import Testing

@testable import ByteStreams
import TestSupport

/// A folder of its own for a test, removed afterwards.
struct TemporaryFolder: ~Copyable {
    let path: String

    init() {
        // In memory where that is possible: publishing waits for the disk, and the tests need not.
        let base = (try? Folders.exists("/dev/shm")) == true ? "/dev/shm" : "/tmp"
        var template = Array("\(base)/bytestreams-tests-XXXXXX".utf8CString)
        path = unsafe String(cString: mkdtemp(&template)!)
    }

    deinit { try? Folders.remove(path) }

    func file(_ name: String, _ bytes: [UInt8]) throws -> String {
        let path = Folders.join(self.path, name)
        try overwrite(path, with: bytes)
        return path
    }

    func file(_ name: String, _ text: String) throws -> String {
        try file(name, Array(text.utf8))
    }
}

/// Writes a file without waiting for the disk, which thousands of small files would have to.
func overwrite(_ path: String, with bytes: [UInt8]) throws {
    _ = unsafe unlink(path)
    let file = unsafe try #require(unsafe fopen(path, "wx"))
    defer { unsafe fclose(file) }
    try #require(unsafe fwrite(bytes, 1, bytes.count, file) == bytes.count)
}

/// Rows that look like an export's: some text repeats, some does not.
func sampleRows(_ count: Int, seed: UInt64) -> [UInt8] {
    var generator = SeededGenerator(seed: seed)
    var text: [UInt8] = []
    for row in 0..<count {
        text += Array("instagram,\(generator.next() % 100_000_000),\(row),2025-03-18T09:48:00Z,image,\(row % 977)\n".utf8)
    }
    return text
}

/// Reads a whole source in pieces of `limit` bytes.
func readAll(
    _ path: String, backend: GzipBackend = .standard, limit: Int = 1 << 20, limits: StreamLimits = .standard
) throws(StreamError) -> (bytes: [UInt8], notes: [String]) {
    var source = try ByteSource(InputPlace(path: path), limits: limits, backend: backend)
    var bytes: [UInt8] = []
    while try source.read(into: &bytes, atMost: limit) {}
    return (bytes, source.notes)
}

/// The error that reading ends with, nil where it ends well.
func readError(
    _ path: String, backend: GzipBackend = .standard, limit: Int = 1 << 20, limits: StreamLimits = .standard
) -> StreamError? {
    do throws(StreamError) {
        _ = try readAll(path, backend: backend, limit: limit, limits: limits)
        return nil
    } catch {
        return error
    }
}

/// Unpacks a stream handed over in pieces of `chunk` bytes, with `room` bytes of output at a time.
func unpack<Decoder: PackedStreamDecoder & ~Copyable>(
    _ packed: [UInt8], with decoder: inout Decoder, chunk: Int, room: Int
) throws(UnpackingFault) -> [UInt8] {
    var result: [UInt8] = []
    var output = [UInt8](repeating: 0, count: room)
    var position = 0
    while position < packed.count || decoder.mayHoldOutput {
        let end = min(position + chunk, packed.count)
        let step = try unsafe packed.withUnsafeBufferPointer { (input) throws(UnpackingFault) in
            try unsafe output.withUnsafeMutableBufferPointer { (output) throws(UnpackingFault) in
                try unsafe decoder.decode(UnsafeBufferPointer(rebasing: input[position..<end]), into: output)
            }
        }
        position += step.consumed
        result += output[..<step.produced]
    }
    try decoder.finish()
    return result
}

/// Of a gzip stream.
func decode(_ packed: [UInt8], backend: GzipBackend, chunk: Int, room: Int) throws(UnpackingFault) -> [UInt8] {
    var decoder = GzipDecoder(backend)
    return try unpack(packed, with: &decoder, chunk: chunk, room: room)
}

func decodeFault(_ packed: [UInt8], backend: GzipBackend, chunk: Int = 1 << 20, room: Int = 1 << 16) -> UnpackingFault? {
    do throws(UnpackingFault) {
        _ = try decode(packed, backend: backend, chunk: chunk, room: room)
        return nil
    } catch {
        return error
    }
}
