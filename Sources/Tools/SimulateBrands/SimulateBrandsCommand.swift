internal import ArgumentParser
internal import Jobs

/// Draws brands whose truth is known and counts how often Tierwise would be right about them.
@main
struct SimulateBrandsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "SimulateBrands",
        abstract: "Draw brands with a known truth; print the coverage of every interval and the share of false verdicts.",
        discussion: """
            Markdown on standard output: one table per scenario, one row per interval, one column per brand size.

              SimulateBrands --brands 1000 --seed 1
              SimulateBrands --brands 200 --only equal
            """)

    @Option(help: "Brands per scenario and size.")
    var brands = 1_000

    @Option(help: "Seed of the random numbers; the same seed gives the same table.")
    var seed: UInt64 = 1

    @Option(help: "Resamples of each bootstrap.")
    var resamples = 2_000

    @Option(help: "Threads; default: one per processor.")
    var jobs = Parallel.processorCount

    @Option(help: "Only the scenario of this name.")
    var only: String?

    func validate() throws {
        guard (1...1_000_000).contains(brands) else { throw ValidationError("--brands: a number from 1 to 1,000,000 is expected") }
        guard (199...100_000).contains(resamples) else { throw ValidationError("--resamples: a number from 199 to 100,000 is expected") }
        if let only, !Scenario.all.contains(where: { $0.name == only }) {
            let names = Scenario.all.map(\.name).joined(separator: ", ")
            throw ValidationError("--only: `\(only)` is no scenario; there are \(names)")
        }
    }

    func run() throws {
        print("\(brands) brands per column, seed \(seed), \(resamples) resamples. Nominal coverage 95 %.\n")
        for scenario in Scenario.all where only == nil || only == scenario.name {
            let columns = try Scenario.sizes.map { size in
                let results = try Parallel.orderedMap(Array(0..<brands), jobs: jobs) { [seed, resamples] index in
                    Brand(scenario, size: size, seed: seed, index: index)
                        .results(resamples: resamples, seed: seed)
                }
                return CoverageTable.Column(size: size, results: results)
            }
            print(CoverageTable(scenario: scenario, columns: columns).markdown)
        }
        // Money's bootstrap costs most, and is in both rows: a tenth of the resamples of a single look will do.
        for scenario in Scenario.all where scenario.isLookedAtAgain && (only == nil || only == scenario.name) {
            print(try LooksTable(
                scenario: scenario, brands: max(1, brands / 2), seed: seed, resamples: max(199, resamples / 10), jobs: jobs).markdown())
        }
    }
}
