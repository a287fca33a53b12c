@testable import ColumnFiles
import Testing

/// The compact protocol against bytes made by hand from its specification.
struct ThriftTests {
    @Test func fieldsAreDeltasAndTypes() throws {
        var writer = CompactWriter()
        writer.int32(1, 150)
        writer.boolean(3, true)
        writer.text(20, "ab")
        writer.begin(21)
        writer.int64(1, -1)
        writer.end()
        writer.list(22, of: .int32, count: 2)
        writer.int32Element(1)
        writer.int32Element(-2)
        let bytes = writer.finish()
        // 150 is zigzag 300 = 0xAC 0x02; field 20 is 17 behind 3, so its number stands in full: zigzag 40.
        #expect(bytes == [0x15, 0xAC, 0x02, 0x21, 0x08, 0x28, 0x02, 0x61, 0x62, 0x1C, 0x16, 0x01, 0x00, 0x19, 0x25, 0x02, 0x03, 0x00])
        var reader = CompactReader()
        var last = 0
        var seen: [Int] = []
        while let field = try reader.field(bytes.span, after: &last) {
            seen.append(field.id)
            switch field.id {
            case 1: #expect(try reader.int32(bytes.span, field.kind) == 150)
            case 20: #expect(try reader.text(bytes.span, field.kind) == "ab")
            default: try reader.skip(bytes.span, field.kind)
            }
        }
        #expect(seen == [1, 3, 20, 21, 22])
        #expect(reader.position == bytes.count)
    }

    /// Every way in which a field can be longer than what is left, or deeper than anything real.
    @Test(arguments: [
        [0x15], [0x15, 0x80], [0x15, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01], [0x18, 0x05, 0x61], [0x17, 0, 0],
        [0x18, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01], [0x19, 0xF5, 0xFF, 0xFF, 0xFF, 0xFF, 0x07], [0x19, 0x2F, 0, 0], [0x1E],
        [0x1B, 0x05, 0x55], [0x1B, 0x01, 0xFF, 0, 0], [0x05, 0x01, 0x00], [0x1D, 0, 0],
        Array(repeating: 0x1C, count: 1000), Array(repeating: 0x19, count: 1000),
    ])
    func whatIsCutOffIsAnError(_ bytes: [UInt8]) {
        #expect(throws: ColumnFileError.self) {
            var reader = CompactReader()
            var last = 0
            while let field = try reader.field(bytes.span, after: &last) { try reader.skip(bytes.span, field.kind) }
        }
    }
}
