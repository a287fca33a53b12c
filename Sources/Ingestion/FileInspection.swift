internal import ByteStreams
package import ExportFormats
package import RecordFormats
package import SocialData

/// What a file is and how its first rows would be staged, without staging anything: for people who doubt.
package struct FileInspection: Sendable {
    package var detected: DetectedDialect
    /// Header names, or the paths of a JSON file.
    package var columns: [String]
    package var detection: FormatDetection
    /// The best matches, the best first.
    package var matches: [FormatMatch]
    /// Staged header and rows of each entity, as CSV text; empty where no format fits.
    package var preview: [(entity: Entity, csv: String)]
    package var rejects: [Reject]

    /// Looks at the first MiB of `path`.
    package init(path: String, catalogue: FormatCatalogue, overrides: DialectOverrides, set: [String: String], rows limit: Int) throws {
        var source = try ByteSource(path: path)
        var sample: [UInt8] = []
        var isWhole = false
        while sample.count < 1 << 20, !isWhole { isWhole = try !source.read(into: &sample, atMost: (1 << 20) - sample.count) }
        detected = try detectDialect(sample: sample, isWhole: isWhole, overrides: overrides)
        let isJSON = detected.dialect.container != .csv
        columns = isJSON ? surveyJSON(sample: sample, container: detected.dialect.container, isWhole: isWhole) : detected.header
        detection = catalogue.detect(columns: columns, isJSON: isJSON)
        matches = catalogue.matches(of: HeaderNames(columns, isJSON: isJSON), isJSON: isJSON)
        preview = []
        rejects = []
        guard case .found(let format, _) = detection else { return }
        let options = MappingOptions(set: set, inputKey: "000000000000")
        let reading = FileReading(
            dialect: detected.dialect, header: columns,
            mapper: try RowMapper(format: format, header: columns, isJSON: isJSON, options: options), notes: [])
        var reader = reading.makeReader()
        var transcoder = Transcoder(detected.dialect.encoding)
        var batch = FieldBatch()
        // A cut sample ends inside a record: what is complete is enough for a look.
        try reader.read(transcoder.transcode(sample, isLast: isWhole), isLast: isWhole, into: &batch)
        batch.records.removeLast(max(0, batch.records.count - limit))
        var mapped = reading.mapper.makeRows()
        reading.mapper.map(batch, into: &mapped)
        rejects = mapped.rejects
        for rows in mapped.entities where rows.entity != .accounts {
            let header = rows.entity.stagedHeader.joined(separator: ",") + "\n"
            preview.append((rows.entity, header + String(decoding: rows.bytes, as: UTF8.self)))
        }
    }
}
