/// A part of a workbook that is read for what it says of other parts, in pieces.
package protocol WorkbookPart {
    mutating func take(_ events: XMLEvents) throws(WorkbookFault)
}

/// Reads a part of a workbook, piece by piece.
package struct WorkbookPartReader<Part: WorkbookPart>: ~Copyable {
    /// What was read of it so far.
    package private(set) var part: Part
    private var parser = ExpatParser()
    private var events = XMLEvents()

    package init(_ part: Part) { self.part = part }

    /// Takes a piece of the XML in; where pieces end does not matter.
    package mutating func read(_ piece: [UInt8], isLast: Bool) throws(WorkbookFault) {
        try parser.parse(piece.span, isLast: isLast, into: &events)
        try part.take(events)
    }
}

/// Which parts belong to a part, and where they are.
package struct WorkbookRelationships: WorkbookPart {
    /// A part that another one names.
    package struct Target: Sendable {
        /// What the other part calls it.
        package var id: String
        /// The last word of its type: `worksheet`, `styles`, `sharedStrings`.
        package var type: String
        /// Path, relative to the part that names it.
        package var target: String
        /// It lies outside the workbook, and is never looked for.
        package var isExternal: Bool
    }

    /// In the order of the part.
    package private(set) var targets: [Target] = []
    private static let most = 20_000

    package init() {}

    /// - Throws: kind `tooLarge` where it names more parts than a workbook has.
    package mutating func take(_ events: XMLEvents) throws(WorkbookFault) {
        for event in events.events {
            guard case .start = event.kind, event.name == XMLName("Relationship") else { continue }
            guard targets.count < Self.most else { throw WorkbookFault(.tooLarge, "names more than \(Self.most) parts") }
            let type = events.text(XMLName("Type"), of: event) ?? ""
            targets.append(
                Target(
                    id: events.text(XMLName("Id"), of: event) ?? "", type: String(type.split(separator: "/").last ?? ""),
                    target: events.text(XMLName("Target"), of: event) ?? "",
                    isExternal: events.text(XMLName("TargetMode"), of: event)?.lowercased() == "external"))
        }
    }
}

/// The sheets of a workbook, in the order of their tabs.
package struct WorkbookSheets: WorkbookPart {
    /// A sheet by name; its part is found through the relationships.
    package struct Sheet: Sendable {
        /// As the tab shows it.
        package var name: String
        /// Id of its part in the workbook's relationships.
        package var relationship: String
        /// Whether the program that wrote it hides the tab.
        package var isHidden: Bool
    }

    /// In the order of the tabs.
    package private(set) var sheets: [Sheet] = []
    /// Days are counted from 1904 on, as old Macintoshes did.
    package private(set) var uses1904 = false
    private static let most = 10_000

    package init() {}

    /// - Throws: kind `tooLarge` where it has more sheets than a workbook has.
    package mutating func take(_ events: XMLEvents) throws(WorkbookFault) {
        for event in events.events {
            guard case .start = event.kind else { continue }
            if event.name == XMLName("workbookPr") {
                uses1904 = ["1", "true"].contains(events.text(XMLName("date1904"), of: event) ?? "")
            } else if event.name == XMLName("sheet") {
                guard sheets.count < Self.most else { throw WorkbookFault(.tooLarge, "has more than \(Self.most) sheets") }
                sheets.append(
                    Sheet(
                        name: events.text(XMLName("name"), of: event) ?? "", relationship: events.text(XMLName("id"), of: event) ?? "",
                        isHidden: events.text(XMLName("state"), of: event).map { $0 != "visible" } ?? false))
            }
        }
    }
}

