package import Findings

/// One file of the report: its path inside the output folder and its bytes. Writing it is someone else's job.
package struct ReportFile: Sendable, Equatable {
    /// `report.md`, `charts/roi_by_tier.svg`, `tables/estimates.csv`, ….
    package let path: String
    /// The whole content, as it is to be written.
    package let bytes: [UInt8]

    /// `path` has `/` between its parts and no leading one.
    package init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }
}

/// Codes of the languages that pages can be made in.
package let pageLanguages = Language.codes

/// Findings → pages: `report.md`, `report.html`, `details.html` and the charts, in that order. The tables (`renderTables`) ask nothing
/// of them, so that somebody else can make those meanwhile.
///
/// Only formats: no number is estimated here, no file is read or written, no clock is asked. Everything but the section
/// Inputs, what was lost in files, what changed since the report before, `tables/quality.csv` and `tables/losses.csv` is a
/// function of `findings` alone.
///
/// - Parameters:
///   - changes: since the report before; nil where there is none to compare with.
///   - templates: texts that stand in for page templates, by the names of `pageTemplateNames`.
///   - language: of the pages and charts, one of `pageLanguages`; another is English. Tables have none.
///   - words: texts that stand in for the language's own, by their English.
/// - Throws: `PageTemplateError`.
package func renderPages(
    _ findings: FindingSet, inputs: [InputSummary], losses: LossList, changes: PublicationChanges? = nil, programVersion: String, templates: [String: String] = [:],
    language: String = "en", words: [String: String] = [:]
) throws -> [ReportFile] {
    let findings = findings.onlyFinite()
    return try Language.$current.withValue(Language.ofPages(language, words)) {
        let page = ReportPage(findings, inputs: inputs, losses: losses, changes: changes, programVersion: programVersion)
        let templates = try PageTemplates(templates)
        let pages = templates.pages(page)
        return [
            ReportFile(path: "report.md", bytes: Array(pages.markdown.utf8)),
            ReportFile(path: "report.html", bytes: Array(pages.report.utf8)),
            ReportFile(path: "details.html", bytes: Array(pages.details.utf8)),
        ] + page.charts.map { ReportFile(path: $0.path, bytes: Array($0.file.utf8)) }
    }
}

/// Findings → tables but for `CreatorLines`, and what describes them.
package func renderTables(_ findings: FindingSet, inputs: [InputSummary], losses: LossList) -> [ReportFile] {
    let findings = findings.onlyFinite()
    let tables = ReportTables.all(TableSource(findings: findings, inputs: inputs, losses: losses))
    var files = tables.map { ReportFile(path: "tables/\($0.file)", bytes: $0.csv) }
    let readme = TableDescription.readme(ReportTables.descriptions, currency: findings.definition.currency)
    files.append(ReportFile(path: "tables/README.md", bytes: Array(readme.utf8)))
    files.append(ReportFile(path: "tables/\(DataPackage.file)", bytes: DataPackage.text(ReportTables.descriptions, of: findings.definition)))
    return files
}
