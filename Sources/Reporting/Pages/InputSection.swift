internal import Findings

/// One row per input file. The only section that changes when the same rows come in other files.
enum InputSection {
    /// Files shown on a page; tables/quality.csv has all of them.
    private static let longest = 100

    static func blocks(_ inputs: [InputSummary]) -> [PageBlock] {
        guard !inputs.isEmpty else { return [.paragraph(say("No input file is recorded."))] }
        let refused = inputs.filter { $0.refused != nil }
        var blocks: [PageBlock] = [
            .paragraph(
                refused.isEmpty
                    ? say("\(Format.counted(inputs.count, .file)), none refused. Rows are accepted, set aside or skipped, and the three add up.")
                    : say("\(Format.counted(inputs.count, .file)), \(Format.count(refused.count)) refused as a whole: nothing of a refused file is in this report. Rows are accepted, set aside or skipped, and the three add up.")),
            .table(
                PageTable(
                    caption: say("Input files"),
                    columns: [
                        .text(say("file")), .text(say("format")), .number(say("rows")), .number(say("accepted")), .number(say("set aside")),
                        .number(say("skipped")),
                        .number(say("values set aside")), .text(say("remarks")),
                    ],
                    rows: inputs.map { input in
                        let remarks = (input.skipReasons + input.notes).map { Language.current.message($0) }
                        return [
                            .key(input.name), input.format.isEmpty ? .missing : .key(input.format), .count(input.rows),
                            .count(input.accepted),
                            .count(input.quarantined), .count(input.skipped), .count(input.quarantinedCells),
                            .text(
                                input.refused != nil
                                    ? say("refused")
                                    : remarks.isEmpty
                                        ? Format.missing : Visible.text(remarks.joined(separator: "; "), limit: 240)),
                        ]
                    }, file: "tables/quality.csv", id: "input-files"
                ).limited(to: longest)),
        ]
        if !refused.isEmpty {
            blocks.append(
                .table(
                    PageTable(
                        caption: say("Refused files"), columns: [.text(say("file")), .text(say("why"))],
                        rows: refused.map { [.key($0.name), .text(Visible.text(Language.current.message($0.refused ?? ""), limit: 400))] },
                        file: "tables/quality.csv", id: "refused-files"
                    ).limited(to: longest)))
        }
        return blocks
    }
}
