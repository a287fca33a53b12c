package import ArgumentParser

/// `tierwise`: the front door.
package struct TierwiseCommand: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "tierwise", abstract: "Do smaller creators really engage better and earn more? On your own exports.",
        discussion: """
            Point a pipeline file at exports of social platforms, shops and your deals, and read what they can tell about \
            micro, macro and other creator tiers, with an interval on every number.

            Example: tierwise run pipelines/micro-vs-macro.yml
            """,
        version: Program.version,
        subcommands: [
            RunCommand.self, IngestCommand.self, NormalizeCommand.self, AggregateCommand.self, ReportCommand.self,
            InitCommand.self, LintCommand.self, FormatsCommand.self, RecordsCommand.self, RowsCommand.self, FactsCommand.self,
            ExportCommand.self,
            ExplainCommand.self, VerifyCommand.self, SchemaCommand.self, ClusterCommand.self,
        ])

    package init() {}
}
