internal import ByteStreams
internal import Findings
internal import Foundation
internal import Normalization
internal import SocialData
internal import StageFiles

/// What the workspace keeps in the place of posts that were exported again and again, so that a night costs what is new in it and
/// not all nights before.
struct CompactedState: Codable {
    /// Goes up whenever other rows stay.
    private static let version = 1

    private var version = Self.version
    /// Inputs whose posts these are: the seals of their staged files, by key.
    let inputs: [String: String]
    let rows: Int
    let dropped: Int

    init(_ posts: CompactedPosts, inputs: [String: String]) {
        self.inputs = inputs
        rows = posts.rows
        dropped = posts.dropped
    }

    /// nil where another version wrote it.
    init?(json: [UInt8]) {
        guard let read = try? JSONDecoder().decode(Self.self, from: Data(json)), read.version == Self.version else { return nil }
        self = read
    }

    /// Names the files: what is made of other inputs never stands under the same name.
    var name: String { Self.name(inputs) }

    static let nameLength = 32

    static func name(_ inputs: [String: String]) -> String {
        let lines = inputs.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)\n" }
        return String(Manifest.hash(Array("\(version)\n\(lines.joined())".utf8)).prefix(nameLength))
    }
}

extension Workspace {
    func compactedPosts(_ name: String) -> String { "\(compacted)/\(name).posts\(Self.stageFileSuffix)" }
    func compactedObservations(_ name: String) -> String { "\(compacted)/\(name).observations\(Self.stageFileSuffix)" }
}

extension PipelineRun {
    /// Staged posts that normalize has to read.
    struct PostsToRead {
        var compacted: CompactedPosts?
        /// Inputs whose posts the compaction holds: seals by key.
        var held: [String: String] = [:]
        /// The others.
        var rest: [String: String] = [:]
        /// Rows of the others.
        var rows = 0
    }

    /// What is compacted is used where it is whole and all its inputs are still there; else it goes, and all staged files are read.
    func postsToRead(_ ledger: Ledger) throws -> PostsToRead {
        var posts = PostsToRead()
        for entry in ledger.entries where entry.summary.refused == nil {
            for file in entry.staged where file.entity == Entity.posts.rawValue {
                posts.rest[entry.key] = file.seal
                posts.rows += file.rows
            }
        }
        guard try Folders.somethingExists(at: workspace.compactedSummary) else {
            try removeCompacted(but: nil)
            return posts
        }
        guard let document = try SealedDocument.read(workspace.compactedSummary, kind: "compacted"),
            let state = CompactedState(json: document.value), try workspace.damage(of: document.seal).isEmpty
        else {
            if !told.contains(where: { $0.source.hasPrefix(workspace.compacted) }) { tellRebuilt(workspace.compactedSummary, "the compacted posts were") }
            try removeCompacted(but: nil)
            return posts
        }
        guard state.inputs.allSatisfy({ posts.rest[$0.key] == $0.value }) else {
            try removeCompacted(but: nil)
            return posts
        }
        try removeCompacted(but: state.name)
        posts.held = state.inputs
        for key in state.inputs.keys { posts.rest[key] = nil }
        posts.rows -= state.rows + state.dropped
        posts.compacted = CompactedPosts(
            posts: workspace.compactedPosts(state.name), observations: workspace.compactedObservations(state.name), rows: state.rows,
            dropped: state.dropped)
        return posts
    }

    /// Compacts the posts that were read where that is worth the work: more rows were left out than posts were kept, and the last
    /// compaction is no longer the greater part of what is read. So all of it costs no more than a few times what is new.
    func compact(_ posts: PostsToRead, kept: Int) throws {
        let before = posts.compacted?.rows ?? 0
        guard posts.rows >= before, posts.rows + before - kept > kept else { return }
        let inputs = posts.held.merging(posts.rest) { held, _ in held }
        let name = CompactedState.name(inputs)
        let now = try compactPosts(
            posts.rest.keys.sorted().map { workspace.staged(.posts, key: $0) }, earlier: posts.compacted,
            posts: workspace.compactedPosts(name), observations: workspace.compactedObservations(name), jobs: options.jobs, stop: options.stop)
        let files = try [now.posts, now.observations].map { (workspace.name(of: $0), try StageFileSeal.quick($0) ?? "") }
        let seal = StateSeal(kind: "compacted", from: "", files: Dictionary(uniqueKeysWithValues: files))
        try SealedDocument.write(workspace.compactedSummary, seal) { write in
            try write(try StateText.json(CompactedState(now, inputs: inputs)))
        }
        try removeCompacted(but: name)
    }

    /// Removes what is compacted and what a run that was killed left of it, but for what stands under a name.
    ///
    /// - Returns: whether there were such files.
    @discardableResult
    func removeCompacted(but name: String?) throws -> Bool {
        var hadFiles = false
        let folder = try OwnFolder(workspace.compacted)
        if name == nil { try folder.remove(Folders.name(of: workspace.compactedSummary)) }
        for file in try folder.files() where file.hasSuffix(Workspace.stageFileSuffix) {
            let key = file.prefix { $0 != "." }
            guard key.utf8.count == CompactedState.nameLength, name.map({ key != $0 }) ?? true else { continue }
            try folder.remove(file)
            hadFiles = true
        }
        return hadFiles
    }
}
