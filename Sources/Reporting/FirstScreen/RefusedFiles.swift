internal import Findings
internal import SocialData

/// Files that were refused as a whole. What a page misses may stand in one of them, so it names them before it asks for more.
struct RefusedFiles {
    /// Names of a sentence; the list of losses has them all.
    private static let mostNames = 3

    private let files: [InputSummary]

    init(_ inputs: [InputSummary]) { files = inputs.filter { $0.refused != nil } }

    /// `deals.csv was refused`, as the begin of a sentence; nil where no refused file can hold what is lacking.
    func said(instead lack: Lack) -> String? {
        let names = names(lack)
        guard !names.isEmpty else { return nil }
        return names.count == 1 ? say("\(list(names)) was refused") : say("\(list(names)) were refused")
    }

    /// What to do about them first.
    func remedy(_ lack: Lack) -> Remedy? {
        let names = names(lack)
        guard !names.isEmpty else { return nil }
        return Remedy(
            text: names.count == 1
                ? say("Get \(list(names)) read: the messages of the run say why it was refused and what it needs.")
                : say("Get \(list(names)) read: the messages of the run say why each was refused and what it needs."))
    }

    /// The files of a known kind that holds it; where there is none, those of which nobody knows what they hold.
    private func names(_ lack: Lack) -> [String] {
        let wanted = Self.entities(lack)
        guard !wanted.isEmpty else { return [] }
        let known = files.filter { !wanted.isDisjoint(with: $0.entities) }
        return (known.isEmpty ? files.filter(\.entities.isEmpty) : known).map { Visible.text($0.name, limit: 60) }
    }

    private func list(_ names: [String]) -> String {
        let rest = names.count - Self.mostNames
        return Wording.list(rest > 0 ? names.prefix(Self.mostNames) + [say("\(Format.count(rest)) more")] : names)
    }

    /// Rows that would bring what is lacking; none for what is a column of rows that are there.
    private static func entities(_ lack: Lack) -> Set<Entity> {
        switch lack {
        case .posts: [.posts]
        case .deals: [.deals]
        case .orders: [.orders]
        case .followers: [.posts, .snapshots]
        default: []
        }
    }
}
