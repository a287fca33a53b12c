internal import CYaml

/// A first look at a definition as YAML's events, before any of it becomes a value.
///
/// An alias can stand for a value of any size, also as a key, where comparing two of them never ends: so anchors, aliases and
/// sizes are decided here, where a definition is still a row of events and costs what its bytes cost.
enum DefinitionEvents {
    static let depthLimit = 32
    /// Values and keys of one definition. The largest that ships has some hundred.
    static let nodeLimit = 50_000

    /// What is not allowed in `text`, and where (1-based); nil where nothing is, or where it is no YAML, which others say.
    static func mistake(in text: String) -> (message: String, line: Int, column: Int)? {
        var parser = unsafe yaml_parser_t()
        guard unsafe yaml_parser_initialize(&parser) == 1 else { return ("cannot be read as YAML: no memory", 0, 0) }
        defer { unsafe yaml_parser_delete(&parser) }
        unsafe yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
        let bytes = Array(text.utf8)
        return unsafe bytes.withUnsafeBufferPointer { buffer in
            unsafe yaml_parser_set_input_string(&parser, buffer.baseAddress, buffer.count)
            return unsafe mistake(of: &parser)
        }
    }

    private static func mistake(of parser: inout yaml_parser_t) -> (message: String, line: Int, column: Int)? {
        var depth = 0
        var nodes = 0
        while true {
            var event = unsafe yaml_event_t()
            guard unsafe yaml_parser_parse(&parser, &event) == 1 else { return nil }
            defer { unsafe yaml_event_delete(&event) }
            let (line, column) = unsafe (Int(event.start_mark.line) + 1, Int(event.start_mark.column) + 1)
            var isNode = true
            switch unsafe event.type {
            case YAML_STREAM_END_EVENT: return nil
            case YAML_ALIAS_EVENT: return (anchors, line, column)
            case YAML_SCALAR_EVENT:
                if unsafe event.data.scalar.anchor != nil { return (anchors, line, column) }
            case YAML_SEQUENCE_START_EVENT:
                if unsafe event.data.sequence_start.anchor != nil { return (anchors, line, column) }
                depth += 1
            case YAML_MAPPING_START_EVENT:
                if unsafe event.data.mapping_start.anchor != nil { return (anchors, line, column) }
                depth += 1
            case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT:
                depth -= 1
                isNode = false
            default: isNode = false
            }
            if isNode { nodes += 1 }
            if depth > depthLimit { return ("nested deeper than \(depthLimit) levels", line, column) }
            if nodes > nodeLimit { return ("holds more than \(nodeLimit) values; a definition has some hundred", line, column) }
        }
    }

    private static let anchors = "anchors and aliases (& and *) are not allowed; write the value out"
}
