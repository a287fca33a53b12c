internal import Glibc
internal import Synchronization

/// Bytes put aside because there are too many to hold: a file without a name, which is gone with its last user, however the process
/// ends. Written at its end, read by any number of threads. What comes back is what was put aside, or an error: a disk may lose bytes.
package final class ScratchFile: Sendable {
    /// Bytes that were put aside together.
    package struct Piece: Sendable {
        fileprivate let range: Range<Int>
        /// CRC-32
        fileprivate let sum: UInt32
    }

    fileprivate let file: OpenFile
    private let end = Mutex(0)

    /// - Parameter folder: where there is room for it, a folder of the program's own.
    package init(in folder: String) throws(StreamError) {
        let name = PublishedFile.nextTemporaryName(besides: Folders.join(folder, "scratch"))
        file = try OpenFile.creating(name, for: Folders.join(folder, "(scratch file without a name)"), mode: 0o600)
        guard name.withPath({ unsafe unlink($0) }) == 0 else {
            throw .system(.write, path: name, "cannot be removed", code: errno)
        }
    }

    /// Puts pieces aside, in one go.
    package func append(_ pieces: [[UInt8]]) throws(StreamError) -> [Piece] {
        var bytes = pieces.count == 1 ? pieces[0] : []
        if pieces.count > 1 {
            bytes.reserveCapacity(pieces.reduce(0) { $0 + $1.count })
            for piece in pieces { bytes += piece }
        }
        var start = try end.withLock { (end) throws(StreamError) in
            try file.write(bytes.span)
            defer { end += bytes.count }
            return end
        }
        return pieces.map { piece in
            defer { start += piece.count }
            return Piece(range: start..<start + piece.count, sum: CRC32.of(piece.span))
        }
    }

    /// Appends a piece to other bytes.
    package func read(_ piece: Piece, appendingTo bytes: inout [UInt8]) throws(StreamError) {
        var reader = ScratchReader(piece, of: self)
        while !reader.isAtEnd { try reader.readBlock(piece.range.count, appendingTo: &bytes) }
    }
}

/// Reads a piece of a scratch file block by block.
package struct ScratchReader: Sendable {
    private let scratch: ScratchFile
    private let piece: ScratchFile.Piece
    /// What has been read.
    private var count = 0
    private var sum: UInt32 = 0

    /// Begins at the piece's first byte; `piece` must be of `scratch`.
    package init(_ piece: ScratchFile.Piece, of scratch: ScratchFile) {
        self.scratch = scratch
        self.piece = piece
    }

    /// Whether all bytes came back; the last of them came with their checksum tested.
    package var isAtEnd: Bool { count == piece.range.count }

    /// Appends the next bytes, at most as many.
    ///
    /// - Throws: kind `readFailed` also with the last block, where the piece is another one than was put aside.
    package mutating func readBlock(_ most: Int, appendingTo bytes: inout [UInt8]) throws(StreamError) {
        let before = bytes.count
        let length = min(most, piece.range.count - count)
        guard try scratch.file.read(length, at: piece.range.lowerBound + count, appendingTo: &bytes) else { throw lost }
        count += length
        sum = CRC32.of(bytes.span.extracting(before..<bytes.count), after: sum)
        if isAtEnd, sum != piece.sum { throw lost }
    }

    private var lost: StreamError {
        StreamError(kind: .readFailed, path: scratch.file.path, detail: "reads back other bytes than were put aside in it")
    }
}
