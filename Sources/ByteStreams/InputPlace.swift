/// Where an input stands: a file, or a member of a zip archive.
package struct InputPlace: Sendable {
    /// The file, or the archive.
    package let path: String
    /// Name in the archive; nil where the file itself is the input.
    package let member: String?

    /// Nothing is looked at: neither file nor member has to exist.
    package init(path: String, member: String? = nil) {
        self.path = path
        self.member = member
    }

    /// For people, as `posts.csv` or `export.zip: posts.csv`.
    package var name: String {
        let file = Folders.name(of: path)
        return member.map { "\(file): \($0)" } ?? file
    }

    /// The name of what is read itself: hints are looked for in it.
    package var fileName: String { Folders.name(of: member ?? path) }

    /// What tells two places apart: no path holds a zero.
    package var key: [UInt8] { path.nameBytes + (member.map { [0] + $0.nameBytes } ?? []) }
}
