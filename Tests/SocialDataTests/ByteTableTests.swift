import SocialData
import TestSupport
import Testing

@Suite struct ByteTableTests {
    @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
    func agreesWithDictionary(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var table = ByteTable(minimumCapacity: seed == 1 ? 5000 : 0)
        var dictionary: [[UInt8]: Int] = [:]
        for step in 0..<20_000 {
            // Few letters and few lengths, the empty key among them, so that keys repeat and nearly repeat.
            let length = Int.random(in: 0...(step % 3 == 0 ? 3 : 20), using: &generator)
            let key = (0..<length).map { _ in UInt8.random(in: 0...3, using: &generator) }
            let expected = dictionary[key]
            #expect(table.find(key.span) == expected, "seed \(seed), step \(step)")
            let number = table.insert(key.span)
            #expect(number == expected ?? dictionary.count, "seed \(seed), step \(step)")
            dictionary[key] = number
        }
        #expect(table.count == dictionary.count)
        for (key, number) in dictionary {
            #expect(table.find(key.span) == number, "seed \(seed)")
            #expect(table.bytes(number) == key, "seed \(seed)")
        }
        let sorted = dictionary.keys.sorted { $0.lexicographicallyPrecedes($1) }
        #expect(table.sortedIndices().map { table.bytes($0) } == sorted, "seed \(seed)")
    }

    @Test func keysOfEveryLengthStayApart() {
        var table = ByteTable()
        for length in 0..<200 {
            let zeros = [UInt8](repeating: 0, count: length)
            #expect(table.find(zeros.span) == nil)
            #expect(table.insert(zeros.span) == length)
        }
        for length in 0..<200 {
            let zeros = [UInt8](repeating: 0, count: length)
            #expect(table.insert(zeros.span) == length)
            #expect(table.withBytes(length) { $0.count } == length)
        }
        #expect(table.byteCount == 199 * 200 / 2)
    }

    @Test func forgets() {
        var table = ByteTable()
        let key = Array("handle".utf8)
        #expect(table.isEmpty)
        #expect(table.insert(key.span) == 0)
        table.removeAll()
        #expect(table.isEmpty)
        #expect(table.find(key.span) == nil)
        #expect(table.insert(key.span) == 0)
        #expect(written { table.append(0, to: &$0) } == "handle")
    }
}
