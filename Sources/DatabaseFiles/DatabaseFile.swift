package import ByteStreams
internal import CSQLite

/// An SQLite file in the making: tables, rows, views, in one transaction.
///
/// Written without a journal, so nothing stands beside the file: it is meant for a place where nobody looks before it is finished
/// (`PublishedFile.temporaryPath`). What SQLite reports becomes a `StreamError` of the path that people know.
///
/// A class because statements need it open; used by one thread.
@safe package final class DatabaseFile {
    /// In messages.
    package let path: String
    private let handle: OpaquePointer

    /// - Parameters:
    ///   - place: a file that is there and holds nothing.
    ///   - path: what messages call it.
    package init(at place: String, for path: String) throws(StreamError) {
        var opened: OpaquePointer?
        let code = place.withPath { unsafe sqlite3_open_v2($0, &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nil) }
        guard let handle = unsafe opened else {
            throw StreamError(kind: .writeFailed, path: path, detail: "SQLite has no memory for a database")
        }
        unsafe self.handle = handle
        self.path = path
        guard code == SQLITE_OK else { throw fault(code) }
        try execute(
            """
            PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA temp_store = MEMORY;
            PRAGMA encoding = 'UTF-8'; BEGIN
            """)
    }

    deinit { unsafe sqlite3_close_v2(handle) }

    /// Runs statements that give no rows.
    package func execute(_ text: String) throws(StreamError) {
        let code = unsafe text.withCString { unsafe sqlite3_exec(handle, $0, nil, nil, nil) }
        guard code == SQLITE_OK else { throw fault(code) }
    }

    /// Prepares a statement for many runs.
    package func withStatement(_ text: String, _ body: (DatabaseStatement) throws -> Void) throws {
        var prepared: OpaquePointer?
        let code = unsafe text.withCString { unsafe sqlite3_prepare_v2(handle, $0, -1, &prepared, nil) }
        guard code == SQLITE_OK, let statement = unsafe prepared else { throw fault(code) }
        defer { unsafe sqlite3_finalize(statement) }
        try unsafe body(DatabaseStatement(statement, of: self))
    }

    /// Everything is in the file when this returns. Nothing may be written after it.
    package func finish() throws(StreamError) { try execute("COMMIT") }

    /// - Parameter code: of SQLite.
    func fault(_ code: Int32) -> StreamError {
        let reason = unsafe sqlite3_errmsg(handle).map { unsafe String(cString: $0) } ?? "error \(code)"
        let system = unsafe sqlite3_system_errno(handle)
        return StreamError(
            kind: code & 0xFF == SQLITE_FULL ? .noSpace : .writeFailed, path: path, detail: "cannot be written by SQLite: \(reason)", code: system)
    }
}

/// A prepared statement. Values are bound by place, from 0 on, then it runs; a place without a value is null.
@safe package struct DatabaseStatement {
    private let handle: OpaquePointer
    private let database: DatabaseFile

    init(_ handle: OpaquePointer, of database: DatabaseFile) {
        unsafe self.handle = handle
        self.database = database
    }

    /// Binds an integer to parameter `place`, counted from 0.
    package func bind(_ place: Int, _ number: Int64) throws(StreamError) {
        try check(unsafe sqlite3_bind_int64(handle, Int32(place + 1), number))
    }

    /// Binds a real number; SQLite turns NaN into no value.
    package func bind(_ place: Int, _ number: Double) throws(StreamError) {
        try check(unsafe sqlite3_bind_double(handle, Int32(place + 1), number))
    }

    /// UTF-8. No bytes are no value.
    package func bind(_ place: Int, _ text: Span<UInt8>) throws(StreamError) {
        guard !text.isEmpty else { return }
        let code = unsafe text.withUnsafeBytes { buffer in
            // Bytes are what SQLite calls characters: both are eight bits, whatever their type.
            unsafe tierwise_bind_text(handle, Int32(place + 1), buffer.baseAddress?.assumingMemoryBound(to: CChar.self), UInt64(buffer.count))
        }
        try check(code)
    }

    /// The same of a `String`; an empty one is no value.
    package func bind(_ place: Int, _ text: String) throws(StreamError) {
        let bytes = Array(text.utf8)
        try bind(place, bytes.span)
    }

    /// Runs with what is bound, and forgets it.
    package func run() throws(StreamError) {
        let code = unsafe sqlite3_step(handle)
        guard code == SQLITE_DONE || code == SQLITE_ROW else { throw database.fault(code) }
        try check(unsafe sqlite3_reset(handle))
        try check(unsafe sqlite3_clear_bindings(handle))
    }

    private func check(_ code: Int32) throws(StreamError) {
        guard code == SQLITE_OK else { throw database.fault(code) }
    }
}
