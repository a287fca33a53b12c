// Reads JSON texts with simdjson and finds the values of compiled paths in them.
//
// The clever part: simdjson's DOM parser validates the whole text, and leaves behind the list of offsets of its tokens
// (every bracket, colon, comma, and the first byte of every string and scalar). We walk that list over the text instead
// of the DOM: so a number keeps the digits it was written with, a string without escapes needs no copy, and a value
// nobody asked for is skipped by counting brackets. The walk trusts the text to be valid JSON; that is why it must
// never run when the parser has refused it.
//
// For a new kind of value, change `value` and `collect`; for a new place where values are looked for, `read_record`.
#ifndef TIERWISE_JSON_HPP
#define TIERWISE_JSON_HPP

#include "csimdjson.h"
#include "PathTree.hpp"

#include <simdjson.h>

#include <deque>
#include <unordered_map>

namespace tierwise {

/// One field whose path has `[]`: its values are collected here until the record ends.
struct Collector {
    std::vector<uint8_t> bytes;
    bool started = false;
    bool any = false;
};

/// Elements of one of the page's arrays, by the value of their key.
struct Join {
    PathNode element;
    PathNode key;
    uint32_t array_capture = 0;
    uint32_t equals_capture = 0;
    std::unordered_map<std::string_view, size_t> elements;
    /// Keys that had to be unescaped; `elements` points into them.
    std::deque<std::string> unescaped;
};

const uint8_t list_separator = '\n';

}  // namespace tierwise

struct tierwise_json {
    using PathNode = tierwise::PathNode;
    using Collector = tierwise::Collector;
    using Join = tierwise::Join;
    using SeenKey = tierwise::SeenKey;

    simdjson::dom::parser parser;
    size_t depth;
    size_t capacity = 0;

    PathNode record;
    PathNode page;
    std::deque<Join> joins;
    bool has_pages = false;
    uint32_t records_capture = 0;

    size_t path_count = 0;
    /// Tokens met at remembered places, by capture number.
    std::vector<std::vector<size_t>> captured;
    std::vector<Collector> collectors;
    uint64_t visits = 0;
    size_t duplicates = 0;

    // The text being read.
    const uint8_t *text = nullptr;
    size_t length = 0;
    const uint32_t *tokens = nullptr;
    size_t token_count = 0;
    uint32_t origin = 0;

    // What was found.
    std::vector<tierwise_json_record> records;
    std::vector<tierwise_json_field> fields;
    std::vector<tierwise_json_field> page_fields;
    tierwise_json_field *current = nullptr;
    std::vector<uint8_t> values;
    uint32_t values_origin = 0;
    std::vector<uint8_t> scratch;
    /// A copy of the text without its numbers' digits.
    std::vector<uint8_t> blotted;

    // MARK: Tokens

