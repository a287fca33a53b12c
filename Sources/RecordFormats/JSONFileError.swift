/// A JSON file that cannot be used at all: what is wrong stands between its records, so none of them can be trusted.
package struct JSONFileError: Error, Sendable, Equatable {
    /// What was wrong, for programs.
    package enum Kind: String, Sendable, CaseIterable {
        /// The text between the records is not JSON.
        case invalidJSON = "invalid_json"
        /// The text ends inside the array of records, or in a member beside it.
        case incomplete = "incomplete_file"
        /// There is no JSON value in the file.
        case empty = "empty_file"
        /// There is no array at the place where the records should be.
        case recordsNotFound = "records_not_found"
        /// A page, which must be held in memory whole, is over the record limit.
        case pageTooLong = "page_too_long"
        /// The place of the records is no path that ends in `[]`.
        case invalidRecordsPath = "invalid_records_path"
    }

    /// What programs go by.
    package var kind: Kind
    /// Physical line (1-based) at which reading failed.
    package var line: Int
    /// Offset (0-based) in the text after unpacking and transcoding.
    package var offset: Int
    /// What was wrong, in words, for a person.
    package var detail: String

    /// What, why, what to do.
    package var message: String {
        let remedy =
            switch kind {
            case .invalidJSON: "nothing of this file was used; export it again"
            case .incomplete: "the file was cut off or is still being written; export it again"
            case .empty: "the file holds no data; remove it or export it again"
            case .recordsNotFound: "check the format's `records:` against the file"
            case .pageTooLong: "export smaller pages, or raise the record limit"
            case .invalidRecordsPath: "write a path such as `items[]`"
            }
        return "cannot read the JSON file, \(detail), \(remedy)"
    }
}
