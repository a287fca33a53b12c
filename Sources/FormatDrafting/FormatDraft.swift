internal import ByteStreams
internal import ExportFormats
package import Ingestion
package import SocialData

/// A format file proposed for an unknown table, column by column from its header and its values.
///
/// A wrong number that looks right is the worst that can come of it. So a column is taken only where its values are of the kind,
/// every line of the file says why it stands there, what is doubtful stands in a comment, and what lacks is asked for.
package struct FormatDraft: Sendable {
    /// The format file.
    package let text: String
    /// Of the format, as `format:` says it.
    package let name: String
    /// What a row of the table is.
    package let entity: Entity
    /// Another entity that the table fits nearly as well.
    package let alsoFits: Entity?
    /// In the order of the format file.
    package let fields: [DraftField]
    /// What the table does not say, each with its remedy.
    package let questions: [DraftQuestion]
    /// Columns of the table that nothing is read from.
    package let unread: [String]
    /// What was decided without asking, in sentences.
    package let notes: [String]

    /// - Parameters:
    ///   - looks: the table with each header that it can have; the one that says most is taken.
    ///   - name: of the format.
    ///   - file: name of the table's file, for people.
    ///   - entity: what a row is; nil: what fits best.
    /// - Throws: `DraftRefusal` where rows could not be told apart or would be nobody's.
    package init(_ looks: [TableLook], name: String, file: String, entity wanted: Entity?) throws {
        let vocabulary = try DraftVocabulary()
        var best: (table: DraftTable, ranking: EntityRanking)?
        for look in looks where look.refusal == nil {
            let table = DraftTable(look, vocabulary)
            let ranking = EntityRanking(table, wanted: wanted)
            // A header further down has to say more: a row of values reads like names, too.
            if let known = best, known.ranking.sureCount + 1 >= ranking.sureCount { continue }
            best = (table, ranking)
        }
        guard let (table, ranking) = best else {
            throw DraftRefusal(reasons: looks.first?.refusal.map { [$0] } ?? [])
        }
        guard let choice = ranking.best else { throw DraftRefusal(reasons: ranking.reasons) }
        var mapping = DraftMapping(choice, table: table)
        mapping.make()
        guard mapping.lacks.isEmpty else { throw DraftRefusal(reasons: mapping.lacks) }
        self.name = name
        entity = choice.entity
        alsoFits = ranking.alsoFits
        fields = mapping.fields
        questions = mapping.questions
        unread = table.columns.filter { !mapping.uses($0) }.map(\.name)
        notes = table.look.notes + mapping.notes + mapping.skips.filter { !$0.met.isEmpty }.map { skip in
            "rows whose `\(skip.column)` is \(skip.met.prefix(3).map { "`\($0)`" }.joined(separator: " or ")) are left out: \(skip.because)"
        }
        text = DraftFormatText(mapping: mapping, table: table, name: name, file: file).text
    }
}

/// A canonical column and what fills it.
package struct DraftField: Sendable {
    /// Of the format, or another that the same rows tell of.
    package var entity: Entity
    /// Canonical name, as `set:` would name it.
    package var column: String
    /// As the format file writes it.
    package var value: String
    /// Positions of the table's columns that it is read from.
    package var positions: [Int]
    /// Names of them.
    package var names: [String]
    /// Header and values agree; otherwise one of them says it, or another column could be meant.
    package var isSure: Bool
    /// What speaks for it, as the comment beside the line says.
    package var why: String
}

/// What a table does not say.
package struct DraftQuestion: Sendable {
    /// Canonical column that the answer would fill.
    package var column: String
    /// What lacks, why, and what to do about it.
    package var text: String
    /// Lines of the format file that would answer it.
    package var proposals: [String] = []
}

/// Why no format file can be drafted: each a sentence with its remedy.
package struct DraftRefusal: Error, Sendable {
    /// Empty where there was no table to look at.
    package var reasons: [String]
}
