import ByteStreams
import Foundation
import Testing

/// The programs as built, beside these tests.
enum Programs {
    struct Result: CustomStringConvertible, Sendable {
        var code: Int32
        var err: String
        var description: String { "exit \(code)\n\(err)" }
    }

    /// Path of a program in the build folder of this test run; nil where it was not built.
    static func find(_ name: String) -> String? {
        let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
        var folder = URL(filePath: tests).deletingLastPathComponent()
        // On other systems the tests are a bundle some folders below the programs.
        for _ in 0..<4 {
            let path = folder.appending(path: name).path
            if FileManager.default.isExecutableFile(atPath: path), path != tests { return path }
            folder = folder.deletingLastPathComponent()
        }
        return nil
    }

    static func run(_ program: String, _ arguments: [String]) throws -> Result {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        let errors = Pipe()
        process.standardError = errors
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        let text = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Result(code: process.terminationStatus, err: String(decoding: text, as: UTF8.self))
    }
}

/// Folders of the package, and one to write into.
enum Places {
    /// The package: the first folder above this file that has a `Package.swift`.
    static let package: String = {
        var folder = URL(filePath: #filePath).deletingLastPathComponent()
        while folder.path != "/", !FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path) {
            folder = folder.deletingLastPathComponent()
        }
        return folder.path
    }()

    static let samples = URL(filePath: package + "/samples").resolvingSymlinksInPath().path

    /// Of this process, for runs that many tests look at; gone when it ends.
    private static let scratch: String = {
        atexit { try? FileManager.default.removeItem(atPath: Places.scratch) }
        return NSTemporaryDirectory() + "tierwise-samples-" + UUID().uuidString
    }()

    static func temporary() throws -> String {
        let path = scratch + "/" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }

    /// The bytes of a file, unpacked where it is gzip.
    static func contents(_ path: String) throws -> [UInt8] {
        guard path.hasSuffix(".gz") else { return [UInt8](try Data(contentsOf: URL(filePath: path))) }
        var source = try ByteSource(path: path)
        var bytes: [UInt8] = []
        while try source.read(into: &bytes, atMost: 1 << 20) {}
        return bytes
    }

    /// Paths of all files below a folder, relative to it, sorted.
    static func files(_ folder: String) throws -> [String] {
        let manager = FileManager.default
        return try manager.subpathsOfDirectory(atPath: folder).filter { path in
            try manager.attributesOfItem(atPath: "\(folder)/\(path)")[.type] as? FileAttributeType == .typeRegular
        }.sorted()
    }
}
