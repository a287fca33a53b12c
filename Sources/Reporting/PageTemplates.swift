internal import Mustache

/// The page templates, ready to render. Every template escapes `{{…}}` for its own page; the pragma that says so is put
/// in front here, so that restyling a template cannot lose it.
struct PageTemplates {
    private let library: MustacheLibrary

    init() throws {
        MustacheContentTypes.register(MarkdownText(), named: MarkdownText.name)
        MustacheContentTypes.register(HTMLText(), named: HTMLText.name)
        library = MustacheLibrary(templates: [
            "markdown": try Self.template(MarkdownTemplate.page, MarkdownText.name),
            "markdown-blocks": try Self.template(MarkdownTemplate.blocks, MarkdownText.name),
            "html": try Self.template(HTMLTemplate.page, HTMLText.name),
            "html-blocks": try Self.template(HTMLTemplate.blocks, HTMLText.name),
        ])
    }

    func markdown(_ page: ReportPage) -> String {
        Self.singleBlankLines(library.render(page.context, withTemplate: "markdown") ?? "")
    }

    func html(_ page: ReportPage) -> String {
        var context = page.context
        context["style"] = PageStyle.sheet
        return library.render(context, withTemplate: "html") ?? ""
    }

    private static func template(_ text: String, _ contentType: String) throws -> MustacheTemplate {
        try MustacheTemplate(string: "{{% CONTENT_TYPE: \(contentType)}}\(text)")
    }

    /// Sections that are empty leave blank lines behind; one is enough.
    private static func singleBlankLines(_ text: String) -> String {
        var lines: [Substring] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false)
        where !(line.isEmpty && lines.last?.isEmpty == true) {
            lines.append(line)
        }
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines.joined(separator: "\n") + "\n"
    }
}
