internal import Findings

/// What these methods cannot see (Methods 21).
enum LimitsSection {
    static func blocks(_ index: FindingsIndex) -> [PageBlock] {
        [
            .list([
                say("The files are observational. Nobody drew lots which creator a brand booked, so differences that were not measured remain in every comparison."),
                say("Platforms change what a view or an impression is. Series across such a date are not comparable."),
                say("Codes and links under-count sales: people buy later and elsewhere. Leaked codes over-count."),
                say("Intervals for the return of one tier, and for differences under very unequal sales, hold in about 85 to \(Format.share(0.9)) of cases rather than \(Format.share(0.95)). They miss on the low side of the tier with the rarer winners, which is why such a return is worded as \"at least\"."),
                say("The interval of a mean of creators or of posts holds in about 85 to \(Format.share(0.92)) of cases with fewer than a hundred creators, as rates are skewed. That of the typical rate and of the median creator keeps its \(Format.share(0.95))."),
                say("Creators are treated as independent. Shared campaigns and shared brands are not."),
                say("Deals of the last \(Format.counted(index.definition.maturityDays, .day)) before the data cut-off are left out, as their orders still arrive."),
                say("An average of the past is not a price list for the next budget."),
            ])
        ]
    }
}
