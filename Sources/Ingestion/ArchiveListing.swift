package import ByteStreams

/// The files in a zip archive that can be exports, and those that cannot.
package struct ArchiveListing: Sendable {
    /// One that can be an export, with where it is.
    package struct File: Sendable {
        /// Archive and member.
        package var place: InputPlace
        /// Why it may not be read; nil where it may.
        package var refusal: String?
    }

    /// In the order of the archive.
    package private(set) var files: [File] = []
    /// What lies beside exports in such an archive, with the reason.
    package private(set) var leftOut: [(place: InputPlace, reason: String)] = []

    /// More files than any platform hands out in tables.
    private static let mostFiles = 1_000

    /// Nil for what is no archive of files; a workbook is none.
    ///
    /// - Throws: what is wrong with the archive as a whole.
    package init?(path: String) throws(StreamError) {
        guard try ZipArchive.isOne(InputPlace(path: path)) else { return nil }
        let archive = try ZipArchive(InputPlace(path: path))
        guard archive.contents == .files else { return nil }
        for member in archive.members where !member.isFolder {
            let place = InputPlace(path: path, member: member.name)
            if let reason = FileClutter.reason(member: member.name) ?? archive.clutter(member) {
                leftOut.append((place, reason))
            } else {
                files.append(File(place: place, refusal: member.refusal))
            }
        }
        let reason: String
        switch files.count {
        case 1...Self.mostFiles: return
        case 0:
            let first = leftOut.first.map { ": \($0.place.member?.printable ?? ""), \($0.reason)" } ?? ""
            reason = "is a zip archive without a file that can be an export (\(leftOut.count) left out\(first)); export again, or remove it"
        default:
            reason = "is a zip archive of \(files.count) files, more than the \(Self.mostFiles) that are read of one; unpack it and use those that are exports"
        }
        files = [File(place: InputPlace(path: path), refusal: reason)]
    }
}
