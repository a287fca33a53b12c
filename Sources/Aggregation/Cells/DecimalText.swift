/// Whole numbers as decimal text, appended to a byte buffer. Cells are mostly numbers, so this is a hot path.
enum DecimalText {
    static func append(_ number: Int128, to output: inout [UInt8]) {
        guard let small = Int64(exactly: number) else {
            output.append(contentsOf: number.description.utf8)
            return
        }
        append(Int(small), to: &output)
    }

    static func append(_ number: Int, to output: inout [UInt8]) {
        if number < 0 { output.append(UInt8(ascii: "-")) }
        var rest = number.magnitude
        guard rest > 9 else {
            output.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest))
            return
        }
        // Digits come from the right; 20 are enough for 64 bits.
        var digits = InlineArray<20, UInt8>(repeating: 0)
        var first = 20
        while rest > 0 {
            let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
            first -= 1
            digits[first] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit)
            rest = quotient
        }
        output.append(addingCapacity: 20 - first) { text in
            for index in first..<20 { text.append(digits[index]) }
        }
    }
}
