internal import Foundation
internal import Pipelines

/// A process that may not have the memory that any run needs is stopped by the language's runtime in the middle of the
/// work, with a crash report, or by the kernel, without a word. It is told before, in words.
enum MemoryLimit {
    /// Address space in MiB that a run over small files needs, program and libraries included.
    private static let least: UInt64 = 400
    /// Memory in MiB that a run over small files really takes.
    private static let leastResident: UInt64 = 64

    /// - Throws: `PipelineError.notEnoughMemory`
    static func check() throws {
        var limit = rlimit()
        if unsafe getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0, UInt64(limit.rlim_cur) >> 20 < least {
            throw notEnough(UInt64(limit.rlim_cur) >> 20, needs: least, raise: "raise the limit (`ulimit -v`)")
        }
        if let group = groupLimit(), group >> 20 < leastResident {
            throw notEnough(group >> 20, needs: leastResident, raise: "raise the limit of its control group (memory.max)")
        }
    }

    private static func notEnough(_ mebibytes: UInt64, needs: UInt64, raise: String) -> PipelineError {
        PipelineError(
            .notEnoughMemory,
            "this process may use \(mebibytes) MiB of memory and needs \(needs) or more; \(raise) and run again; nothing was changed")
    }

    /// What the control group of this process may use, bytes; nil where none is set or nobody says.
    private static func groupLimit() -> UInt64? {
        let groups = (try? String(contentsOfFile: "/proc/self/cgroup", encoding: .utf8)) ?? ""
        let limits = groups.split(separator: "\n").flatMap { line -> [String] in
            let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 3 else { return [] }
            if parts[1].isEmpty { return ["/sys/fs/cgroup\(parts[2])/memory.max", "/sys/fs/cgroup/memory.max"] }
            return parts[1].split(separator: ",").contains("memory") ? ["/sys/fs/cgroup/memory\(parts[2])/memory.limit_in_bytes"] : []
        }
        return limits.compactMap { path in
            (try? String(contentsOfFile: path, encoding: .utf8)).flatMap { UInt64($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
        }.min()
    }
}
