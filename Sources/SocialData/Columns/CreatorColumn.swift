/// Columns of the directory of creators, in the order of a row. One row per person: what is said of an account stays empty.
package enum CreatorColumn: Int, EntityColumn {
    case creatorID, platform, accountID, handle, formerHandles, displayName, niche, country, language, audience
    // What normalize concluded.
    case creator

    package static let firstFact: CreatorColumn? = .creator

    package var column: Column {
        switch self {
        case .creatorID: Column("creator_id", .identifier, "the person")
        case .platform: Column("platform", .word, "the network of this account")
        case .accountID: Column("account_id", .identifier, "the platform's id of the account")
        case .handle: Column("handle", .handle, "the account's name on the platform, without @")
        case .formerHandles: Column("former_handles", .list, "earlier names of the account")
        case .displayName: Column("display_name", .text, "name shown")
        case .niche: Column("niche", .word, "main topic of the creator")
        case .country: Column("country", .word, "the creator's country")
        case .language: Column("language", .word, "the creator's language")
        case .audience:
            Column("audience", .text, "audience shares, `country:de=0.6|country:at=0.2|gender:f=0.7` (`AudienceText`)")
        case .creator: Column("creator", .identifier, "the creator key (Methods 1.5)")
        }
    }
}
