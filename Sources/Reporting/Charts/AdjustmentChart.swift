internal import Findings
internal import SocialData

/// How a headline's answer moves: raw, like for like, without the creator that brings most, and to who looks every night. One row
/// each, as far as the findings have it.
struct AdjustmentChart {
    private let index: FindingsIndex

    init(_ index: FindingsIndex) { self.index = index }

    private var definition: Definition { index.definition }
    private var a: String { Visible.text(definition.tierA, limit: 32) }
    private var b: String { Visible.text(definition.tierB, limit: 32) }

    /// Nil where there is nothing to compare the first answer with.
    func plot(_ metric: MetricName) -> IntervalPlot? {
        let isMoney = metric == .returnOnSpend
        guard !isMoney || index.hasOrders else { return nil }
        let rows = rows(metric, isMoney)
        guard rows.count > 1 else { return nil }
        let values = rows.compactMap(\.value)
        let limits = rows.flatMap { [$0.low, $0.high].compactMap(\.self) }
        let code = definition.currency
        return IntervalPlot(
            name: "\(metric)_adjustment", title: message(rows, isMoney),
            subtitle: isMoney
                ? say("Net revenue \(Wording.per(code)) of cost, \(a) minus \(b), with \(Format.setting(definition.confidence)) intervals")
                : say("\(Wording.metric(metric)), \(a) relative to \(b), with \(Format.setting(definition.confidence)) intervals"),
            description: rows.map(\.spoken).joined(separator: "; ") + ".",
            axisTitle: isMoney ? say("difference in \(Visible.text(code, limit: 8))") : say("ratio (logarithmic axis)"), rows: rows,
            scale: isMoney
                ? .linear(values: values, limits: limits, base: 0, ticks: 5)
                : .ratios(values: values, limits: limits), reference: (0, say("no difference")), tickText: { Format.significant($0, digits: 3) },
            widths: (640, 366))
    }

    private func rows(_ metric: MetricName, _ isMoney: Bool) -> [IntervalPlot.Row] {
        let statistic = index.basisAnalysis(metric)?.statistic ?? (isMoney ? .pooled : .typical)
        let all = index.comparisons(metric, statistic).filter { $0.scale == (isMoney ? .linear : .log) && $0.estimate != nil }
        // The envelope interval is the raw analysis as it is displayed.
        let raw = all.first { $0.analysis == .envelope } ?? all.first { $0.analysis == .raw }
        var rows = [
            raw.map { row(say("Raw"), creators($0), ContrastMark($0), .ring) },
            all.first { $0.analysis == .adjusted }.map { row(say("Like for like"), creators($0), ContrastMark($0), .triangle) },
            all.first { $0.analysis == .withoutTopCreator }.map { row(say("Without top creator"), creators($0), ContrastMark($0), .ring) },
        ].compactMap(\.self)
        if let again = index.robustness(metric, .repeated), again.estimate != nil, again.low != nil, again.scale == .linear || again.ratio != nil {
            let isAdjusted = index.headlineBasis(metric) == .adjusted
            rows.append(
                row(
                    say("Looking every night"), isAdjusted ? say("like for like, at all looks") : say("raw, at all looks"), ContrastMark(again),
                    isAdjusted ? .triangle : .ring))
        }
        return rows
    }

    private func row(_ label: String, _ sublabel: String, _ contrast: ContrastMark, _ shape: MarkShape) -> IntervalPlot.Row {
        IntervalPlot.Row(
            label: label, sublabel: sublabel, value: contrast.position, low: contrast.low, high: contrast.high, text: contrast.quantity.value,
            subtext: contrast.quantity.cellInterval ?? say("no interval"), spoken: "\(label) (\(sublabel)): \(contrast.quantity.text)",
            shape: shape, tone: "tw-c")
    }

    private func creators(_ row: Comparison) -> String { say("\(Format.count(row.creatorsA)) against \(Format.count(row.creatorsB))") }

    /// In how many of the rows the interval is on which side.
    private func message(_ rows: [IntervalPlot.Row], _ isMoney: Bool) -> String {
        let above = rows.count { ($0.low ?? 0) > 0 }
        let below = rows.count { ($0.high ?? 0) < 0 }
        let (count, all) = (Format.count(max(above, below)), Format.count(rows.count))
        return switch (above > 0, below > 0, isMoney) {
        case (true, false, true): say("The lead of \(a) in return is clear in \(count) of \(all) views")
        case (true, false, false): say("The lead of \(a) in engagement is clear in \(count) of \(all) views")
        case (false, true, true): say("The lead of \(b) in return is clear in \(count) of \(all) views")
        case (false, true, false): say("The lead of \(b) in engagement is clear in \(count) of \(all) views")
        case (false, false, true): say("No view shows a clear difference in return")
        case (false, false, false): say("No view shows a clear difference in engagement")
        case (true, true, true): say("Who leads in return depends on the view")
        case (true, true, false): say("Who leads in engagement depends on the view")
        }
    }
}