    static bool is_blank(uint8_t byte) { return byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t'; }

    uint8_t byte_at(size_t token) const { return text[tokens[token]]; }

    /// End of the value whose last token stands before `next`: where `next` starts, less the blanks before it.
    size_t end_before(size_t next) const {
        size_t end = next < token_count ? tokens[next] : length;
        while (is_blank(text[end - 1])) { end--; }
        return end;
    }

    /// The token after the value that starts at `token`.
    size_t skip(size_t token) const {
        size_t open = 0;
        do {
            uint8_t byte = byte_at(token++);
            // '[' and '{', ']' and '}' differ in one bit only.
            if ((byte | 0x20) == '{') { open++; }
            else if ((byte | 0x20) == '}') { open--; }
        } while (open > 0);
        return token;
    }

    // MARK: Values

    /// Unescapes the string between `start` and `end` (without its quotes) to the end of `target`.
    void unescape(size_t start, size_t end, std::vector<uint8_t> &target) {
        size_t before = target.size();
        target.resize(before + (end - start) + simdjson::SIMDJSON_PADDING);
        uint8_t *stop = parser.implementation->parse_string(text + start, target.data() + before);
        // A string that simdjson has just accepted can be unescaped.
        target.resize(stop == nullptr ? before : size_t(stop - target.data()));
    }

    /// The value at `token`, whose next token is `next`, as a field. Escaped strings go to `values`.
    tierwise_json_field value(size_t token, size_t next) {
        size_t start = tokens[token];
        size_t end = end_before(next);
        uint8_t kind = tierwise_json_number;
        switch (text[start]) {
        case '"':
            if (std::memchr(text + start + 1, '\\', end - start - 2) != nullptr) {
                size_t before = values.size();
                unescape(start + 1, end - 1, values);
                return {uint32_t(values_origin + before), uint32_t(values.size() - before), tierwise_json_text};
            }
            return {uint32_t(origin + start + 1), uint32_t(end - start - 2), tierwise_json_text};
        case 't': case 'f': kind = tierwise_json_boolean; break;
        case 'n': kind = tierwise_json_null; break;
        case '{': case '[': kind = tierwise_json_container; break;
        default: break;
        }
        return {uint32_t(origin + start), uint32_t(end - start), kind};
    }

    /// Appends the value at `token` to a list. A line break within a value becomes a blank: it parts the values.
    void collect(Collector &list, size_t token, size_t next) {
        size_t start = tokens[token];
        if (text[start] == 'n') { return; }
        size_t end = end_before(next);
        if (list.any) { list.bytes.push_back(tierwise::list_separator); }
        list.any = true;
        size_t before = list.bytes.size();
        if (text[start] == '"') {
            if (std::memchr(text + start + 1, '\\', end - start - 2) != nullptr) {
                unescape(start + 1, end - 1, list.bytes);
            } else {
                list.bytes.insert(list.bytes.end(), text + start + 1, text + end - 1);
            }
        } else {
            list.bytes.insert(list.bytes.end(), text + start, text + end);
        }
        for (size_t at = before; at < list.bytes.size(); at++) {
            if (list.bytes[at] == tierwise::list_separator) { list.bytes[at] = ' '; }
        }
    }

    /// Keys of an object that are remembered, and their longest length.
    static constexpr size_t seen_places = 256;
    static constexpr size_t seen_length = 64;

    // MARK: The walk

    /// Reads the object whose bracket is `token`; gives the token after it.
    size_t read_object(PathNode &node, size_t token) {
        token += 1;
        if (byte_at(token) == '}') { return token + 1; }
        uint64_t visit = ++visits;
        for (size_t place = 0;; place++) {
            PathNode *child = find_key(node, place, token);
            token += 2;
            if (child == nullptr) {
                token = skip(token);
            } else if (child->visit == visit) {
                duplicates += 1;
                token = skip(token);
            } else {
                child->visit = visit;
                token = read_value(*child, token);
            }
            if (byte_at(token) == '}') { return token + 1; }
            token += 1;
        }
    }

    /// Where the key at `token`, the object's `place`-th, leads; null where nobody wants it.
    PathNode *find_key(PathNode &node, size_t place, size_t token) {
        size_t start = tokens[token] + 1;
        if (place < node.seen.size()) {
            // A colon follows every key, so a whole key of this length fits before it.
            const SeenKey &seen = node.seen[place];
            size_t length = seen.key.size();
            if (length < tokens[token + 1] - start && text[start + length] == '"' && std::memcmp(text + start, seen.key.data(), length) == 0) {
                return seen.child;
            }
        }
        size_t end = end_before(token + 1) - 1;
        if (end > start && std::memchr(text + start, '\\', end - start) != nullptr) {
            scratch.clear();
            unescape(start, end, scratch);
            return node.find(scratch.data(), scratch.size());
        }
        PathNode *child = node.find(text + start, end - start);
        if (place < seen_places && end - start <= seen_length) {
            if (node.seen.size() <= place) { node.seen.resize(place + 1); }
            node.seen[place].key.assign(reinterpret_cast<const char *>(text) + start, end - start);
            node.seen[place].child = child;
        }
        return child;
    }

    size_t read_value(PathNode &node, size_t token) {
        uint8_t first = byte_at(token);
        for (uint32_t capture : node.captures) { captured[capture].push_back(token); }
        size_t next;
        if (first == '{' && !node.slots.empty()) {
            next = read_object(node, token);
        } else if (first == '[' && node.elements) {
            next = read_elements(*node.elements, token);
        } else {
            next = skip(token);
            if (node.elements && first != '[') { read_missing_array(*node.elements, token, next); }
        }
        for (uint32_t field : node.fields) {
            if (collectors[field].started) {
                collect(collectors[field], token, next);
            } else if (current[field].kind == tierwise_json_absent) {
                current[field] = value(token, next);
            }
        }
        return next;
    }

    size_t read_elements(PathNode &node, size_t token) {
        for (uint32_t field : node.collectors) { collectors[field].started = true; }
        token += 1;
        if (byte_at(token) == ']') { return token + 1; }
        while (true) {
            token = read_value(node, token);
            if (byte_at(token) == ']') { return token + 1; }
            token += 1;
        }
    }

    /// A scalar or object where a path says array: null makes the path's fields null, anything else is shown as it is.
    void read_missing_array(PathNode &node, size_t token, size_t next) {
        bool is_null = byte_at(token) == 'n';
        for (uint32_t field : is_null ? node.collectors : node.fields) {
            if (!collectors[field].started && current[field].kind == tierwise_json_absent) {
                current[field] = value(token, next);
            }
        }
    }

    /// Ends a record: what was collected becomes its list fields.
    void finish_lists() {
        for (size_t field = 0; field < path_count; field++) {
            Collector &list = collectors[field];
            if (!list.started) { continue; }
            current[field] = {uint32_t(values_origin + values.size()), uint32_t(list.bytes.size()), tierwise_json_list};
            values.insert(values.end(), list.bytes.begin(), list.bytes.end());
            list.bytes.clear();
            list.started = false;
            list.any = false;
        }
    }

    // MARK: Records and pages

    /// Whether containers are nested deeper than allowed. simdjson does not count an innermost one that is empty.
    bool is_too_deep() const {
        // Every container has two brackets.
        if (token_count <= 2 * depth) { return false; }
        size_t open = 0;
        for (size_t token = 0; token < token_count; token++) {
            uint8_t byte = byte_at(token) | 0x20;
            if (byte == '{' && ++open > depth) { return true; }
            if (byte == '}') { open--; }
        }
        return false;
    }

    /// The record between `token` and `next`. Its fields start as `page_fields`.
    void read_record(size_t token, size_t next) {
        bool is_object = byte_at(token) == '{';
        size_t start = tokens[token];
        records.push_back({uint32_t(start), uint32_t(end_before(next) - start), is_object});
        size_t first = fields.size();
        fields.insert(fields.end(), page_fields.begin(), page_fields.end());
        if (!is_object) { return; }
        current = fields.data() + first;
        for (Join &join : joins) { captured[join.equals_capture].clear(); }
        read_object(record, token);
        for (Join &join : joins) {
            if (captured[join.equals_capture].empty()) { continue; }
            std::string_view wanted = text_of(captured[join.equals_capture].front(), join);
            auto found = join.elements.find(wanted);
            if (found != join.elements.end()) { read_object(join.element, found->second); }
        }
        finish_lists();
    }

    /// A key's value as text: a string's characters, anything else as written.
    std::string_view text_of(size_t token, Join &join) {
        size_t start = tokens[token];
        size_t end = end_before(skip(token));
        if (text[start] == '"') {
            start += 1;
            end -= 1;
            if (std::memchr(text + start, '\\', end - start) != nullptr) {
                scratch.clear();
                unescape(start, end, scratch);
                join.unescaped.emplace_back(scratch.begin(), scratch.end());
                return join.unescaped.back();
            }
        }
        return std::string_view(reinterpret_cast<const char *>(text) + start, end - start);
    }

    void index_join(Join &join) {
        join.elements.clear();
        join.unescaped.clear();
        uint32_t key_capture = join.equals_capture;
        for (size_t array : captured[join.array_capture]) {
            if (byte_at(array) != '[') { continue; }
            for (size_t token = array + 1; byte_at(token) != ']';) {
                size_t next = skip(token);
                if (byte_at(token) == '{') {
                    captured[key_capture].clear();
                    read_object(join.key, token);
                    if (!captured[key_capture].empty()) {
                        join.elements.emplace(text_of(captured[key_capture].front(), join), token);
                    }
                }
                token = byte_at(next) == ',' ? next + 1 : next;
            }
        }
    }

    void read_page() {
        if (byte_at(0) != '{') {
            read_record(0, token_count);
            return;
        }
        for (auto &tokens_met : captured) { tokens_met.clear(); }
        current = page_fields.data();
        read_object(page, 0);
        finish_lists();
        for (Join &join : joins) { index_join(join); }
        for (size_t token : captured[records_capture]) {
            if (byte_at(token) == 'n') { continue; }
            if (byte_at(token) != '[') {
                read_record(token, skip(token));
                continue;
            }
            for (size_t element = token + 1; byte_at(element) != ']';) {
                size_t next = skip(element);
                read_record(element, next);
                element = byte_at(next) == ',' ? next + 1 : next;
            }
        }
    }

    // MARK: One text

    simdjson::error_code parse(const uint8_t *bytes, size_t count) {
        if (count > capacity || !parser.implementation) {
            size_t wanted = 1 << 14;
            while (wanted < count) { wanted *= 2; }
            // simdjson counts the document itself as a level.
            if (auto error = parser.allocate(wanted, depth + 1)) { return error; }
            if (auto error = parser.doc.allocate(wanted)) { return error; }
            capacity = wanted;
        }
        auto error = parser.implementation->parse(bytes, count, parser.doc);
        if (error != simdjson::NUMBER_ERROR) { return error; }
        // A number beyond 64 bits or a double's range is JSON all the same: it costs its value, not the record. The text is
        // checked again with its well-formed numbers blotted out; the walk reads them from the text as it is.
        blot_numbers(bytes, count);
        return parser.implementation->parse(blotted.data(), count, parser.doc);
    }

    /// Copies the text, every well-formed number replaced by a zero and blanks.
    void blot_numbers(const uint8_t *bytes, size_t count) {
        blotted.assign(bytes, bytes + count);
        blotted.resize(count + simdjson::SIMDJSON_PADDING);
        const uint32_t *starts = parser.implementation->structural_indexes.get();
        for (size_t token = 0; token < parser.implementation->n_structural_indexes; token++) {
            size_t start = starts[token];
            size_t end = end_of_number(bytes, start, count);
            if (end == start) { continue; }
            blotted[start] = '0';
            std::fill(blotted.begin() + start + 1, blotted.begin() + end, ' ');
        }
    }

    /// Where the number that starts at a place ends, by the grammar of RFC 8259; `start` where none does.
    static size_t end_of_number(const uint8_t *bytes, size_t start, size_t count) {
        auto is_digit = [&](size_t at) { return at < count && bytes[at] >= '0' && bytes[at] <= '9'; };
        size_t at = start;
        if (bytes[at] == '-') { at++; }
        if (!is_digit(at)) { return start; }
        if (bytes[at] == '0') { at++; } else { while (is_digit(at)) { at++; } }
        if (at < count && bytes[at] == '.') {
            if (!is_digit(++at)) { return start; }
            while (is_digit(at)) { at++; }
        }
        if (at < count && (bytes[at] | 0x20) == 'e') {
            at++;
            if (at < count && (bytes[at] == '+' || bytes[at] == '-')) { at++; }
            if (!is_digit(at)) { return start; }
            while (is_digit(at)) { at++; }
        }
        // What stands behind it must end it.
        bool ends = at == count || is_blank(bytes[at]) || bytes[at] == ',' || bytes[at] == ']' || bytes[at] == '}';
        return ends ? at : start;
    }
};

#endif
