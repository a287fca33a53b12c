internal import Ingestion
internal import Normalization
internal import RecordFormats
internal import SocialData
internal import TextValues

/// Every account that files show, as a directory of creators to be joined by hand.
///
/// Each account gets the creator key that normalize gives it anyway (Methods 1.5), so the list changes no number
/// until somebody gives two accounts the same `creator_id`.
struct AccountList {
    private(set) var rows: [[[UInt8]]] = []
    /// Accounts left out, because a spreadsheet would run a cell of theirs as a formula.
    private(set) var dangerous = 0

    init(_ surveys: [SurveyedRows]) {
        var directory = CreatorDirectory()
        for survey in surveys {
            for batch in survey.directory { directory.add(creators: batch) }
            for batch in survey.evidence { directory.add(accounts: batch) }
        }
        directory.finish()
        var accounts: Set<[[UInt8]]> = []
        for sighting in surveys.reduce(into: Set<AccountSighting>(), { $0.formUnion($1.accounts) }) {
            var key: [UInt8] = []
            directory.appendKey(
                platform: sighting.platform.span, creatorID: sighting.creatorID.span, account: sighting.account.span,
                handle: sighting.handle.span, to: &key)
            guard !key.isEmpty else { continue }
            accounts.insert([key, sighting.platform, sighting.account, HandleFolding.fold(sighting.handle.span)])
        }
        // A row with only the handle says nothing beside one with the account id, and the other way round.
        let whole = accounts.filter { !$0[2].isEmpty && !$0[3].isEmpty }
        let (byHandle, byAccount) = (Set(whole.map { [$0[0], $0[1], $0[3]] }), Set(whole.map { [$0[0], $0[1], $0[2]] }))
        let list = accounts.filter { row in
            if row[2].isEmpty { return !byHandle.contains([row[0], row[1], row[3]]) }
            return !row[3].isEmpty || !byAccount.contains([row[0], row[1], row[2]])
        }
        for row in list.sorted(by: Self.precedes) {
            if row.contains(where: Self.isFormula) { dangerous += 1 } else { rows.append(row) }
        }
    }

    /// A native-creators file, with a column of followers to be filled in.
    var csv: [UInt8] {
        var text = Array("creator_id,platform,account_id,handle,followers\n".utf8)
        for row in rows {
            for (column, cell) in row.enumerated() {
                if column > 0 { text.append(UInt8(ascii: ",")) }
                CSVText.appendField(cell.span, to: &text)
            }
            text += [UInt8(ascii: ","), UInt8(ascii: "\n")]
        }
        return text
    }

    private static func precedes(_ a: [[UInt8]], _ b: [[UInt8]]) -> Bool {
        for column in [1, 3, 2, 0] where a[column] != b[column] { return a[column].lexicographicallyPrecedes(b[column]) }
        return false
    }

    private static func isFormula(_ cell: [UInt8]) -> Bool {
        var plain: [UInt8] = []
        var protected: [UInt8] = []
        CSVText.appendField(cell.span, to: &plain)
        CSVText.appendProtectedField(cell.span, to: &protected)
        return plain != protected
    }
}
