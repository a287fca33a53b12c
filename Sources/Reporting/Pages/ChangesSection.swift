internal import Findings
internal import SocialData

/// What is new since the report before this one: a verdict that changed first, then numbers with the files that bear on them,
/// then the files.
struct ChangesSection {
    /// Files in the list; the section Inputs has all that there are.
    private static let mostFiles = 8
    /// Files named as the cause of one number.
    private static let mostCauses = 3

    private let changes: PublicationChanges
    private let definition: Definition

    init(_ changes: PublicationChanges, _ definition: Definition) {
        self.changes = changes
        self.definition = definition
    }

    func section() -> ReportPage.Section {
        ReportPage.Section(id: "changes", title: say("Since the last report"), blocks: blocks())
    }

    private func blocks() -> [PageBlock] {
        var blocks = changes.verdicts.map { PageBlock.paragraph(verdict($0)) }
        if changes.verdicts.isEmpty { blocks.append(.paragraph(say("No verdict changed."))) }
        if changes.hasOtherDefinition { blocks.append(.paragraph(say("The pipeline file or a format of its own is another one than then."))) }
        if changes.hasOtherProgram { blocks.append(.paragraph(say("Another version of the program made the numbers."))) }
        blocks.append(.list(changes.numbers.compactMap(number)))
        let files = changes.files.prefix(Self.mostFiles).map(file)
        let rest = changes.files.count - files.count
        blocks.append(.list(files + (rest > 0 ? [say("\(Format.counted(rest, .file)) more came, changed or went.")] : [])))
        blocks.append(.note(say("Compared with the report on data as of \(Wording.instant(changes.since)).")))
        return blocks
    }

    private func verdict(_ change: PublicationChanges.Verdict) -> String {
        let what = change.metric == .returnOnSpend ? say("return") : say("engagement")
        let said = say("The verdict on \(what) changed: \(Wording.verdict(change.before)) then, \(Wording.verdict(change.after)) now.")
        let looks: String? = change.isClearAtAllLooks.map { isClear in
            isClear
                ? say("It stands also at all looks together: whoever looks every night may trust it.")
                : say("Looked at every night, it is not clear: the interval that holds at all looks together includes no difference.")
        }
        return [said, looks].compactMap(\.self).joined(separator: " ")
    }

    /// Nil where both look the same on the page.
    private func number(_ change: PublicationChanges.Number) -> String? {
        let (before, after) = (value(change.before, change.what), value(change.after, change.what))
        guard before != after else { return nil }
        let moved = change.difference.map { say("\(before) then, \(after) now (\(signed($0, change.what)))") } ?? say("\(before) then, \(after) now")
        let names = change.files.prefix(Self.mostCauses).map { Visible.text($0, limit: 60) }
        let rest = change.files.count - names.count
        let list = Wording.list(names + (rest > 0 ? [say("\(Format.count(rest)) more")] : []))
        let line = "\(name(change)): \(moved)"
        return list.isEmpty ? "\(line)." : say("\(line); of the files that are new or gone, these bear on it: \(list).")
    }

    private func name(_ change: PublicationChanges.Number) -> String {
        switch change.what {
        case .engagementRatio: say("Engagement rate of \(Visible.text(definition.tierA)) over that of \(Visible.text(definition.tierB))")
        case .returned:
            definition.margin == 1
                ? say("Net revenue \(Wording.per(definition.currency)) of \(Visible.text(change.tier)) deals")
                : say("Brought back \(Wording.per(definition.currency)) by \(Visible.text(change.tier)) deals")
        case .profit: definition.margin == 1 ? say("Net revenue minus cost of all deals") : say("Profit of all deals")
        }
    }

    private func value(_ value: Double?, _ what: Publication.What) -> String {
        guard let value else { return say("unknown") }
        return switch what {
        case .engagementRatio: say("\(Format.quantity(value, kind: .times, border: 1).value) times")
        case .returned: Format.currency(Format.decimal(value, decimals: 2), definition.currency)
        case .profit: Format.currency(Format.decimal(value, decimals: 0), definition.currency)
        }
    }

    private func signed(_ difference: Double, _ what: Publication.What) -> String {
        let size =
            switch what {
            case .engagementRatio: Format.decimal(difference.magnitude, decimals: 2)
            case .returned: Format.currency(Format.decimal(difference.magnitude, decimals: 2), definition.currency)
            case .profit: Format.currency(Format.decimal(difference.magnitude, decimals: 0), definition.currency)
            }
        return (difference < 0 ? Format.minus : "+") + size
    }

    /// What rows of a kind are to a reader.
    private static func name(_ entity: Entity) -> String {
        switch entity {
        case .posts: say("posts")
        case .snapshots: say("follower counts")
        case .creators, .accounts: say("creators")
        case .deals: say("deals")
        case .spend: say("advertising spend")
        case .codes: say("promo codes")
        case .orders: say("orders")
        case .clicks: say("clicks")
        case .rates: say("exchange rates")
        }
    }

    private func file(_ change: PublicationChanges.File) -> String {
        let name = Visible.text(change.name, limit: 60)
        let entities = Wording.list(change.entities.map(Self.name))
        let rows = Format.counted([.removed, .refused].contains(change.kind) ? change.rowsBefore : change.rowsAfter, .row)
        let of = entities.isEmpty ? rows : say("\(rows) of \(entities)")
        return switch change.kind {
        case .added: say("\(name) is new: \(of).")
        case .replaced: say("\(name) changed: \(of) now, \(Format.counted(change.rowsBefore, .row)) then.")
        case .removed: say("\(name) is gone, with \(of).")
        case .refused: change.rowsBefore == 0 ? say("\(name) is new and was refused.") : say("\(name) was refused this time; no longer in the numbers: \(of).")
        case .readable: say("\(name) was refused then and is used now: \(of).")
        }
    }
}
