import ByteStreams
import ExportFormats
@testable import FormatDrafting
import Foundation
import Ingestion
import RecordFormats
import SocialData

/// A sheet in a folder of its own, and what becomes of it with its drafted format.
struct Sheet {
    let folder: URL
    let path: String

    init(_ name: String, _ text: String) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "tierwise-draft-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.appending(path: name).path
        try Data(text.utf8).write(to: URL(filePath: path))
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    func draft(_ entity: Entity? = nil) throws -> DraftedTable {
        try DraftedTable(place: InputPlace(path: path), overrides: DialectOverrides(), entity: entity, path: DraftedTable.path(beside: path))
    }

    /// Staged rows by column, with answers of a person.
    func staged(_ format: String, _ entity: Entity = .deals, set: [String: String] = [:]) throws -> (rows: [[String: String]], needs: String?, rejects: Int) {
        var catalogue = FormatCatalogue.builtIn
        try catalogue.add(text: format, file: "draft.yml")
        let inspection = try FileInspection(
            place: InputPlace(path: path), catalogue: catalogue, overrides: DialectOverrides(), set: set, rows: 100)
        let rows = inspection.staged(entity)
        let header = rows.first ?? []
        return (rows.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(header, $0)) }, inspection.needs, inspection.rejects.count)
    }
}
