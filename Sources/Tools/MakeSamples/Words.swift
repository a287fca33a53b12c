/// Made-up names, captions and hashtags.
enum Words {
    static let niches = ["beauty", "fitness", "food", "travel", "home", "tech"]
    static let countries = ["DE", "AT", "CH", "NL", "FR", "IT", "ES", "PL", "GB", "US"]
    static let languages = ["DE": "de", "AT": "de", "CH": "de", "NL": "nl", "FR": "fr", "IT": "it", "ES": "es", "PL": "pl"]

    private static let first = [
        "mi", "lu", "ka", "jo", "fe", "sa", "no", "el", "ta", "ri", "an", "be", "do", "is", "ve", "yu", "pa", "ze",
    ]
    private static let middle = ["ra", "na", "li", "mo", "ke", "va", "si", "du", "ren", "lis", "tha", "vin"]
    private static let last = ["bakt", "moves", "daily", "unterwegs", "lab", "kocht", "styled", "und.so", "diary", "wohnt", "runs", "edit"]

    /// A handle; the number makes it unique.
    static func handle(_ draws: inout Draws, _ number: Int) -> String {
        let stem = draws.pick(first) + draws.pick(middle) + (draws.chance(0.4) ? draws.pick(middle) : "")
        return stem + draws.pick([".", "_", ""]) + draws.pick(last) + String(number)
    }

    static func displayName(_ draws: inout Draws) -> String {
        let name = draws.pick(first) + draws.pick(middle)
        let title = name.prefix(1).uppercased() + name.dropFirst()
        return draws.pick([title, "\(title) ✨", "\(title) | Köln", "Familie \(title)", "\(title), täglich"])
    }

    /// Parts of captions; several lines, quotes, commas and signs that are not ASCII, as people write.
    private static let openings = [
        "Sonntag, endlich Ruhe ☕", "New week, same routine.", "Ihr habt gefragt, hier ist es:", "“Less is more” they said",
        "Tag 12 von 30 💪", "Unboxing time 📦", "Kurz & ehrlich", "Die Frage war: \"Lohnt sich das?\"", "POV: it works",
        "Ça marche vraiment", "Piątek, piąteczek 🎉", "5 Dinge, die ich gern früher gewusst hätte",
    ]
    private static let bodies = [
        "Drei Wochen getestet, jeden Morgen, bei jedem Wetter.", "No filter, no script, just what I use.",
        "Mehr dazu in den Stories.", "Link in bio, code in the comments.", "Was ist eure Meinung?",
        "Half the price, twice the time it lasts; at least for me.", "Danke für euer Vertrauen 🤍", "Save this for later.",
    ]
    private static let tags: [String: [String]] = [
        "beauty": ["skincare", "glow", "hautpflege", "makeup", "cleanbeauty"],
        "fitness": ["training", "homeworkout", "laufen", "mobility", "gymtok"],
        "food": ["rezepte", "mealprep", "vegan", "backen", "foodie"],
        "travel": ["roadtrip", "wandern", "citytrip", "vanlife", "reisen"],
        "home": ["interior", "diy", "altbau", "plants", "ordnung"],
        "tech": ["gadgets", "setup", "smarthome", "review", "apps"],
    ]

    static func hashtags(_ draws: inout Draws, niche: String, sponsored: Bool) -> [String] {
        var chosen: [String] = sponsored ? ["lumovia"] : []
        let pool = tags[niche, default: ["daily"]]
        for _ in 0..<draws.whole(0...3) {
            let tag = draws.pick(pool)
            if !chosen.contains(tag) { chosen.append(tag) }
        }
        if draws.chance(0.1), !chosen.contains("für_dich") { chosen.append("für_dich") }
        return chosen
    }

    static func caption(_ draws: inout Draws, hashtags: [String], lines: Bool) -> String {
        let separator = lines ? "\n\n" : " "
        var parts = [draws.pick(openings)]
        if draws.chance(0.7) { parts.append(draws.pick(bodies)) }
        if !hashtags.isEmpty { parts.append(hashtags.map { "#\($0)" }.joined(separator: " ")) }
        return parts.joined(separator: separator)
    }

    private static let codeSigns = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")

    /// Eleven signs as in the links of Instagram and YouTube.
    static func shortCode(_ draws: inout Draws, first: String) -> String {
        var text = first
        while text.utf8.count < 11 { text.append(draws.pick(codeSigns)) }
        return text
    }

    static let products: [(name: String, cents: Int)] = [
        ("Barrier Serum 30 ml", 5_490), ("Daily Cream 50 ml", 4_290), ("Night Oil", 6_250), ("Cleansing Balm", 3_690),
        ("Travel Set, 4 pieces", 8_900), ("Sun Stick LSF 50", 2_990), ("Gift Box \"Winter\"", 12_900), ("Tip", 300),
    ]
}
