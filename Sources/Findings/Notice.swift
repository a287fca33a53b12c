/// Something a reader of the report must know, in a sentence: unknown words met, assumed time zones, account conflicts.
package struct Notice: Codable, Sendable, Equatable {
    package var name: NoticeName
    package var text: String
    package var rows: Int

    package init(name: NoticeName, text: String, rows: Int) {
        self.name = name
        self.text = text
        self.rows = rows
    }
}
