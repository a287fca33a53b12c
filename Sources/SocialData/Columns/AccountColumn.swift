/// Columns of handles and ids seen together, in the order of a row.
package enum AccountColumn: Int, EntityColumn {
    case platform, accountID, handle, creatorID

    package var column: Column {
        switch self {
        case .platform: Column("platform", .word, "the network")
        case .accountID: Column("account_id", .identifier, "the platform's id of the account")
        case .handle: Column("handle", .handle, "the name that a row showed with it")
        case .creatorID: Column("creator_id", .identifier, "the exporting tool's id that a row showed with it")
        }
    }
}
