/// Makes zip archives for tests, honest ones and others. Members are stored as they are unless they come deflated.
package struct ZipWriter {
    package struct Member {
        package var name: String
        package var bytes: [UInt8]
        /// Raw deflate data of `bytes`; nil: stored.
        package var deflated: [UInt8]?
        /// What the archive says where it lies.
        package var size: Int?
        package var checksum: UInt32?
        package var isEncrypted = false

        package init(_ name: String, _ bytes: [UInt8]) {
            self.name = name
            self.bytes = bytes
        }

        package init(_ name: String, _ text: String) { self.init(name, Array(text.utf8)) }
    }

    package var members: [Member]

    package init(_ members: [Member] = []) { self.members = members }

    package var bytes: [UInt8] {
        var archive: [UInt8] = []
        var directory: [UInt8] = []
        for member in members {
            let data = member.deflated ?? member.bytes
            var fields: [UInt8] = [20, 0, member.isEncrypted ? 1 : 0, 8, member.deflated == nil ? 0 : 8, 0, 0, 0, 0x21, 0x5A]
            for value in [Int(member.checksum ?? Self.crc32(member.bytes)), data.count, member.size ?? member.bytes.count] { fields += Self.little(value, 4) }
            let name = Array(member.name.utf8)
            fields += Self.little(name.count, 2) + [0, 0]
            directory += [0x50, 0x4B, 1, 2, 20, 0] + fields + [UInt8](repeating: 0, count: 10) + Self.little(archive.count, 4) + name
            archive += [0x50, 0x4B, 3, 4] + fields + name + data
        }
        let count = Self.little(min(members.count, 0xFFFF), 2)
        let end: [UInt8] = [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + count + count + Self.little(directory.count, 4) + Self.little(archive.count, 4) + [0, 0]
        return archive + directory + end
    }

    private static func little(_ value: Int, _ bytes: Int) -> [UInt8] {
        (0..<bytes).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    private static let table: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { sum, _ in sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
    }

    package static func crc32(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~0) { sum, byte in sum >> 8 ^ table[Int(UInt8(truncatingIfNeeded: sum) ^ byte)] }
    }
}

/// Makes workbooks for tests out of the XML of their sheets.
package struct WorkbookWriter {
    /// Names of the sheets and the rows in each, as XML.
    package var sheets: [(name: String, rows: String)]
    /// `<si>` elements.
    package var texts = ""
    /// `<numFmt>` and `<xf>` elements.
    package var formats = ""
    package var styles = ""
    /// Attributes of `<workbookPr>`, and of each `<sheet>` by its name.
    package var properties = ""
    package var attributes: [String: String] = [:]
    /// Parts that take the place of others or come besides.
    package var parts: [(name: String, text: String)] = []

    package init(_ sheets: [(name: String, rows: String)]) { self.sheets = sheets }

    /// Rows of texts, each cell with its text inside.
    package static func rows(_ rows: [[String]]) -> String {
        rows.map { row in "<row>" + row.map { "<c t=\"inlineStr\"><is><t>\(escaped($0))</t></is></c>" }.joined() + "</row>" }.joined()
    }

    package static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
    }

    package var archive: ZipWriter {
        let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
        let relations = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        var list: [(name: String, text: String)] = [
            ("[Content_Types].xml", "<Types/>"),
            ("_rels/.rels", relations + "<Relationship Id=\"rId1\" Type=\"\(office)/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"),
            ("xl/workbook.xml", "<workbook xmlns=\"\(main)\" xmlns:r=\"\(office)\"><workbookPr \(properties)/><sheets>" + sheets.enumerated().map { index, sheet in
                "<sheet name=\"\(sheet.name)\" sheetId=\"\(index + 1)\" r:id=\"rId\(index + 10)\" \(attributes[sheet.name] ?? "")/>"
            }.joined() + "</sheets></workbook>"),
            ("xl/_rels/workbook.xml.rels", relations + sheets.indices.map { index in
                "<Relationship Id=\"rId\(index + 10)\" Type=\"\(office)/worksheet\" Target=\"worksheets/sheet\(index + 1).xml\"/>"
            }.joined() + "<Relationship Id=\"rId1\" Type=\"\(office)/styles\" Target=\"styles.xml\"/><Relationship Id=\"rId2\" Type=\"\(office)/sharedStrings\" Target=\"/xl/sharedStrings.xml\"/></Relationships>"),
            ("xl/styles.xml", "<styleSheet xmlns=\"\(main)\"><numFmts>\(formats)</numFmts><cellStyleXfs><xf numFmtId=\"9\"/></cellStyleXfs><cellXfs>\(styles)</cellXfs></styleSheet>"),
            ("xl/sharedStrings.xml", "<sst xmlns=\"\(main)\">\(texts)</sst>"),
        ]
        for (index, sheet) in sheets.enumerated() {
            list.append(("xl/worksheets/sheet\(index + 1).xml", "<worksheet xmlns=\"\(main)\"><sheetData>\(sheet.rows)</sheetData></worksheet>"))
        }
        for part in parts {
            if let index = list.firstIndex(where: { $0.name == part.name }) { list[index] = part } else { list.append(part) }
        }
        return ZipWriter(list.map { ZipWriter.Member($0.name, $0.text.hasPrefix("<?xml") ? $0.text : head + $0.text) })
    }

    package var bytes: [UInt8] { archive.bytes }
}
