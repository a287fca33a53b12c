internal import ExportFormats
internal import ByteStreams

/// A command of the user's that hears of each new report.
package struct PublishHook: Sendable, Equatable {
    /// The program and its arguments; no shell reads them.
    package var command: [String]
    /// Seconds that it may take.
    package var timeout = 60
}

/// What is kept of what runs leave.
package struct Retention: Sendable, Equatable {
    /// Reports before the one that stands.
    package var reports = 1
    /// Seconds that rows and values set aside stay after their file was read; nil keeps them for as long as the file counts.
    package var quarantine: Int?
}

extension DefinitionReader {
    /// `on_publish: [notify, --channel, reports]` or `{run: …, timeout: 5m}`.
    mutating func publishHook(_ node: DefinitionNode, folder: String) -> PublishHook? {
        var command: [String] = []
        var hook = PublishHook(command: [])
        if node.isMapping {
            for entry in entries(of: node, known: ["run", "timeout"]) {
                if entry.key == "run" { command = texts(of: entry.value) } else { hook.timeout = duration(entry.value) ?? hook.timeout }
            }
        } else {
            command = texts(of: node)
        }
        guard let program = command.first, !program.isEmpty else {
            problem("`on_publish:` names no command; write the program and its arguments as a list, as [./notify.sh, --quiet]", at: node)
            return nil
        }
        if program.contains(" ") {
            problem("`\(program)` is one word with blanks, and no shell splits it; write the program and its arguments as a list, as [./notify.sh, --quiet]", at: node)
            return nil
        }
        // With a slash it is a file beside the pipeline file, without one it is searched for in PATH.
        hook.command = (program.contains("/") ? [Folders.join(folder, program)] : [program]) + command.dropFirst()
        return hook
    }

    /// `keep: {reports: 7, quarantine: 90d}`.
    mutating func retention(_ node: DefinitionNode) -> Retention {
        var retention = Retention()
        for entry in entries(of: node, known: ["reports", "quarantine"]) {
            switch entry.key {
            case "reports": retention.reports = integer(of: entry.value, in: 1...1_000) ?? retention.reports
            default: retention.quarantine = duration(entry.value)
            }
        }
        return retention
    }
}
