internal import Foundation

/// Test inputs that are no part of the repository: real exports, public suites, golden cases. Tests that use them are
/// skipped where they are missing.
package enum SharedFolder {
    /// `TIERWISE_SHARED`, else `shared` beside the package's root; nil, with a word on the terminal, where neither is there.
    package static let path: String? = {
        let path = variable("TIERWISE_SHARED") ?? beside
        if path == nil { print("skipped: tests of real exports and public suites; set TIERWISE_SHARED to their folder") }
        return path
    }()

    /// `TIERWISE_GOLDEN`, else `golden` in the shared folder.
    package static let golden: String? = {
        let path = variable("TIERWISE_GOLDEN") ?? folder("golden")
        if path == nil { print("skipped: golden cases; set TIERWISE_GOLDEN to their folder") }
        return path
    }()

    /// A folder in the shared folder: `exports`, `suites/csv-spectrum`.
    package static func folder(_ name: String) -> String? { path.flatMap { existing("\($0)/\(name)") } }

    /// A file in the shared folder.
    package static func bytes(_ name: String) -> [UInt8]? {
        path.flatMap { FileManager.default.contents(atPath: "\($0)/\(name)") }.map(Array.init)
    }

    private static func variable(_ name: String) -> String? { ProcessInfo.processInfo.environment[name].flatMap(existing) }

    private static var beside: String? {
        var folder = URL(filePath: #filePath).deletingLastPathComponent()
        while folder.path != "/" {
            if FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path) {
                return existing(folder.deletingLastPathComponent().appending(path: "shared").path)
            }
            folder.deleteLastPathComponent()
        }
        return nil
    }

    private static func existing(_ path: String) -> String? { FileManager.default.fileExists(atPath: path) ? path : nil }
}
