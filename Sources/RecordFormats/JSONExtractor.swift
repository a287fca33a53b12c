internal import CSIMDJSON

/// simdjson with a set of compiled paths: one call reads one JSON text and gives its records' fields.
///
/// Owns the C++ parser, which keeps its buffers between calls; they grow with the longest text seen.
@safe struct JSONExtractor: ~Copyable {
    /// Bytes that must be readable after every text, whatever they hold.
    static let padding = tierwise_json_padding()

    let pathCount: Int
    private let handle: OpaquePointer

    /// - Parameters:
    ///   - records: where a page's records are; nil where every text is one record.
    ///   - depth: how deep containers may be nested, the record being the first level.
    init(records: JSONPath?, paths: [JSONPath], joins: [JSONJoin], depth: Int) {
        guard let made = unsafe tierwise_json_create(depth) else {
            // Two hundred bytes could not be had: nothing that follows could work either.
            fatalError("out of memory")
        }
        unsafe handle = made
        pathCount = paths.count
        for join in joins {
            unsafe tierwise_json_add_join(made, join.from.text, join.key.text, join.equals.text)
        }
        for path in paths {
            var scope = tierwise_json_in_record
            var rest = path.text
            if let inPage = path.after(JSONPath.page) {
                scope = tierwise_json_in_page
                rest = inPage
            } else {
                for (index, join) in joins.enumerated() {
                    guard let inElement = path.after(join.name) else { continue }
                    scope = tierwise_json_first_join + index
                    rest = inElement
                    break
                }
            }
            unsafe tierwise_json_add_path(made, rest, UInt32(scope))
        }
        if let records {
            unsafe tierwise_json_set_records(made, records.text)
        }
    }

    deinit { unsafe tierwise_json_destroy(handle) }

    /// Values ignored so far because an equal key of the same object came first.
    var duplicateKeys: Int { unsafe tierwise_json_duplicate_keys(handle) }

    /// Starts a series of reads; `appendValues` ends it. The values of the series will stand at `valuesOrigin`.
    func begin(valuesOrigin: Int) {
        unsafe tierwise_json_begin(handle, UInt32(valuesOrigin))
    }

    /// Unescaped and joined values of the series: to be appended at the origin given to `begin`.
    func appendValues(to bytes: inout [UInt8]) {
        var count = 0
        let values = unsafe tierwise_json_values(handle, &count)
        unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: values, count: count))
    }

    /// Reads the text at `range` of `bytes`, which must go on for `padding` bytes after it.
    func read(_ bytes: Span<UInt8>, _ range: Range<Int>) -> JSONExtraction {
        precondition(range.upperBound + Self.padding <= bytes.count, "a JSON text needs its padding")
        let result = unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return unsafe tierwise_json_result() }
            return unsafe tierwise_json_read(handle, start + range.lowerBound, range.count, UInt32(range.lowerBound))
        }
        return unsafe JSONExtraction(result: result, pathCount: pathCount)
    }
}

/// What `JSONExtractor.read` found; valid until its next read.
@safe struct JSONExtraction {
    enum Failure { case tooDeep, badEncoding, invalid }

    private let result: tierwise_json_result
    private let pathCount: Int

    fileprivate init(result: tierwise_json_result, pathCount: Int) {
        unsafe self.result = result
        self.pathCount = pathCount
    }

    /// Why the text was refused; nil when it was read.
    var failure: Failure? {
        switch unsafe Int(result.error) {
        case tierwise_json_fine: return nil
        case tierwise_json_too_deep: return .tooDeep
        case tierwise_json_bad_encoding: return .badEncoding
        case tierwise_json_out_of_memory:
            // The text is below the record limit; a process that cannot hold it cannot go on.
            fatalError("out of memory")
        default: return .invalid
        }
    }

    /// simdjson's words for the failure.
    var failureText: String { unsafe String(cString: result.error_text) }

    var recordCount: Int { unsafe result.record_count }

    /// Where record `index` stands in the text, and whether it is an object.
    func record(_ index: Int) -> (start: Int, length: Int, isObject: Bool) {
        precondition(index < recordCount)
        let record = unsafe result.records[index]
        return (Int(record.start), Int(record.length), record.is_object)
    }

    /// Appends the fields of record `index` in the order of the paths.
    func appendFields(ofRecord index: Int, to fields: inout [FieldSpan]) {
        precondition(index < recordCount)
        for place in index * pathCount..<(index + 1) * pathCount {
            let field = unsafe result.fields[place]
            guard let kind = FieldKind(rawValue: field.kind) else {
                preconditionFailure("csimdjson.h and FieldKind disagree")
            }
            fields.append(FieldSpan(start: field.start, length: field.length, kind: kind))
        }
    }
}
