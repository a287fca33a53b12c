internal import ByteStreams
internal import Jobs

/// A pipeline at work in its workspace. Holds the workspace's lock for as long as it lives, so that stages of one run,
/// and of two runs, never meet.
package final class PipelineRun {
    package let pipeline: Pipeline
    package let workspace: Workspace
    package let output: String
    let options: RunOptions
    private let lock: FolderLock

    /// Takes the lock (a `StreamError` of kind `locked` where another run has it) and makes the workspace's folders.
    package init(_ pipeline: Pipeline, options: RunOptions) throws {
        self.pipeline = pipeline
        self.options = options
        workspace = options.workspace.map(Workspace.init(folder:)) ?? .standard(for: pipeline)
        output = options.output ?? pipeline.output
        try Folders.create(workspace.folder, mode: 0o750)
        lock = try FolderLock(folder: workspace.folder)
        try workspace.create()
    }

    /// All four stages.
    package func run() throws -> IngestReport {
        try checkOutput()
        let report = try ingest()
        try normalize()
        try aggregate()
        try self.report()
        return report
    }

    /// Finds out before the long work whether the report can be written after it.
    package func checkOutput() throws {
        let parent = Folders.parent(of: output)
        do {
            try Folders.create(parent, mode: 0o750)
            // Made and abandoned: it never gets its name.
            _ = try PublishedFile(path: Folders.join(parent, ".tierwise-probe"))
        } catch {
            throw PipelineError(.outputNotWritable, "\(output): the report cannot be written here: \(error.message)")
        }
    }
}
