package import ByteStreams
package import ExportFormats
package import RecordFormats
package import SocialData

/// What a file is and how its first rows would be staged, without staging anything: for people who doubt.
package struct FileInspection: Sendable {
    /// How the file was read, and why it was read so.
    package var detected: DetectedDialect
    /// Header names, or the paths of a JSON file.
    package var columns: [String]
    /// Which format it is, or which it could be.
    package var detection: FormatDetection
    /// The best matches, the best first.
    package var matches: [FormatMatch]
    /// Staged header and rows of each entity, as CSV text; empty where no format fits.
    package var preview: [(entity: Entity, csv: String)]
    /// What would be set aside of the rows that were looked at.
    package var rejects: [Reject]
    /// What the source has to say before the file can be read; nil where nothing is missing.
    package var needs: String?
    /// What was decided from the file's values: how it writes numbers and dates.
    package var notes: [String]

    /// Looks at the first MiB.
    package init(place: InputPlace, catalogue: FormatCatalogue, overrides: DialectOverrides, set: [String: String], rows limit: Int) throws {
        var source = try InputText(place, limits: .standard, overrides: overrides, catalogue: catalogue, format: nil)
        try source.readSample()
        let (sample, isWhole) = (source.sample, source.isWhole)
        let found = try FileColumns.find(
            sample: sample, isWhole: isWhole, overrides: source.overrides, catalogue: catalogue, format: nil)
        detected = found.detected
        columns = found.columns
        detection = found.detect(in: catalogue)
        matches = catalogue.matches(of: HeaderNames(columns, isJSON: found.isJSON, samples: found.samples), isJSON: found.isJSON)
        preview = []
        rejects = []
        notes = source.notes
        if case .unknown = detection, AccountMetricTable(sample: sample, isWhole: isWhole, dialect: found.dialect) != nil {
            needs = AccountMetricTable.message
        }
        guard case .found(let format, _) = detection, format.refusal == nil else { return }
        var options = MappingOptions(set: set, inputKey: "000000000000")
        options.fileName = place.fileName
        let reading: FileReading
        do {
            reading = try FileReading(found: found, format: format, options: options, sample: sample, isWhole: isWhole)
        } catch let error as MappingError {
            needs = error.message
            return
        }
        notes += reading.notes
        var batch = try reading.records(of: sample, isWhole: isWhole)
        batch.records.removeLast(max(0, batch.records.count - limit))
        var mapped = reading.mapper.makeRows()
        reading.mapper.map(batch, into: &mapped)
        rejects = mapped.rejects
        for rows in mapped.entities where rows.entity != .accounts {
            let header = rows.entity.stagedHeader.joined(separator: ",") + "\n"
            preview.append((rows.entity, header + String(decoding: rows.lines(input: Array(options.inputKey.utf8)), as: UTF8.self)))
        }
    }

    /// The rows of an entity's preview, cell by cell, below their header.
    package func staged(_ entity: Entity) -> [[String]] {
        guard let csv = preview.first(where: { $0.entity == entity })?.csv else { return [] }
        let batch = FileColumns.records(of: Array(csv.utf8), isWhole: true, dialect: Dialect(headerLines: 0))
        return batch.records.map { record in
            (0..<record.fieldCount).map { String(decoding: batch.bytes[batch.range(record, $0)], as: UTF8.self) }
        }
    }
}
