internal import Foundation
internal import Pipelines

/// A process that may not have the memory that any run needs is stopped by the language's runtime in the middle of the
/// work, with a crash report. It is told before, in words.
enum MemoryLimit {
    /// Address space in MiB that a run over small files needs, program and libraries included.
    private static let least: UInt64 = 400

    /// - Throws: `PipelineError.notEnoughMemory`
    static func check() throws {
        var limit = rlimit()
        guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0 else { return }
        let mebibytes = UInt64(limit.rlim_cur) >> 20
        guard mebibytes < least else { return }
        throw PipelineError(
            .notEnoughMemory,
            "this process may use \(mebibytes) MiB of memory and needs \(least) or more; raise the limit (`ulimit -v`) and run again; nothing was changed")
    }
}
