internal import Mustache

/// The page templates of `Templates/`, ready to render: a page each of HTML and Markdown, the blocks that sections are made of,
/// and the style sheet. `{{…}}` escapes for its page, whatever a template says: the pragma for it is put in front here, so that
/// restyling a template cannot lose it. `{{{…}}}` is only for the style sheet, the charts and what is Markdown already.
struct PageTemplates {
    /// By name, as embedded.
    private static let embedded: [(name: String, bytes: [UInt8])] = [
        ("blocks.html", PackageResources.blocks_html_mustache), ("blocks.md", PackageResources.blocks_md_mustache),
        ("chart.html", PackageResources.chart_html_mustache),
        ("details.html", PackageResources.details_html_mustache), ("report.html", PackageResources.report_html_mustache),
        ("report.md", PackageResources.report_md_mustache), ("script.js", PackageResources.script_js_mustache),
        ("section.html", PackageResources.section_html_mustache),
        ("style.css", PackageResources.style_css_mustache),
    ]
    static let names = embedded.map(\.name)

    private let library: MustacheLibrary

    /// - Parameter overrides: texts that stand in for the embedded ones, by name.
    init(_ overrides: [String: String] = [:]) throws(PageTemplateError) {
        MustacheContentTypes.register(MarkdownText(), named: MarkdownText.name)
        MustacheContentTypes.register(HTMLText(), named: HTMLText.name)
        var templates: [String: MustacheTemplate] = [:]
        for (name, bytes) in Self.embedded {
            // Files end with a line end, pages say themselves where they do.
            let text = overrides[name] ?? String(decoding: bytes, as: UTF8.self)
            do {
                templates[name] = try Self.template(text.hasSuffix("\n") ? String(text.dropLast()) : text, name)
            } catch let error as MustacheTemplate.ParserError {
                throw PageTemplateError(name: name, reason: "line \(error.context.lineNumber) cannot be read (\(error.error))")
            } catch {
                throw PageTemplateError(name: name, reason: "\(error)")
            }
        }
        library = MustacheLibrary(templates: templates)
    }

    /// All pages of one context.
    func pages(_ page: ReportPage) -> (markdown: String, report: String, details: String) {
        let context = page.context
        let html = html(context)
        return (Self.singleBlankLines(library.render(context, withTemplate: "report.md") ?? ""), html.report, html.details)
    }

    /// The page with the answer, and the one with every table.
    private func html(_ context: [String: Any]) -> (report: String, details: String) {
        var context = context
        let style = library.render(
            ["charts_light": ChartStyle.light, "charts_dark": ChartStyle.dark, "charts_shapes": ChartStyle.shapes],
            withTemplate: "style.css") ?? ""
        context["group"] = Language.current.numbers.group
        context["point"] = Language.current.numbers.point
        let script = library.render(context, withTemplate: "script.js") ?? ""
        context["style"] = style
        context["script"] = script
        context["reportPolicy"] = ContentPolicy(style: style, script: nil).text
        context["detailsPolicy"] = ContentPolicy(style: style, script: script).text
        return (
            library.render(context, withTemplate: "report.html") ?? "", library.render(context, withTemplate: "details.html") ?? ""
        )
    }

    private static func template(_ text: String, _ name: String) throws -> MustacheTemplate {
        let contentType = name.hasSuffix(".md") ? MarkdownText.name : HTMLText.name
        return try MustacheTemplate(string: "{{% CONTENT_TYPE: \(contentType)}}\(text)")
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

/// A page template that cannot be read.
package struct PageTemplateError: Error, Sendable {
    /// `report.html`
    package let name: String
    /// What is wrong with it and where, in words.
    package let reason: String
}

/// Names of the templates that may be replaced.
package let pageTemplateNames = PageTemplates.names

/// Reads templates that stand in for the report's own, as `renderPages` would.
package func checkPageTemplates(_ overrides: [String: String]) throws(PageTemplateError) {
    _ = try PageTemplates(overrides)
}
