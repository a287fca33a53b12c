internal import CExpat

/// Expat's parser, owned: XML in pieces becomes events.
///
/// - Document types are refused, and with them every entity that a document could declare: workbooks have none.
/// - Nesting has a limit, and so has what must be seen at once, such as a tag: Expat itself would wait for its end for ever.
/// - Nothing is opened: external entities have no handler.
@safe struct ExpatParser: ~Copyable {
    private static let depthLimit = 64
    private static let tokenBytes = 1 << 20

    private let parser: XML_Parser
    private var bytesFed = 0

    /// What the handlers of one call share.
    @unsafe private struct Context {
        let parser: XML_Parser
        var events = XMLEvents()
        var depth: Int
        var refusal: String?
    }

    private var depth = 0

    init() {
        guard let parser = unsafe XML_ParserCreate(nil) else { preconditionFailure("Expat has no memory for a parser") }
        unsafe self.parser = unsafe parser
        // The context that every handler gets is the one that `parse` set for its call, and lives as long.
        unsafe XML_SetElementHandler(
            parser,
            { context, name, attributes in
                guard let context = unsafe context?.assumingMemoryBound(to: Context.self), let name = unsafe name else { return }
                unsafe context.pointee.depth += 1
                if unsafe context.pointee.depth > ExpatParser.depthLimit { return unsafe ExpatParser.refuse("is nested too deeply", context) }
                unsafe context.pointee.events.start(Span(_unsafeBytes: ExpatParser.bytes(name)))
                var index = 0
                while let key = unsafe attributes?[index], let value = unsafe attributes?[index + 1] {
                    unsafe context.pointee.events.addAttribute(
                        Span(_unsafeBytes: ExpatParser.bytes(key)), Span(_unsafeBytes: ExpatParser.bytes(value)))
                    index += 2
                }
            },
            { context, name in
                guard let context = unsafe context?.assumingMemoryBound(to: Context.self), let name = unsafe name else { return }
                unsafe context.pointee.depth -= 1
                unsafe context.pointee.events.end(Span(_unsafeBytes: ExpatParser.bytes(name)))
            })
        unsafe XML_SetCharacterDataHandler(parser) { context, text, length in
            guard let context = unsafe context?.assumingMemoryBound(to: Context.self) else { return }
            let text = unsafe UnsafeRawBufferPointer(start: text, count: Int(length))
            unsafe context.pointee.events.addText(Span(_unsafeBytes: text))
        }
        unsafe XML_SetStartDoctypeDeclHandler(parser) { context, _, _, _, _ in
            guard let context = unsafe context?.assumingMemoryBound(to: Context.self) else { return }
            unsafe ExpatParser.refuse("declares a document type, as no spreadsheet program does", context)
        }
    }

    deinit { unsafe XML_ParserFree(parser) }

    /// Parses a piece and replaces what `events` holds by its events.
    mutating func parse(_ piece: Span<UInt8>, isLast: Bool, into events: inout XMLEvents) throws(WorkbookFault) {
        let parser = unsafe parser
        var context = unsafe Context(parser: parser, depth: depth)
        events.removeAll()
        unsafe swap(&events, &context.events)
        let status = unsafe withUnsafeMutablePointer(to: &context) { context in
            unsafe XML_SetUserData(parser, context)
            return unsafe piece.withUnsafeBytes { bytes in
                // Bytes are what Expat calls characters: both are eight bits, whatever their type.
                unsafe XML_Parse(parser, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count), isLast ? 1 : 0)
            }
        }
        unsafe swap(&events, &context.events)
        depth = unsafe context.depth
        bytesFed += piece.count
        if let refusal = unsafe context.refusal { throw WorkbookFault(.hostile, refusal) }
        let line = unsafe XML_GetCurrentLineNumber(parser)
        guard status == XML_STATUS_OK else { throw WorkbookFault(.damaged, "is no XML that can be read, at line \(line)") }
        guard bytesFed - Int(unsafe XML_GetCurrentByteIndex(parser)) < Self.tokenBytes + piece.count else {
            throw WorkbookFault(.hostile, "has a tag without an end, at line \(line)")
        }
    }

    private static func bytes(_ text: UnsafePointer<XML_Char>) -> UnsafeRawBufferPointer {
        var length = 0
        while unsafe text[length] != 0 { length += 1 }
        return unsafe UnsafeRawBufferPointer(start: text, count: length)
    }

    private static func refuse(_ why: String, _ context: UnsafeMutablePointer<Context>) {
        unsafe context.pointee.refusal = why
        _ = unsafe XML_StopParser(context.pointee.parser, 0)
    }
}

/// Why a part of a workbook cannot be read, before it is known which workbook it belongs to.
package struct WorkbookFault: Error, Sendable, Equatable {
    /// Whose fault it is.
    package enum Kind: Sendable {
        /// No XML, or XML that contradicts itself.
        case damaged
        /// Nothing that a spreadsheet program writes.
        case hostile
        /// More than the reader's limits; a spreadsheet program could have written it.
        case tooLarge
    }

    /// What programs go by.
    package var kind: Kind
    /// What, a clause about the part.
    package var detail: String

    init(_ kind: Kind, _ detail: String) {
        self.kind = kind
        self.detail = detail
    }
}
