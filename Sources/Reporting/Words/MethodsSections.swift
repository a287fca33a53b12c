/// The sections of Documentation/Methods.md with their titles, in its order; a test compares them with the document.
enum MethodsSections {
    static let titles: KeyValuePairs<String, String> = [
        "1": "Conventions",
        "1.1": "Counts",
        "1.2": "Money as whole numbers",
        "1.3": "Rates",
        "1.4": "Time",
        "1.5": "Creators and canonical order",
        "1.6": "Duplicates and refunds",
        "2": "Eligibility of posts",
        "3": "Tiers",
        "3.1": "Bands",
        "3.2": "Followers of a post",
        "3.3": "Followers of a deal",
        "3.4": "A tier per post and per deal",
        "3.5": "Home tier",
        "4": "Metrics",
        "4.1": "Engagement",
        "4.2": "Money of deals",
        "4.3": "Attribution of orders",
        "5": "Exact integer cells: the only mergeable state",
        "6": "Level statistics of one tier",
        "6.1": "Pooled",
        "6.2": "Typical",
        "6.3": "Means and median of creators",
        "6.4": "Quantiles",
        "6.5": "Effective number of creators",
        "6.6": "Which statistic is the headline",
        "7": "Interval for one tier",
        "8": "Bootstrap over creators",
        "8.1": "Random numbers",
        "8.2": "Multinomial weights",
        "8.3": "Poisson weights",
        "8.4": "Replicate statistics and intervals",
        "9": "Comparing two tiers",
        "9.1": "Typical: ratio of geometric means",
        "9.2": "Pooled: ratio of totals",
        "9.3": "Money: difference of returns",
        "9.4": "Smallest effect the data could have shown",
        "10": "Ranks, permutation, multiplicity",
        "10.1": "Brunner–Munzel",
        "10.2": "Effect size",
        "10.3": "Permutation",
        "10.4": "Multiplicity",
        "11": "Like-for-like comparison",
        "11.1": "Adjusted typical",
        "11.2": "Mantel–Haenszel",
        "11.3": "Elasticity",
        "11.4": "Ladder of strata",
        "11.5": "Dense regression",
        "12": "Continuous view, sensitivity, verdict",
        "12.1": "Curves without cuts",
        "12.2": "Boundary sensitivity",
        "12.3": "Verdict",
        "12.4": "Simpson flag",
        "12.5": "Notes",
        "12.6": "What stands above the answer",
        "13": "Trend of tier shares",
        "14": "Equal budget",
        "15": "Authenticity flags",
        "16": "Focus and alignment",
        "17": "Numerics",
        "17.1": "Integer state",
        "17.2": "Order of sums",
        "17.3": "Mean and variance",
        "17.4": "Least squares",
        "17.5": "Mergeable quantile histogram",
        "17.6": "What is published",
        "18": "Special functions",
        "19": "State and merging of each statistic",
        "20": "Evidence for these choices",
        "21": "Known limits",
        "22": "The essay's claims",
        "23": "Tables",
        "24": "Looking again and again",
        "24.1": "Always-valid interval",
        "24.2": "Always-valid p",
        "24.3": "Simulated looks",
        "25": "What codes and links do not see",
        "25.1": "Unequal attribution",
        "25.2": "Cost that nobody recorded",
        "25.3": "Equal follow-up",
        "26": "Who paid off",
        "26.1": "Share of creators that paid off",
        "26.2": "Profit",
        "26.3": "Creators' returns shrunk towards their tier",
        "27": "A difference that matters",
        "28": "What is missing unevenly",
        "29": "What version 2 changes",
    ]

    private static let title = Dictionary(uniqueKeysWithValues: titles.map { ($0.key, $0.value) })

    /// `Methods 9.3 (iii), 20; Zou and Donner 2008` with the title of each section it names: nobody knows the numbers by heart.
    static func titled(_ citation: String) -> String {
        let prefix = "Methods "
        guard citation.hasPrefix(prefix) else { return citation }
        let sections = citation.dropFirst(prefix.count).prefix { $0 != ";" }
        let literature = citation.dropFirst(prefix.count + sections.count)
        var text = ""
        for part in sections.split(separator: ", ") {
            let number = part.prefix { $0 != " " }
            guard let title = title[String(number)] else {
                text += text.isEmpty ? part : ", \(part)"
                continue
            }
            text += "\(text.isEmpty ? "" : "; ")\(number), \(title)\(part.dropFirst(number.count))"
        }
        return prefix + text + literature
    }
}
