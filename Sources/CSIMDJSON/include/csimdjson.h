// simdjson behind a C interface; the C++ stays in csimdjson.cpp.
//
// One call reads one JSON text: it is validated whole, then walked once for a set of paths compiled beforehand. What
// comes back are arrays of places, so that nothing crosses the border per value.
#ifndef TIERWISE_CSIMDJSON_H
#define TIERWISE_CSIMDJSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A parser with its buffers and compiled paths. Used by one thread at a time.
typedef struct tierwise_json tierwise_json;

/// What a value is; the numbers are those of Swift's `FieldKind`.
enum {
    tierwise_json_absent = 0,
    tierwise_json_null = 1,
    tierwise_json_text = 2,
    tierwise_json_number = 3,
    tierwise_json_boolean = 4,
    tierwise_json_list = 5,
    tierwise_json_container = 6
};

/// Where one value stands. `start` counts from the origins given to `tierwise_json_begin` and `tierwise_json_read`.
typedef struct {
    uint32_t start;
    uint32_t length;
    uint8_t kind;
} tierwise_json_field;

/// Where one record stands in the text, and whether it is an object (otherwise its fields are all absent).
typedef struct {
    uint32_t start;
    uint32_t length;
    bool is_object;
} tierwise_json_record;

/// Why a text was refused.
enum {
    tierwise_json_fine = 0,
    tierwise_json_out_of_memory = 1,
    tierwise_json_too_deep = 2,
    tierwise_json_bad_encoding = 3,
    tierwise_json_invalid = 4
};

typedef struct {
    /// One of the reasons above; the rest is meaningful only where it is `tierwise_json_fine`.
    int32_t error;
    /// simdjson's words for the error.
    const char *error_text;
    size_t record_count;
    const tierwise_json_record *records;
    /// `record_count` times as many fields as there are paths, in the order the paths were added.
    const tierwise_json_field *fields;
} tierwise_json_result;

/// A parser that refuses containers nested more than `depth` deep. Null when memory is short.
tierwise_json *tierwise_json_create(size_t depth);
void tierwise_json_destroy(tierwise_json *json);

/// Bytes that must be readable, whatever they hold, after every text given to `tierwise_json_read`.
size_t tierwise_json_padding(void);

/// Whether a text is well-formed UTF-8.
bool tierwise_json_is_utf8(const uint8_t *text, size_t length);

/// Where a path starts: in the record, in the page around it, or (`tierwise_json_first_join` + n) in join n's element.
enum { tierwise_json_in_record = 0, tierwise_json_in_page = 1, tierwise_json_first_join = 2 };

/// Adds a path such as `stats.diggCount` or `textExtra[].hashtagName`; the n-th call describes field n of a record.
void tierwise_json_add_path(tierwise_json *json, const char *path, uint32_t scope);

/// Every text is a page from now on: its records are the elements of the arrays at `path` (`data[]`).
void tierwise_json_set_records(tierwise_json *json, const char *path);

/// Adds a join: a record belongs to that element of the page's array at `from` whose `key` is the record's `equals`.
void tierwise_json_add_join(tierwise_json *json, const char *from, const char *key, const char *equals);

/// Starts a series of reads whose unescaped and joined values are collected; they count from `values_origin`.
void tierwise_json_begin(tierwise_json *json, uint32_t values_origin);

/// Reads one JSON text (no byte-order mark, padding readable after it); values as written count from `origin`.
/// The result's arrays are valid until the next call.
tierwise_json_result tierwise_json_read(tierwise_json *json, const uint8_t *text, size_t length, uint32_t origin);

/// The values collected since `tierwise_json_begin`; valid until the next read.
const uint8_t *tierwise_json_values(const tierwise_json *json, size_t *count);

/// Values ignored since the parser was made, because an earlier equal key of the same object had been taken.
size_t tierwise_json_duplicate_keys(const tierwise_json *json);

#ifdef __cplusplus
}
#endif
#endif
