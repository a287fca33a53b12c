internal import Foundation

/// The repository that these tests stand in: its documents, samples and golden vectors are there, or a test fails.
package enum Repository {
    /// The first folder above this file that has a `Package.swift`.
    package static let path: String = {
        var folder = URL(filePath: #filePath).deletingLastPathComponent()
        while folder.path != "/", !FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path) {
            folder.deleteLastPathComponent()
        }
        return folder.path
    }()

    /// The golden vectors (`Tests/Golden/README.md`), or another set of the same shapes that `TIERWISE_GOLDEN` names.
    package static let golden = ProcessInfo.processInfo.environment["TIERWISE_GOLDEN"] ?? path + "/Tests/Golden"
}
