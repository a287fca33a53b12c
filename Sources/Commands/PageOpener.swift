internal import Foundation

/// Opens a page where people read pages.
enum PageOpener {
    /// What desktops bring for it, the first that is there.
    private static let programs = ["xdg-open", "open", "wslview"]

    /// Starts it and does not wait: some browsers stay.
    ///
    /// - Returns: what went wrong, for people; nil where nothing did.
    static func open(_ page: String) -> String? {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        let found = programs.lazy.flatMap { name in folders.map { "\($0)/\(name)" } }.first(where: FileManager.default.isExecutableFile)
        guard let program = found else {
            return "--open: no program that opens pages is here (\(programs.joined(separator: ", "))); open \(page) yourself"
        }
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = [URL(filePath: page).path]
        // Its words are none of ours, and it may outlive this program.
        (process.standardInput, process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice, FileHandle.nullDevice)
        do { try process.run() } catch { return "--open: \(program) cannot be started; open \(page) yourself" }
        return nil
    }
}
