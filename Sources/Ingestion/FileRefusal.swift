internal import ByteStreams
internal import ExportFormats
internal import RecordFormats

/// A file that cannot be used; the others go on.
package struct FileRefusal: Error, Sendable {
    /// What, why, what to do.
    package var message: String
    /// Why, without a word of what the file holds; nil where the format says enough.
    package var publicReason: String?
    /// The format it was recognised as, and how it was read so far.
    package var format: String?
    /// As far as it was known when the file was refused; empty before.
    package var dialect: String
    /// What a word in the source would mend.
    package var lacks: MissingAnswer?
    /// It is a table whose columns no format knows: a format file of one's own can be drafted for it.
    package var isUnknownTable: Bool

    /// `message` for whoever has the file, `publicReason` for a report that others read.
    package init(
        _ message: String, publicReason: String? = nil, format: String? = nil, dialect: String = "", lacks: MissingAnswer? = nil,
        isUnknownTable: Bool = false
    ) {
        self.isUnknownTable = isUnknownTable
        self.publicReason = publicReason
        self.lacks = lacks
        self.message = message
        self.format = format
        self.dialect = dialect
    }

    /// What an error says about a file; nil for errors that are not the file's.
    ///
    /// - Parameter path: of the file, as it was opened.
    package init?(_ error: any Error, of path: String) {
        switch error {
        case let refusal as FileRefusal: self = refusal
        case let error as StreamError where error.path == path: self.init(error.message, publicReason: error.message)
        case let error as DialectError: self.init(error.message, publicReason: "it cannot be split into rows and columns")
        case let error as JSONFileError:
            self.init("line \(error.line): \(error.message)", publicReason: "line \(error.line) is no JSON that can be read")
        case let error as MappingError:
            self.init(
                error.message,
                publicReason: "its values can be read in several ways, or lack an answer that the source must give")
        default: return nil
        }
    }
}
