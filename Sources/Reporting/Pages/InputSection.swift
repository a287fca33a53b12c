internal import Findings

/// One row per input file. The only section that changes when the same rows come in other files.
enum InputSection {
    /// Files shown on a page; tables/quality.csv has all of them.
    private static let longest = 100

    static func blocks(_ inputs: [InputSummary]) -> [PageBlock] {
        guard !inputs.isEmpty else { return [.paragraph("No input file is recorded.")] }
        let refused = inputs.filter { $0.refused != nil }
        var blocks: [PageBlock] = [
            .paragraph(
                "\(Format.counted(inputs.count, .file)), \(refused.isEmpty ? "none refused" : "\(Format.count(refused.count)) refused as a whole: nothing of a refused file is in this report"). "
                    + "Rows are accepted, set aside or skipped, and the three add up."),
            .table(
                PageTable(
                    caption: "Input files",
                    columns: [
                        .text("file"), .text("format"), .number("rows"), .number("accepted"), .number("set aside"),
                        .number("skipped"),
                        .number("values set aside"), .text("remarks"),
                    ],
                    rows: inputs.map { input in
                        let remarks = input.skipReasons + input.notes
                        return [
                            .key(input.name), input.format.isEmpty ? .missing : .key(input.format), .count(input.rows),
                            .count(input.accepted),
                            .count(input.quarantined), .count(input.skipped), .count(input.quarantinedCells),
                            .text(
                                input.refused != nil
                                    ? "refused"
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
                        caption: "Refused files", columns: [.text("file"), .text("why")],
                        rows: refused.map { [.key($0.name), .text(Visible.text($0.refused ?? "", limit: 400))] },
                        file: "tables/quality.csv", id: "refused-files"
                    ).limited(to: longest)))
        }
        return blocks
    }
}
