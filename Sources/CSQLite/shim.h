// SQLite: one file that holds tables. Only writing is used.
#ifndef TIERWISE_CSQLITE_H
#define TIERWISE_CSQLITE_H
#include <sqlite3.h>
// Swift cannot see SQLITE_TRANSIENT: the bytes are copied before the call returns.
static inline int tierwise_bind_text(sqlite3_stmt *statement, int place, const char *bytes, sqlite3_uint64 count) {
    return sqlite3_bind_text64(statement, place, bytes, count, SQLITE_TRANSIENT, SQLITE_UTF8);
}
#endif
