/// Something a reader of the report must know, in a sentence: unknown words met, assumed time zones, account conflicts.
package struct Notice: Codable, Sendable, Equatable {
    package var name: NoticeName
    /// A sentence with its remedy.
    package var text: String
    /// How many things it is about.
    package var rows: Int

    package init(name: NoticeName, text: String, rows: Int) {
        self.name = name
        self.text = text
        self.rows = rows
    }
}
