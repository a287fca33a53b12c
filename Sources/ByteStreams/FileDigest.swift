internal import Glibc

/// What a file is, by its content: the name under which the ledger and the manifest know it.
package struct FileDigest: Sendable, Hashable {
    /// 64 lower-case hexadecimal digits.
    package let sha256: String
    /// Bytes of the file as it lies on the disk.
    package let bytes: Int
    /// The file's state before and after it was read.
    package let identity: FileIdentity

    /// Reads the whole file.
    ///
    /// - Throws: kind `changedWhileReading` where it was written to meanwhile.
    package static func of(_ path: String) throws(StreamError) -> FileDigest { try of(InputPlace(path: path)) }

    /// The same of a file or of a member of an archive.
    package static func of(_ place: InputPlace) throws(StreamError) -> FileDigest {
        do {
            return try of(place, whileReading: {})
        } catch let error as StreamError {
            throw error
        } catch {
            // Nothing else is thrown where the closure throws nothing.
            throw StreamError(kind: .readFailed, path: place.path, detail: "cannot be read")
        }
    }

    /// Reads the whole file, asking after every block whether to go on: a large one takes minutes.
    package static func of(
        _ place: InputPlace, limits: StreamLimits = .standard, whileReading goesOn: () throws -> Void
    ) throws -> FileDigest {
        try of(place, limits: limits) { _ in try goesOn() }
    }

    /// Reads the whole file and lends its bytes, block by block; the last one is empty.
    package static func of(
        _ place: InputPlace, limits: StreamLimits = .standard, eachBlock body: (_ block: [UInt8]) throws -> Void
    ) throws -> FileDigest {
        let origin = try ByteOrigin(place, limits: limits)
        origin.adviseSequentialReading()
        var sum = SHA256Sum()
        var total = 0
        var block: [UInt8] = []
        repeat {
            block.removeAll(keepingCapacity: true)
            _ = try origin.read(OpenFile.blockBytes, at: total, appendingTo: &block)
            sum.update(block)
            try body(block)
            total += block.count
        } while !block.isEmpty && total <= origin.size
        try origin.requireUnchanged(bytesRead: total)
        return FileDigest(sha256: sum.finish(), bytes: total, identity: origin.identity)
    }

    /// The SHA-256 of a file without its last bytes.
    package static func of(_ path: String, leavingOut tail: Int) throws(StreamError) -> String {
        let file = try OpenFile.reading(path)
        file.adviseSequentialReading()
        var sum = SHA256Sum()
        var total = 0
        var block: [UInt8] = []
        let size = file.identity.size - tail
        while total < size {
            block.removeAll(keepingCapacity: true)
            guard try file.read(min(OpenFile.blockBytes, size - total), at: total, appendingTo: &block) else { break }
            sum.update(block)
            total += block.count
        }
        return sum.finish()
    }
}

extension OpenFile {
    /// - Throws: kind `changedWhileReading` unless exactly the file that was opened has been read.
    func requireUnchanged(bytesRead: Int) throws(StreamError) {
        let now = try currentIdentity()
        guard now.hasSameContent(as: identity), bytesRead == identity.size else {
            let change =
                if now.size > identity.size || bytesRead > identity.size { "grew" }
                else if now.size < identity.size || bytesRead < identity.size { "shrank" }
                else { "was written to" }
            throw StreamError(
                kind: .changedWhileReading, path: path,
                detail: "\(change) while it was read (\(identity.size) bytes before, \(now.size) after)")
        }
    }
}
