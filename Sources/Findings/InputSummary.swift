package import SocialData

/// One input file as the report shows it: a row of `tables/quality.csv` and of the manifest.
package struct InputSummary: Codable, Sendable, Equatable {
    /// Name of the file, without its folder.
    package var name: String
    /// Of the file as it lies on the disk, 64 hexadecimal digits.
    package var sha256: String
    /// As it lies on the disk, packed or not.
    package var bytes: Int
    /// Name of the export format; empty where the file was refused before one was found.
    package var format: String
    /// What its rows became, each entity once; empty where it was refused.
    package var entities: [Entity]
    /// Encoding, delimiter, quote, preamble and header as read, in words.
    package var dialect: String
    /// Candidate rows: accepted + quarantined + skipped.
    package var rows: Int
    /// Rows that became staged rows.
    package var accepted: Int
    /// Rows that were set aside, with line and reason.
    package var quarantined: Int
    /// Rows that are no facts by a rule of the format, as totals.
    package var skipped: Int
    /// Values that were set aside while their row stayed.
    package var quarantinedCells: Int
    /// Why rows were skipped, each with its count: `continuation line of an order: 6`.
    package var skipReasons: [String]
    /// Why the file was refused as a whole; nil where it was not.
    package var refused: String?
    /// The same for everybody to read: why, without a word of what the file holds.
    package var publicReason: String?
    /// What was noted while reading: an assumed zone, padding, an unknown column.
    package var notes: [String]
    /// What of the file no number counts.
    package var losses: [Loss]
    /// Of a workbook, sheets that are known by their headers and were not read with this one: number by name. Whether others read them
    /// depends on all sources.
    package var unreadSheets: [String: Int]?
    /// In which order its dates have day and month; nil where that is no question.
    package var dates: InputDates?

    package init(
        name: String, sha256: String, bytes: Int, format: String, entities: [Entity], dialect: String, rows: Int,
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

    /// As it is published. Of a refused file only what it is called, how large it is and why it was refused: its first line
    /// may be a customer, and nobody knows before the file is understood. The run's messages and the ledger say the rest.
    package var published: InputSummary {
        guard refused != nil else { return self }
        var summary = self
        summary.refused = publicReason ?? "it cannot be read as an export; the messages of the run say why"
        summary.publicReason = nil
        summary.dialect = ""
        summary.skipReasons = []
        summary.notes = []
        for index in summary.losses.indices {
            summary.losses[index].what = "the file was refused"
            summary.losses[index].column = ""
            summary.losses[index].example = ""
            summary.losses[index].remedy = "run again and read its messages"
        }
        return summary
    }
}

/// Whether the dates of a file have their day or their month first.
package struct InputDates: Codable, Sendable, Equatable {
    /// Else the month stands first.
    package var isDayFirst: Bool
    /// The file shows it, or its source says it; else it is what the exporter is known to write.
    package var isShown: Bool

    package init(isDayFirst: Bool, isShown: Bool) {
        self.isDayFirst = isDayFirst
        self.isShown = isShown
    }
}
