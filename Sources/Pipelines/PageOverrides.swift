internal import ByteStreams
internal import Reporting

/// Page templates of a folder, in place of the report's own.
package enum PageOverrides {
    private static let suffix = ".mustache"
    private static let longest = 1 << 20

    /// The folder's templates by name. Read before any work, so that a mistake costs nothing.
    ///
    /// - Throws: a `StreamError`; a `PipelineError` of kind `wrongTemplate` that names all mistakes.
    package static func read(_ folder: String) throws -> [String: String] {
        var texts: [String: String] = [:]
        var problems: [String] = []
        let known = pageTemplateNames.map { $0 + suffix }.joined(separator: ", ")
        for file in try Folders.list(folder) where file.hasSuffix(suffix) {
            let name = String(file.dropLast(suffix.count))
            let path = Folders.join(folder, file)
            guard pageTemplateNames.contains(name) else {
                problems.append("\(path): is no page of the report; known are \(known)")
                continue
            }
            guard let text = String(validating: try readWholeFile(path, limit: longest), as: UTF8.self) else {
                problems.append("\(path): is not UTF-8; save it as UTF-8")
                continue
            }
            texts[name] = text
        }
        if texts.isEmpty, problems.isEmpty { problems.append("\(folder): holds no page template; known are \(known)") }
        do { try checkPageTemplates(texts) } catch {
            problems.append("\(Folders.join(folder, error.name + suffix)): \(error.reason); compare it with the report's own template")
        }
        guard problems.isEmpty else { throw PipelineError(.wrongTemplate, problems) }
        return texts
    }
}
