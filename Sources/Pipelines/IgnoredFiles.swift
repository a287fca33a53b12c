internal import ByteStreams
internal import Findings
internal import Ingestion
internal import RecordFormats

/// Files in the sources' folders that no source names: new exports often come under new names, and refunds in a file of their own.
struct IgnoredFiles {
    /// By folder.
    var losses: [Loss] = []
    /// Names that the losses show, of files and folders.
    var names: [String] = []
}

extension PipelineRun {
    /// Looked for once a run; none where a source's files are gone, which ingest says.
    func ignoredFiles() throws -> IgnoredFiles {
        if let ignored { return ignored }
        do { return try keep(PipelineInputs(pipeline)) } catch is PipelineError { return IgnoredFiles() }
    }

    /// - Parameter inputs: as they were found, for whoever has them already.
    func keep(_ inputs: PipelineInputs) throws -> IgnoredFiles {
        let found = try inputs.ignored(by: pipeline)
        ignored = found
        return found
    }
}

extension PipelineInputs {
    /// - Parameter pipeline: whose inputs these are; its name stands for its folder.
    func ignored(by pipeline: Pipeline) throws -> IgnoredFiles {
        let paths = files.map(\.place.path)
        let endings = ["csv", "tsv", "txt", "json", "jsonl", "ndjson", "xls", "xlsx", "xlsm", "ods", "zip"]
        let named = Set(try paths.map { try Folders.absolute($0) ?? $0 })
        var folders: [String: [String]] = [:]
        for path in paths {
            let folder = Folders.parent(of: path)
            guard folders[folder] == nil else { continue }
            folders[folder] = try Folders.list(folder).filter { name in
                let place = Folders.join(folder, name)
                guard name.utf8.first != UInt8(ascii: "."), FileClutter.reason(member: name) == nil, try !Folders.exists(place),
                    try !named.contains(Folders.absolute(place) ?? place)
                else { return false }
                let parts = name.lowercased().split(separator: ".").map(String.init)
                let ending = ["gz", "zst"].contains(parts.last) ? parts.dropLast().last : parts.last
                return parts.count > 1 && ending.map(endings.contains) ?? false
            }
        }
        var ignored = IgnoredFiles()
        let own = try Folders.absolute(Folders.parent(of: pipeline.file))
        for (folder, names) in folders.sorted(by: { $0.key < $1.key }) where !names.isEmpty {
            // The pipeline's own folder is called otherwise on every machine.
            let place = try Folders.absolute(folder) == own ? pipeline.definition.name : Folders.name(of: folder)
            let shown = names.prefix(3).joined(separator: ", ") + (names.count > 3 ? " and \(names.count - 3) more" : "")
            ignored.losses.append(
                Loss(
                    .fileIgnored, .important, source: place, what: "\(names.count) file\(names.count == 1 ? "" : "s") beside those read that no source names (\(shown))",
                    count: names.count, unit: .files, remedy: "name \(names.count == 1 ? "it" : "them") in `files:` of a source, a pattern takes new ones too, or move \(names.count == 1 ? "it" : "them") elsewhere"))
            ignored.names += names + [place]
        }
        return ignored
    }

    /// Sheets of a workbook that are known by their headers, or hold money, and that no source names; nil where there are none.
    func unreadSheets(of place: InputPlace, _ summary: InputSummary) -> Loss? {
        let read = Set(files.filter { $0.place.key == place.key }.compactMap { $0.source.dialect.sheet?.lowercased() })
        let left = (summary.unreadSheets ?? [:]).filter { !read.contains($0.key.lowercased()) && !read.contains(String($0.value)) }
        guard let first = left.min(by: { $0.value < $1.value }) else { return nil }
        let names = left.sorted { $0.value < $1.value }.map(\.key.printable).joined(separator: ", ")
        return Loss(
            .fileIgnored, .important, source: summary.name,
            what: left.count == 1 ? "its sheet \(names) is not read, although its columns are known or hold money" : "its sheets \(names) are not read, although their columns are known or hold money",
            count: left.count, unit: .files, remedy: "name each sheet in a source of its own: `sheet: \(first.key.printable)`; if it only holds sums of the sheet that is read, name that one")
    }
}
