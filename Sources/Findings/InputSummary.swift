/// One input file as the report shows it: a row of `tables/quality.csv` and of the manifest.
package struct InputSummary: Codable, Sendable, Equatable {
    /// Name of the file, without its folder.
    package var name: String
    package var sha256: String
    package var bytes: Int
    /// Name of the export format; empty where the file was refused before one was found.
    package var format: String
    package var entities: [String]
    /// Encoding, delimiter, quote, preamble and header as read, in words.
    package var dialect: String
    /// Candidate rows: accepted + quarantined + skipped.
    package var rows: Int
    package var accepted: Int
    package var quarantined: Int
    package var skipped: Int
    /// Values that were set aside while their row stayed.
    package var quarantinedCells: Int
    /// Why rows were skipped, each with its count: `continuation line of an order: 6`.
    package var skipReasons: [String]
    /// Why the file was refused as a whole; nil where it was not.
    package var refused: String?
    /// What was noted while reading: an assumed zone, padding, an unknown column.
    package var notes: [String]
    /// What of the file no number counts.
    package var losses: [Loss]

    package init(
        name: String, sha256: String, bytes: Int, format: String, entities: [String], dialect: String, rows: Int,
        accepted: Int, quarantined: Int, skipped: Int, quarantinedCells: Int, skipReasons: [String], refused: String?,
        notes: [String], losses: [Loss] = []
    ) {
        self.name = name
        self.sha256 = sha256
        self.bytes = bytes
        self.format = format
        self.entities = entities
        self.dialect = dialect
        self.rows = rows
        self.accepted = accepted
        self.quarantined = quarantined
        self.skipped = skipped
        self.quarantinedCells = quarantinedCells
        self.skipReasons = skipReasons
        self.refused = refused
        self.notes = notes
        self.losses = losses
    }
}
