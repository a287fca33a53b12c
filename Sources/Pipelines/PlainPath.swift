internal import Foundation
internal import Glibc

/// A path as its parts from the root on, `.` and `..` resolved by name alone: for comparing what a person wrote. Links are
/// not followed, so it is never used to open anything.
struct PlainPath: Equatable {
    let parts: [String]

    /// Relative paths start in the working folder.
    init(_ path: String) {
        var parts: [String] = []
        let whole = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
        for part in whole.split(separator: "/") {
            switch part {
            case ".": break
            case "..": _ = parts.popLast()
            default: parts.append(String(part))
            }
        }
        self.parts = parts
    }

    /// Whether this is `other` or a folder above it.
    func holds(_ other: PlainPath) -> Bool { other.parts.starts(with: parts) }

    /// Whether a shell pattern, read as a path, names this very path.
    func isMatched(by pattern: PlainPath) -> Bool {
        parts.count == pattern.parts.count
            && zip(pattern.parts, parts).allSatisfy { unsafe fnmatch($0, $1, FNM_PERIOD) == 0 }
    }
}