/// The texts that cells share by their number.
package struct SharedTexts: WorkbookPart, Sendable {
    private(set) var bytes: [UInt8] = []
    private var ends: [UInt32] = []
    private var text = RichText()

    /// Bytes of all texts: more is a table for another kind of file.
    private static let mostBytes = 128 << 20
    private static let most = 16 << 20

    package init() {}

    /// The place of a text in `bytes`; nil where there is none of that number.
    func range(_ index: Int) -> Range<Int>? {
        guard ends.indices.contains(index) else { return nil }
        return (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])
    }

    /// - Throws: kind `tooLarge` where the texts are more, or longer, than a table's.
    package mutating func take(_ events: XMLEvents) throws(WorkbookFault) {
        for event in events.events {
            try text.take(event, events.bytes)
            guard case .end = event.kind, event.name == XMLName("si") else { continue }
            text.append(to: &bytes)
            text.removeAll()
            guard bytes.count <= Self.mostBytes, ends.count < Self.most else {
                throw WorkbookFault(.tooLarge, "has more than \(Self.mostBytes >> 20) MiB of text, or \(Self.most) texts")
            }
            ends.append(UInt32(bytes.count))
        }
    }
}

/// The text of a cell, gathered from its runs; how it is to be pronounced is left out.
struct RichText: Sendable {
    private var bytes: [UInt8] = []
    private var isInText = false
    private var isInPhonetic = false

    mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    func append(to output: inout [UInt8]) { CellText.append(bytes.span, to: &output) }

    mutating func take(_ event: XMLEvents.Event, _ source: [UInt8]) throws(WorkbookFault) {
        switch event.kind {
        case .start where event.name == XMLName("t"): isInText = true
        case .end where event.name == XMLName("t"): isInText = false
        case .start where event.name == XMLName("rPh"): isInPhonetic = true
        case .end where event.name == XMLName("rPh"): isInPhonetic = false
        case .text where isInText && !isInPhonetic:
            bytes.append(contentsOf: source[event.range])
            guard bytes.count <= CellText.mostBytes else { throw CellText.tooLong }
        default: break
        }
    }
}

/// Texts of cells, as they are written for the record reader.
enum CellText {
    /// Eight times what a spreadsheet program lets a cell hold.
    static let mostBytes = 1 << 20
    static let tooLong = WorkbookFault(.tooLarge, "has a cell with more than \(mostBytes >> 20) MiB of text")

    /// Appends a text with its line breaks marked (`Dialect.lineBreakMark`) and `_x000D_`, which stands for a character that XML
    /// lacks, read as that character where it is a line break, a tab, or one that XML has.
    static func append(_ text: Span<UInt8>, to output: inout [UInt8]) {
        var index = 0
        // A return and the feed behind it are one break.
        var followsReturn = false
        while index < text.count {
            let escaped = text[index] == UInt8(ascii: "_") ? escape(text, at: index) : nil
            let character = escaped ?? Unicode.Scalar(text[index])
            if character == "\r" || character == "\n" {
                if !(followsReturn && character == "\n") { output.append(Dialect.lineBreakMark) }
            } else if let escaped {
                output.append(contentsOf: String(Character(escaped)).utf8)
            } else {
                output.append(text[index])
            }
            followsReturn = character == "\r"
            index += escaped == nil ? 1 : 7
        }
    }

    /// The character that `_xHHHH_` stands for; nil where it stands for itself.
    private static func escape(_ text: Span<UInt8>, at index: Int) -> Unicode.Scalar? {
        guard index + 7 <= text.count, text[index + 1] | 0x20 == UInt8(ascii: "x"), text[index + 6] == UInt8(ascii: "_") else { return nil }
        var value: UInt16 = 0
        for position in index + 2..<index + 6 {
            let byte = text[position]
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
            case UInt8(ascii: "A")...UInt8(ascii: "F"), UInt8(ascii: "a")...UInt8(ascii: "f"): digit = (byte | 0x20) - UInt8(ascii: "a") + 10
            default: return nil
            }
            value = value << 4 | UInt16(digit)
        }
        let isControl = value < 0x20 && value != 0x09 && value != 0x0A && value != 0x0D
        return isControl ? nil : Unicode.Scalar(value)
    }
}
