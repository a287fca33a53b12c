internal import Aggregation
internal import ByteStreams
package import Findings
internal import Glibc
internal import Jobs

/// A pipeline at work in its workspace. Holds the workspace's lock for as long as it lives, so that stages of one run,
/// and of two runs, never meet.
package final class PipelineRun {
    /// As it was checked; fixed for the run.
    package let pipeline: Pipeline
    /// Locked by this value as long as it lives.
    package let workspace: Workspace
    /// Where the report goes.
    package var output: String { outputFolder.path }
    let outputFolder: OutputFolder
    let options: RunOptions
    private let lock: FolderLock
    /// The books as they stand in the workspace, once this run has read or written them.
    var ledger: Ledger?
    /// The facts are this run's own: they were compared with what was handed over when they were written.
    var areFactsFresh = false
    /// Where aggregate finds the totals of the shards; nil adds them up itself.
    var parts: AggregationParts?
    /// What this run concluded, and the checksum of the file that it wrote it to: what stands there need not be parsed again.
    var concluded: (findings: FindingSet, checksum: String)?
    /// Times that damage was found while rows were read.
    var healed = 0
    /// Hash of the manifest of the report that this run published, what the stages after ingest lost, and what it came to.
    var published: (manifest: String, losses: [Loss], publication: Publication)?
    /// What the report of this run was made of.
    var reported: FindingSet?
    /// What of this run's state and files was not as the last run left it. Not part of any report: the same files give the
    /// same report, whatever was there before.
    package private(set) var told: [Loss] = []
    /// Held from the first look at the output until the end: a run with another workspace may want the same folder.
    private var outputLock: FolderLock?

    /// Takes the lock (a `StreamError` of kind `locked` where another run has it) and makes the workspace's folders.
    package init(_ pipeline: Pipeline, options: RunOptions) throws {
        self.pipeline = pipeline
        self.options = options
        workspace = options.workspace.map(Workspace.init(folder:)) ?? .standard(for: pipeline)
        outputFolder = OutputFolder(options.output ?? pipeline.output)
        if let conflict = outputFolder.conflict(pipeline, workspace: workspace.folder) {
            throw PipelineError(.outputNotWritable, "output \(conflict)")
        }
        try workspace.requireOurs()
        try Folders.create(workspace.folder, mode: 0o750)
        let folder = workspace.folder
        lock = try Self.waiting(options) { try FolderLock(folder: folder) }
        try workspace.create()
    }

    func tell(_ more: [Loss]) { told += more }

    /// What lies beside the inputs; nil until it was looked for.
    var ignored: IgnoredFiles?
    /// Names of the inputs that this run read and no earlier one had.
    var newFiles: [String] = []
    /// What people were told last.
    var lost: LossList?

    /// A file of state is damaged, from another layout or not the one that belongs here; it is made anew in this run.
    ///
    /// - Parameter isOlder: it is as it was written, of a state before the one that is there.
    func tellRebuilt(_ name: String, _ what: String, isOlder: Bool = false) {
        tell([Loss(
            .stateRebuilt, .important, source: name,
            what: "\(what) \(isOlder ? "older than what they are made of" : "unfinished, damaged, replaced or written by another version"), and made anew", count: 1, unit: .files,
            remedy: isOlder ? "nothing has to be done; `tierwise run` runs all stages in their order" : "nothing has to be done; if it comes again, check the disk")])
    }

    /// Finds out before the long work whether the report can be written after it, and keeps other runs from its place.
    package func checkOutput() throws {
        do {
            try Folders.create(outputFolder.parent, mode: 0o750)
            if outputLock == nil {
                let folder = outputFolder
                outputLock = try Self.waiting(options) { try FolderLock(replacing: folder.path, file: folder.lockFile) }
            }
        } catch let error as StreamError where ![.locked, .permissionDenied, .readOnly, .noSpace].contains(error.kind) {
            throw PipelineError(.outputNotWritable, "\(output): the report cannot be written here: \(error.message)")
        }
        // What a run that was killed between two renames left: the old report back in its place.
        try PublishedFolder.restore(output, from: outputFolder.previous)
        // What one left that was killed while it wrote, and a report before the last that a loss of power brought back.
        try Folders.remove(outputFolder.staging)
        try outputFolder.requireReplaceable(by: pipeline, isForced: options.force)
    }

    /// Tries again for as long as the options say while another run holds a lock.
    private static func waiting(_ options: RunOptions, _ take: () throws -> FolderLock) throws -> FolderLock {
        let clock = ContinuousClock()
        let end = clock.now.advanced(by: .seconds(options.wait))
        var isTold = false
        while true {
            do {
                return try take()
            } catch let error as StreamError where error.kind == .locked && clock.now < end {
                if !isTold { options.onWait?("\(error.path): \(error.message)") }
                isTold = true
                try options.stop?.check()
                usleep(50_000)
            }
        }
    }
}
