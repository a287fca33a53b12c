internal import Foundation
internal import Synchronization
package import Testing

/// Test inputs that are not ours to ship: real exports of people, and public suites. Tests that need them are skipped where they
/// are missing; what they prove, a test of our own beside them proves on a few cases.
package enum SharedFolder {
    /// `TIERWISE_SHARED`, else `shared` beside the repository; nil where there is none.
    package static let path: String? = {
        if let named = ProcessInfo.processInfo.environment["TIERWISE_SHARED"] { return existing(named) }
        return existing(URL(filePath: Repository.path).deletingLastPathComponent().appending(path: "shared").path)
    }()

    /// A folder in the shared folder: `exports`, `suites/csv-spectrum`.
    package static func folder(_ name: String) -> String? { path.flatMap { existing("\($0)/\(name)") } }

    /// Names of the files of a folder, in order; none where the folder is missing.
    package static func files(_ name: String) -> [String] {
        guard let folder = folder(name) else { return [] }
        return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    }

    /// A file in the shared folder.
    package static func bytes(_ name: String) throws -> [UInt8] {
        let folder = try #require(path, "TIERWISE_SHARED")
        return [UInt8](try Data(contentsOf: URL(filePath: "\(folder)/\(name)")))
    }

    private static func existing(_ path: String) -> String? { FileManager.default.fileExists(atPath: path) ? path : nil }

    // MARK: what is skipped

    private static let skipped = Atomic(0)
    private static let summary: Void = {
        atexit {
            print("skipped: \(SharedFolder.skipped.load(ordering: .relaxed)) tests of real exports and public suites; set TIERWISE_SHARED to their folder")
        }
    }()

    fileprivate static func isThere(_ name: String) -> Bool {
        if folder(name) != nil { return true }
        _ = summary
        skipped.add(1, ordering: .relaxed)
        return false
    }
}

extension Trait where Self == ConditionTrait {
    /// The test needs a folder of the shared folder. Those that are skipped are counted in one line at the end.
    package static func needs(_ folder: String) -> Self {
        .enabled("needs \(folder)") { SharedFolder.isThere(folder) }
    }
}
