internal import SocialData

/// Metrics of posts and deals, from the catalogue that names their formulas.
extension Glossary {
    /// One post with 512 likes, 31 comments, 12 shares and 40 saves, so E = 595; one deal that cost 945 and brought 1 500 in
    /// 24 orders, of which 120 went back.
    private static let post = "A post with 512 likes, 31 comments, 12 shares and 40 saves has E = `512 + 31 + 12 + 40 = 595`."
    private static let deal = "A deal cost 945 and brought 24 orders over 1 500, of which 120 were refunded:"

    private static let examples: [String: String] = [
        "er_followers": "\(post) With 18 200 followers when it went up: `595 / 18200 = 0.0327`, shown as 3.27 %.",
        "er_reach": "\(post) With 9 400 accounts reached: `595 / 9400 = 0.0633`, shown as 6.33 %.",
        "er_impressions": "\(post) With 12 100 impressions: `595 / 12100 = 0.0492`, shown as 4.92 %.",
        "er_views": "\(post) With 10 200 views: `595 / 10200 = 0.0583`, shown as 5.83 %.",
        "reach_rate": "A post that reached 9 400 accounts, of a creator with 18 200 followers: `9400 / 18200 = 0.516`.",
        "view_rate": "A post with 10 200 views, of a creator with 18 200 followers: `10200 / 18200 = 0.560`.",
        "comment_rate": "A post with 31 comments, of a creator with 18 200 followers: `31 / 18200 = 0.00170`.",
        "save_rate": "A post with 40 saves that reached 9 400 accounts: `40 / 9400 = 0.00426`.",
        "share_rate": "A post with 12 shares that reached 9 400 accounts: `12 / 9400 = 0.00128`.",
        "comment_like_ratio": "A post with 31 comments and 512 likes: `31 / 512 = 0.0605`, six comments for a hundred likes.",
        "roas": "\(deal) `(1500 − 120) / 945 = 1.46`.",
        "roi": "\(deal) ROAS is `(1500 − 120) / 945 = 1.46`, and with a margin of 55 % ROI is `0.55 · 1380 / 945 − 1 = −0.197`, shown as −20 %.",
        "cpe": "\(deal) its posts had 595 engagements, so `945 / 595 = 1.59` each.",
        "cpm": "\(deal) its posts had 12 100 impressions, so `1000 · 945 / 12100 = 78.10` per thousand.",
        "cpa": "\(deal) `945 / 24 = 39.38` per order.",
        "aov": "\(deal) `1500 / 24 = 62.50`.",
        "refund_rate": "\(deal) `120 / 1500 = 0.08`, shown as 8 %.",
    ]

    static let metrics: [GlossaryEntry] =
        (MetricCatalogue.engagement + MetricCatalogue.moneyMetrics + [MetricCatalogue.returnOnInvestment]).map { metric in
            let isMoney = !MetricCatalogue.engagement.contains(metric)
            return GlossaryEntry(
                .metric, metric.id.rawValue, metric.title,
                "\(metric.title): \(metric.formula), summed over a creator's \(isMoney ? "deals" : "posts"). Divided by \(metric.denominator); from \(metric.source)."
                    + (metric.formula.hasPrefix("E ") ? " E = likes + comments + shares + saves, of those that the export has; likes and comments are required." : ""),
                formula: metric.formula, isMoney ? "Methods 4.2" : "Methods 4.1, 3.2", examples[metric.id.rawValue] ?? "")
        }
}
