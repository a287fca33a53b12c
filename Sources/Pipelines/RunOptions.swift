package import ByteStreams
package import Jobs

/// How a stage runs, as the person at the keyboard wants it; nothing here changes a number.
package struct RunOptions: Sendable {
    /// nil takes the pipeline's.
    package var workspace: String?
    /// nil takes the pipeline's.
    package var output: String?
    /// Threads; no number depends on it.
    package var jobs: Int
    /// Hash every input again, whatever its path and times say.
    package var rehash: Bool
    /// How far an input may go before it is refused.
    package var limits: StreamLimits
    /// Replace the report of another pipeline.
    package var force = false
    /// Page templates that stand in for the report's own, by name (`PageOverrides`).
    package var templates: [String: String] = [:]
    /// Seconds to wait for another run that holds the workspace or the output.
    package var wait: Int
    /// Version of the program, for manifests.
    package var programVersion: String
    /// Looked at between blocks of work; when it is set, `Stopped` is thrown.
    package var stop: StopFlag?
    /// Counts rows and bytes, for who shows progress.
    package var progress: ProgressCounter?
    /// Told when a step begins.
    package var onStep: (@Sendable (StepNotice) -> Void)?
    /// Told once for each lock that another run holds, with what is known of that run.
    package var onWait: (@Sendable (String) -> Void)?

    /// What has no argument here keeps the value that stands above.
    package init(
        workspace: String? = nil, output: String? = nil, jobs: Int, rehash: Bool = false, limits: StreamLimits = .standard, wait: Int = 0, programVersion: String,
        stop: StopFlag? = nil, progress: ProgressCounter? = nil, onStep: (@Sendable (StepNotice) -> Void)? = nil,
        onWait: (@Sendable (String) -> Void)? = nil
    ) {
        self.workspace = workspace
        self.output = output
        self.jobs = jobs
        self.rehash = rehash
        self.limits = limits
        self.wait = wait
        self.programVersion = programVersion
        self.stop = stop
        self.progress = progress
        self.onStep = onStep
        self.onWait = onWait
    }
}

/// A step begins.
package struct StepNotice: Sendable {
    /// `ingest`, `normalize`, `aggregate`, `report`.
    package var stage: String
    /// Rows and packed bytes ahead, where they are known.
    package var rows: Int?
    /// Packed, as they lie on the disk.
    package var bytes: Int?
}
