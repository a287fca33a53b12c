internal import SocialData

/// Metrics of posts and deals, from the one table of them.
extension Glossary {
    static let metrics: [GlossaryEntry] = MetricDefinition.all.map { metric in
        let isOfPosts = MetricDefinition.ofPosts.contains(metric)
        return GlossaryEntry(
            .metric, metric.name.rawValue, metric.title,
            "\(metric.title): \(metric.formula), summed over a creator's \(isOfPosts ? "posts" : "deals"). Divided by \(metric.denominator); from \(metric.source)."
                + (metric.formula.hasPrefix("E ") ? " E = likes + comments + shares + saves, of those that the export has; likes and comments are required." : ""),
            formula: metric.formula, "Methods \(metric.section)", metric.example)
    }
}
