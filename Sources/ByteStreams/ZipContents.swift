/// What a zip archive is, by the names in its directory.
package enum ZipContents: Sendable, Equatable {
    /// Files that somebody packed.
    case files
    /// An Excel workbook (.xlsx, .xlsm).
    case workbook
    /// A document of another kind, by its name, and what to do.
    case unsupported(name: String, remedy: String)
}

extension ZipArchive {
    /// Judged by names alone; nothing is unpacked.
    package var contents: ZipContents {
        let names = members.map { $0.name.lowercased() }
        let saveAsWorkbook = "save it as .xlsx or CSV UTF-8"
        // OpenDocument files name their kind in a member that is never packed and always first.
        if names.first == "mimetype", names.contains("content.xml") {
            return .unsupported(name: "an OpenDocument file (.ods)", remedy: saveAsWorkbook)
        }
        if names.contains("index/document.iwa") { return .unsupported(name: "a Numbers or Pages file", remedy: "export it as .xlsx or CSV UTF-8") }
        guard names.contains("[content_types].xml") else { return .files }
        if names.contains("xl/workbook.bin") { return .unsupported(name: "an Excel workbook in binary form (.xlsb)", remedy: saveAsWorkbook) }
        if names.contains(where: { $0.hasPrefix("word/") }) { return .unsupported(name: "a Word document", remedy: "save its table as CSV UTF-8") }
        if names.contains(where: { $0.hasPrefix("ppt/") }) { return .unsupported(name: "a presentation", remedy: "export the data as CSV UTF-8") }
        return .workbook
    }

    /// What a member is by its first bytes, where that is nothing to read; nil for others, and for what cannot be told.
    package func clutter(_ member: ZipMember) -> String? {
        guard member.refusal == nil, let reader = try? reader(of: member, limits: .standard) else { return nil }
        var start: [UInt8] = []
        _ = try? reader.read(min(max(1, member.bytes), ContentKind.sampleBytes), appendingTo: &start)
        guard case .unsupported(let name, _) = ContentKind(start) else { return nil }
        return name
    }
}
