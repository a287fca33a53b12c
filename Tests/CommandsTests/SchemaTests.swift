import ExportFormats
import Foundation
import Pipelines
import Testing

/// The schemas know every key that the readers know, and no other. `make check-outputs` holds files against them.
struct SchemaTests {
    private func schema(_ kind: String) throws -> [String: Any] {
        let workdir = try Workdir()
        defer { workdir.remove() }
        let result = try Programs.tierwise("schema", kind, in: workdir)
        #expect(result.code == 0)
        return try #require(try JSONSerialization.jsonObject(with: Data(result.out.utf8)) as? [String: Any])
    }

    private func keys(_ node: Any?) throws -> [String] {
        try #require((node as? [String: Any])?["properties"] as? [String: Any]).keys.sorted()
    }

    private func words(_ parts: [String: Any], _ name: String) throws -> [String] {
        try #require((parts[name] as? [String: Any])?["enum"] as? [String])
    }

    @Test func pipelineFiles() throws {
        let schema = try schema("pipeline")
        let parts = try #require(schema["$defs"] as? [String: Any])
        #expect(try keys(schema) == PipelineReader.keys.sorted())
        #expect(try keys(parts["source"]) == PipelineReader.sourceKeys.sorted())
        #expect(try words(parts, "segment").contains("post_type") && words(parts, "language") == ["en", "de"])
        #expect(try words(parts, "setColumn").contains("handle") && words(parts, "setColumn").contains("year"))
    }

    @Test func formatFiles() throws {
        let schema = try schema("format")
        let parts = try #require(schema["$defs"] as? [String: Any])
        #expect(try keys(schema) == FormatCatalogue.keys.sorted())
        #expect(try words(parts, "valueKey").contains("post_id_of") && words(parts, "column").contains("promo_code"))
    }

    /// Every `$ref` leads somewhere.
    @Test(arguments: ["pipeline", "format"]) func referencesLeadSomewhere(kind: String) throws {
        let schema = try schema(kind)
        let parts = try #require(schema["$defs"] as? [String: Any])
        let text = String(decoding: try JSONSerialization.data(withJSONObject: schema, options: [.withoutEscapingSlashes]), as: UTF8.self)
        let names = Set(text.matches(of: /"#\/\$defs\/([A-Za-z]+)"/).map { String($0.1) })
        #expect(names.count > 3 && names.isSubset(of: parts.keys), "\(names.subtracting(parts.keys))")
    }
}
