internal import ExportFormats
internal import SocialData
internal import TextValues

/// `tiers:`, how creators are divided by followers.
extension DefinitionReader {
    /// For a spelling that is close to one of them; others may be named too, as native files name any platform.
    private static let commonPlatforms = [
        "facebook", "instagram", "pinterest", "reddit", "snapchat", "threads", "tiktok", "twitch", "x", "youtube",
    ]

    /// A built-in scheme, a list of tiers, or a mapping of these by platform, `{default: essay, youtube: […]}`.
    mutating func tierScheme(_ node: DefinitionNode) -> TierScheme? {
        guard node.isMapping else { return oneScheme(node) }
        var common: TierScheme?
        var own: [(platform: String, tiers: [Tier], place: DefinitionNode)] = []
        for entry in entries(of: node, known: nil) {
            guard entry.key != "default" else {
                common = oneScheme(entry.value)
                continue
            }
            let platform = String(decoding: WordFolding.fold(Array(entry.key.utf8).span), as: UTF8.self)
            let nearest = nearestWord(to: platform, among: Self.commonPlatforms + ["default"])
            if platform.isEmpty || own.contains(where: { $0.platform == platform }) {
                problem("`\(entry.key)` is no platform, or one that is named twice", at: entry.keyPlace)
            } else if !Self.commonPlatforms.contains(platform), let nearest {
                problem("`\(entry.key)` is no platform that is known here; did you mean `\(nearest)`?", at: entry.keyPlace)
            } else if let scheme = oneScheme(entry.value) {
                own.append((platform, scheme.tiers, entry.keyPlace))
            }
        }
        guard let common else {
            if problems.isEmpty {
                problem("`tiers:` by platform needs `default:`, the tiers of all other platforms", at: node)
            }
            return nil
        }
        let names = common.tiers.map(\.name)
        for platform in own where platform.tiers.map(\.name) != names {
            problem(
                "the tiers of `\(platform.platform)` must have the names of `default`, in its order: \(names.joined(separator: ", "))",
                at: platform.place)
        }
        guard own.allSatisfy({ $0.tiers.map(\.name) == names }) else { return nil }
        return TierScheme(
            name: own.isEmpty ? common.name : "custom", tiers: common.tiers,
            platforms: own.map { TierScheme.PlatformTiers(platform: $0.platform, tiers: $0.tiers) }
                .sorted { $0.platform.utf8.lexicographicallyPrecedes($1.platform.utf8) })
    }

    private mutating func oneScheme(_ node: DefinitionNode) -> TierScheme? {
        if node.isScalar {
            let known = TierScheme.builtIn
            guard let word = word(of: node, among: known.map(\.name)) else { return nil }
            return known.first { $0.name == word }
        }
        var tiers: [Tier] = []
        for item in items(of: node) {
            var name = ""
            var from: Int?
            var to: Int?
            for entry in entries(of: item, known: ["name", "from", "to"]) {
                switch entry.key {
                case "name": name = self.name(entry.value) ?? ""
                case "from": from = integer(of: entry.value, in: 0...Int.max)
                default: to = integer(of: entry.value, in: 1...Int.max)
                }
            }
            guard !name.isEmpty, let from else {
                problem("a tier needs `name:` and `from:` (followers)", at: item)
                continue
            }
            if let to, to <= from { problem("tier `\(name)` ends where or before it begins", at: item) }
            if let last = tiers.last, last.upper.map({ $0 > Int64(from) }) ?? true {
                problem("tier `\(name)` begins before `\(last.name)` ends; write tiers in ascending order", at: item)
            }
            if tiers.contains(where: { $0.name == name }) || name == "unknown" {
                problem("the tier name `\(name)` is taken", at: item)
            }
            tiers.append(Tier(name, from: Int64(from), to: to.map(Int64.init)))
        }
        return tiers.count >= 2 ? TierScheme(name: "custom", tiers: tiers) : nil
    }
}
