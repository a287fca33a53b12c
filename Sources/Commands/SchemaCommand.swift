internal import ArgumentParser
internal import ByteStreams
internal import ExportFormats
internal import Foundation
internal import Pipelines
internal import RecordFormats
internal import Reporting
internal import SocialData

/// `tierwise schema pipeline|format`.
struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Print the JSON Schema of pipeline or format files, for editors.",
        discussion: """
            An editor that knows the schema completes keys and marks mistakes while a file is written. `tierwise init` and \
            `tierwise formats draft` write it beside the files they draft, and into these the line that names it. `tierwise lint` checks more: what a shape cannot say.

            Example: tierwise schema pipeline > tierwise-pipeline.schema.json
            """)

    @Argument(help: "pipeline or format.")
    var kind: DefinitionKind

    mutating func run() throws { try StandardOutput.write(try Self.text(kind)) }

    /// The shape, with the lists of words that the program itself goes by.
    static func text(_ kind: DefinitionKind) throws -> String {
        let bytes = kind == .pipeline ? PackageResources.pipeline_schema_json : PackageResources.format_schema_json
        guard var schema = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any], var parts = schema["$defs"] as? [String: Any] else {
            throw CommandError(message: "internal check failed: the schema of \(kind.rawValue) files cannot be read; please report this", code: ExitStatus.internalError)
        }
        for (name, words) in words(kind) { parts[name] = ["enum": words] }
        schema["$defs"] = parts
        let json = try JSONSerialization.data(withJSONObject: schema, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
        return String(decoding: json, as: UTF8.self) + "\n"
    }

    private static func words(_ kind: DefinitionKind) -> [String: [String]] {
        switch kind {
        case .pipeline:
            [
                "segment": PipelineReader.segments, "language": pageLanguages, "schemeName": TierScheme.builtIn.map(\.name),
                "status": OrderStatus.allCases.map(\.rawValue), "container": Container.allCases.map(\.rawValue),
                "setColumn": PipelineReader.setColumns,
            ]
        case .format:
            [
                "entity": Entity.allCases.map(\.rawValue), "container": FormatContainer.allCases.map(\.rawValue) + ["any"],
                "column": Set(Entity.allCases.flatMap { $0.columns.map(\.name) }).sorted(), "valueKey": FormatCatalogue.valueKeys,
            ]
        }
    }
}

extension DefinitionKind: ExpressibleByArgument {}

extension SchemaCommand {
    /// Writes the schema beside a definition that names it. It is the program's own file: one of before is replaced.
    static func write(_ kind: DefinitionKind, beside definition: String) throws {
        let path = Folders.join(Folders.parent(of: definition), kind.schemaName)
        try PublishedFile.write(path: path, bytes: Array(try text(kind).utf8), mode: 0o644, tidies: true)
    }
}
