/// The files of `Glossary/` embedded in this program: the build embeds their bytes but makes no list of them. A test compares
/// this list with the folder.
enum GlossaryFiles {
    /// Files of words with the kind of their words, in the order in which words are listed.
    static let words: [(file: GlossaryFile, kind: GlossaryEntry.Kind)] = [
        (GlossaryFile("statistics.yml", PackageResources.statistics_yml), .statistic),
        (GlossaryFile("measures.yml", PackageResources.measures_yml), .statistic),
        (GlossaryFile("intervals.yml", PackageResources.intervals_yml), .interval),
        (GlossaryFile("analyses.yml", PackageResources.analyses_yml), .analysis),
        (GlossaryFile("procedures.yml", PackageResources.procedures_yml), .analysis),
        (GlossaryFile("verdicts.yml", PackageResources.verdicts_yml), .verdict),
        (GlossaryFile("reasons.yml", PackageResources.reasons_yml), .reason),
        (GlossaryFile("notes.yml", PackageResources.notes_yml), .note),
        (GlossaryFile("mix.yml", PackageResources.mix_yml), .mix),
        (GlossaryFile("flags.yml", PackageResources.flags_yml), .flag),
        (GlossaryFile("followers-sources.yml", PackageResources.followers_sources_yml), .followersSource),
        (GlossaryFile("credits.yml", PackageResources.credits_yml), .attribution),
        (GlossaryFile("unmatched.yml", PackageResources.unmatched_yml), .unmatched),
        (GlossaryFile("losses.yml", PackageResources.losses_yml), .loss),
        (GlossaryFile("terms.yml", PackageResources.terms_yml), .term),
    ]
    static let units = GlossaryFile("units.yml", PackageResources.units_yml)
    static let remedies = GlossaryFile("remedies.yml", PackageResources.remedies_yml)
}
