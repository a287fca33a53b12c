// The C interface of csimdjson.h: what is exported, and nothing else.

#include "tierwise_json.hpp"

#include <new>

extern "C" {

tierwise_json *tierwise_json_create(size_t depth) {
    tierwise_json *json = new (std::nothrow) tierwise_json;
    if (json != nullptr) { json->depth = depth; }
    return json;
}

void tierwise_json_destroy(tierwise_json *json) { delete json; }

size_t tierwise_json_padding(void) { return simdjson::SIMDJSON_PADDING; }

bool tierwise_json_is_utf8(const uint8_t *text, size_t length) {
    return simdjson::validate_utf8(reinterpret_cast<const char *>(text), length);
}

void tierwise_json_add_path(tierwise_json *json, const char *path, uint32_t scope) {
    uint32_t field = uint32_t(json->path_count++);
    json->collectors.emplace_back();
    json->page_fields.push_back({0, 0, tierwise_json_absent});
    tierwise::PathNode &root = scope == tierwise_json_in_record ? json->record
        : scope == tierwise_json_in_page ? json->page : json->joins[scope - tierwise_json_first_join].element;
    tierwise::PathNode &end = root.follow(path, [&](tierwise::PathNode &array) {
        array.collectors.push_back(field);
    });
    end.fields.push_back(field);
}

static uint32_t capture(tierwise_json *json, tierwise::PathNode &root, std::string_view path) {
    // The array itself is wanted, not its elements.
    if (path.size() > 2 && path.substr(path.size() - 2) == "[]") { path.remove_suffix(2); }
    uint32_t number = uint32_t(json->captured.size());
    json->captured.emplace_back();
    root.follow(path, [](tierwise::PathNode &) {}).captures.push_back(number);
    return number;
}

void tierwise_json_set_records(tierwise_json *json, const char *path) {
    json->has_pages = true;
    json->records_capture = capture(json, json->page, path);
}

void tierwise_json_add_join(tierwise_json *json, const char *from, const char *key, const char *equals) {
    tierwise::Join &join = json->joins.emplace_back();
    join.array_capture = capture(json, json->page, from);
    join.equals_capture = capture(json, json->record, equals);
    join.key.follow(key, [](tierwise::PathNode &) {}).captures.push_back(join.equals_capture);
}

void tierwise_json_begin(tierwise_json *json, uint32_t values_origin) {
    json->values.clear();
    json->values_origin = values_origin;
}

tierwise_json_result tierwise_json_read(tierwise_json *json, const uint8_t *text, size_t length, uint32_t origin) {
    json->records.clear();
    json->fields.clear();
    simdjson::error_code error = json->parse(text, length);
    if (error != simdjson::SUCCESS) {
        int32_t reason = error == simdjson::DEPTH_ERROR ? tierwise_json_too_deep
            : error == simdjson::UTF8_ERROR ? tierwise_json_bad_encoding
            : error == simdjson::MEMALLOC || error == simdjson::CAPACITY ? tierwise_json_out_of_memory
            : tierwise_json_invalid;
        return {reason, simdjson::error_message(error), 0, nullptr, nullptr};
    }
    json->text = text;
    json->length = length;
    json->tokens = json->parser.implementation->structural_indexes.get();
    json->token_count = json->parser.implementation->n_structural_indexes;
    json->origin = origin;
    if (json->is_too_deep()) {
        return {tierwise_json_too_deep, simdjson::error_message(simdjson::DEPTH_ERROR), 0, nullptr, nullptr};
    }
    for (auto &field : json->page_fields) { field = {0, 0, tierwise_json_absent}; }
    if (json->has_pages) {
        json->read_page();
    } else {
        json->read_record(0, json->token_count);
    }
    return {tierwise_json_fine, "", json->records.size(), json->records.data(), json->fields.data()};
}

const uint8_t *tierwise_json_values(const tierwise_json *json, size_t *count) {
    *count = json->values.size();
    return json->values.data();
}

size_t tierwise_json_duplicate_keys(const tierwise_json *json) { return json->duplicates; }

}  // extern "C"
