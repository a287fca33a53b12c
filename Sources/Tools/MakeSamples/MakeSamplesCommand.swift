internal import ArgumentParser

/// Writes made-up exports: the small ones of `samples/` with all the quirks of real ones, or plain ones of any size.
@main
struct MakeSamplesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "MakeSamples",
        abstract: "Write made-up exports, the same rows for the same seed.",
        discussion: """
            MakeSamples --output samples
            MakeSamples --output .build/benchmark --posts 3000000 --files 4 --creators 60000
            """)

    @Option(help: "Folder to write into.")
    var output: String

    @Option(help: "Seed of the random numbers.")
    var seed: UInt64 = 7

    @Option(help: "Write native posts, so many, with snapshots, deals, codes and orders in proportion and a pipeline.yml.")
    var posts: Int?

    @Option(help: "Files to spread the posts over.")
    var files = 1

    @Option(help: "Creators of the posts; default: one for fifty posts.")
    var creators: Int?

    func validate() throws {
        guard let posts else { return }
        guard (1...1_000_000_000).contains(posts) else { throw ValidationError("--posts: a number from 1 to 1,000,000,000 is expected") }
        guard (1...1_000).contains(files) else { throw ValidationError("--files: a number from 1 to 1,000 is expected") }
        guard (1...posts).contains(creatorCount(posts)) else { throw ValidationError("--creators: from 1 to the number of posts") }
    }

    func run() throws {
        if let posts {
            let writer = BulkWriter(seed: seed, output: output, posts: posts, creators: creatorCount(posts), files: files)
            try writer.write()
        } else {
            try SampleSet(seed: seed).write(to: output)
        }
    }

    private func creatorCount(_ posts: Int) -> Int { creators ?? max(1, posts / 50) }
}
