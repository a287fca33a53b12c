/// Words by which a sheet says that a deal came to nothing, or that what was paid came back.
package enum CalledOffWords {
    /// Parts of words, whatever stands before and behind them; small letters.
    package static let parts = [
        "cancel", "called off", "withdrawn", "declin", "reject", "refus", "no show", "no-show", "noshow", "ghosted", "dropped out", "storn", "abgesagt",
        "abgelehnt", "zurückgezogen", "gecancel", "annul", "abandon", "anulad", "rechaz", "rifiut", "geannul", "afgezegd", "afgewezen", "geweigerd", "recus",
        "anulow", "odrzuc", "failed", "reversed", "bounced", "voided", "fehlgeschlagen", "zurückgebucht", "échou", "fallid", "fallit", "mislukt", "nieudan",
    ]

    /// Whether short values say it: notes can tell of anything.
    static func areSaid(in values: [String]) -> Bool { values.contains(where: isSaid) }

    package static func isSaid(_ value: String) -> Bool {
        guard value.split(separator: " ").count <= mostWords, value.contains(where: \.isLetter) else { return false }
        let small = value.lowercased()
        return parts.contains { small.contains($0) }
    }

    private static let mostWords = 3
}
