internal import ByteStreams
internal import ExportFormats
internal import Foundation

/// Work that any machine can do that sees the exports, the pipeline file and the workspace by these paths: a line of a plan.
///
/// A task is known by what it is made of: program, definition and input by hash. Its outputs are named by that, too, so it may be done
/// twice, by two machines at once, or long after somebody else did it.
package struct ClusterTask: Codable, Sendable, Equatable {
    /// Tasks of one round need nothing of each other; a round needs all of those before it.
    package enum Round: String, Codable, Sendable, CaseIterable {
        /// An export file each → staged rows.
        case ingest
        /// Some creator shards each: facts → parts.
        case aggregate
    }

    /// An export file.
    struct Input: Codable, Sendable, Equatable {
        var path: String
        /// Of the archive at `path`.
        var member: String?
        var sha256: String
        var bytes: Int
        /// Names what is staged of it.
        var key: String
        var maxUncompressed: Int
        var acceptTrailingData: Bool
    }

    /// Creator shards of some facts.
    struct Shards: Codable, Sendable, Equatable {
        var from: Int
        /// One past the last.
        var to: Int
        /// Hashes of the books of the inputs and of the facts.
        var ledger: String
        var facts: String
    }

    /// Goes up whenever a task means something else.
    static let currentLayout = 2

    var layout = currentLayout
    /// The round it belongs to, and with it what it may look at.
    package let round: Round
    let program: String
    let definition: String
    let pipeline: String
    let workspace: String
    private(set) var input: Input?
    private(set) var shards: Shards?
    /// What will be there when it is done, below the workspace.
    package let outputs: [String]

    init(_ input: Input, _ identity: ClusterIdentity, pipeline: Pipeline, workspace: Workspace) throws {
        round = .ingest
        (program, definition) = (identity.program, identity.definition)
        self.pipeline = try Folders.absolute(pipeline.file) ?? pipeline.file
        self.workspace = try Folders.absolute(workspace.folder) ?? workspace.folder
        self.input = input
        outputs = [workspace.name(of: workspace.outcome(key: input.key))]
    }

    init(_ shards: Shards, outputs: [String], _ identity: ClusterIdentity, pipeline: Pipeline, workspace: Workspace) throws {
        round = .aggregate
        (program, definition) = (identity.program, identity.definition)
        self.pipeline = try Folders.absolute(pipeline.file) ?? pipeline.file
        self.workspace = try Folders.absolute(workspace.folder) ?? workspace.folder
        self.shards = shards
        self.outputs = outputs
    }

    /// A line of a plan, without its end.
    package var line: [UInt8] {
        get throws { try StateText.json(self) }
    }

    /// - Throws: `PipelineError` of kind `foreignTask` where the line is none of this version.
    package init(line: [UInt8]) throws {
        struct Version: Decodable { var layout: Int }
        let data = Data(line)
        let version = try? JSONDecoder().decode(Version.self, from: data)
        guard version?.layout == Self.currentLayout, let task = try? JSONDecoder().decode(Self.self, from: data),
            (task.input != nil) == (task.round == .ingest), (task.shards != nil) == (task.round == .aggregate)
        else {
            throw PipelineError(
                .foreignTask,
                version.map { $0.layout != Self.currentLayout } == true
                    ? "the task is of a plan of another version (\(version?.layout ?? 0), here \(Self.currentLayout)); plan again with this program"
                    : "the task is no line that `cluster plan` prints")
        }
        self = task
    }
}

/// What has to be the same wherever a pipeline is worked on.
struct ClusterIdentity: Codable, Sendable, Equatable {
    /// Version and SHA-256 of the program.
    let program: String
    /// SHA-256 of the pipeline file and the formats.
    let definition: String

    init(_ pipeline: Pipeline, programVersion: String) throws {
        program = try "\(programVersion) \(FileDigest.of("/proc/self/exe").sha256)"
        var sum = SHA256Sum()
        func add(_ text: String) { sum.update(Array("\(text.utf8.count) \(text)".utf8)) }
        add(pipeline.text)
        for (name, text) in pipeline.formats.sources.sorted(by: { $0.key < $1.key }) {
            add(name)
            add(text)
        }
        definition = sum.finish()
    }

    /// - Throws: `PipelineError` of kind `foreignTask` where a task is of something else.
    func require(_ task: ClusterTask) throws {
        guard task.program == program else {
            throw PipelineError(
                .foreignTask, "the task was planned by another program (\(task.program.prefix(16))…, here \(program.prefix(16))…); use one build of tierwise on all machines, or plan again")
        }
        guard task.definition == definition else {
            throw PipelineError(.foreignTask, "\(task.pipeline): the pipeline file or a format file is another one than when the task was planned; plan again")
        }
    }
}

extension Workspace {
    /// What became of inputs that other machines read, until it stands in the ledger.
    var outcomes: String { "\(folder)/outcomes" }
    func outcome(key: String) -> String { "\(outcomes)/\(key).json" }
    var parts: String { "\(folder)/parts" }
    /// Which facts the parts are made of.
    var plan: String { "\(folder)/plan.json" }
}
