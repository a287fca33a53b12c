/// Something that a file holds and no number counts: set aside, merged, refused or matched with nothing. Whatever is lost
/// between a file and a number is an entry of one list, whichever stage loses it; the terminal, the report, `losses.csv`
/// and the exit code all read that list.
package struct Loss: Codable, Sendable, Equatable {
    /// What happened. One kind per mechanism, not per file.
    package enum Kind: String, Codable, Sendable, CaseIterable {
        /// A file of which nothing is used.
        case fileRefused = "file_refused"
        /// A file of the last run that is not there any more, or that changed, shrank or skipped a day.
        case fileChanged = "file_changed"
        /// A file in a source's folder that no source names, or that names itself no export.
        case fileIgnored = "file_ignored"
        /// Rows that cannot be used at all: unreadable, or without an identity.
        case rowsSetAside = "rows_set_aside"
        /// Values that cannot be read or cannot be true; their rows stay.
        case valuesSetAside = "values_set_aside"
        /// Rows of one thing that say different things about it; one of them is kept.
        case contradictingRows = "contradicting_rows"
        /// Rows that are read and that no analysis uses.
        case notUsed = "not_used"
        /// Orders of two shops under one name.
        case storeClash = "store_clash"
        /// Sales that two sources hold; each counts once.
        case sameSale = "same_sale"
        /// Orders whose status says neither paid nor not paid.
        case unknownStatus = "unknown_status"
        /// Promo codes of orders that credit nobody, and codes that cannot be used.
        case codeUnmatched = "code_unmatched"
        /// Creators named by links that have no deal.
        case linkUnmatched = "link_unmatched"
        /// Money spent that belongs to no deal.
        case spendUnmatched = "spend_unmatched"
        /// Deals, posts or follower counts without a partner.
        case partnerMissing = "partner_missing"
        /// Follower counts that are there and too far from any post.
        case countsTooOld = "counts_too_old"
        /// A rule that needs a value which no file states.
        case answerMissing = "answer_missing"
        /// A file of the program's own state that was damaged or foreign and made anew.
        case stateRebuilt = "state_rebuilt"
    }

    /// How much it matters; ascending.
    package enum Weight: Int, Codable, Sendable, Comparable {
        /// Belongs to the list; no number that is shown would change much.
        case noted
        /// Could change the answer: stands above it. Nobody has to be woken.
        case important
        /// As `important`, and over a limit of the pipeline: exit code 1.
        case warning
        /// A whole file, or what only whole files can mend: exit code 2.
        case refusal

        /// As tables write it.
        package var name: String {
            switch self {
            case .noted: "noted"
            case .important: "important"
            case .warning: "warning"
            case .refusal: "refusal"
            }
        }

        package static func < (left: Weight, right: Weight) -> Bool { left.rawValue < right.rawValue }
    }

    /// Decides where tables and pages list it.
    package var kind: Kind
    /// How much it matters: whether it stands above the answer, and which exit code follows.
    package var weight: Weight
    /// Where: the name of a file, else an entity.
    package var source: String
    /// Canonical column concerned; empty where it is none.
    package var column: String
    /// The sentence: `34 of 200 values of fee cannot be read`. Without file name, full stop or remedy.
    package var what: String
    /// How many of `unit`.
    package var count: Int
    /// What `count` counts.
    package var unit: LossUnit
    /// Money concerned as far as it is known, in 1/10,000 of the reporting currency.
    package var money: ExactTotal?
    /// A value as the file writes it; empty where none may be shown.
    package var example: String
    /// The line that mends it, or what to do: `say set: {dates: day_first} in the source`.
    package var remedy: String

    package init(
        _ kind: Kind, _ weight: Weight, source: String, column: String = "", what: String, count: Int, unit: LossUnit,
        money: ExactTotal? = nil, example: String = "", remedy: String
    ) {
        self.kind = kind
        self.weight = weight
        self.source = source
        self.column = column
        self.what = what
        self.count = count
        self.unit = unit
        self.money = money
        self.example = example
        self.remedy = remedy
    }
}
