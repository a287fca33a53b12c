import CSQLite

/// What stands in an SQLite file, asked of SQLite itself.
package enum Database {
    package struct Failure: Error { package let text: String }

    /// Rows of a query, every value as SQLite spells it, nil for NULL.
    package static func rows(_ path: String, _ query: String) throws -> [[String?]] {
        var handle: OpaquePointer?
        defer { unsafe sqlite3_close_v2(handle) }
        guard unsafe sqlite3_open_v2(path, &handle, SQLITE_OPEN_READONLY, nil) == SQLITE_OK else { throw Failure(text: "cannot open \(path)") }
        var statement: OpaquePointer?
        guard unsafe sqlite3_prepare_v2(handle, query, -1, &statement, nil) == SQLITE_OK else {
            throw Failure(text: "\(query): \(unsafe String(cString: sqlite3_errmsg(handle)))")
        }
        defer { unsafe sqlite3_finalize(statement) }
        var rows: [[String?]] = []
        while true {
            switch unsafe sqlite3_step(statement) {
            case SQLITE_ROW:
                rows.append((0..<(unsafe sqlite3_column_count(statement))).map { column in
                    unsafe sqlite3_column_text(statement, column).map { unsafe String(cString: $0) }
                })
            case SQLITE_DONE: return rows
            default: throw Failure(text: unsafe String(cString: sqlite3_errmsg(handle)))
            }
        }
    }
}
