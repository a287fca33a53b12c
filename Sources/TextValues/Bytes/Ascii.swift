/// Bytes that the readers and writers here meet often.
package enum Ascii {
    package static let tab: UInt8 = 0x09
    package static let space: UInt8 = 0x20
    package static let zero = UInt8(ascii: "0")
    package static let minus = UInt8(ascii: "-")
    package static let plus = UInt8(ascii: "+")
    package static let point = UInt8(ascii: ".")
    package static let comma = UInt8(ascii: ",")
    package static let colon = UInt8(ascii: ":")
    package static let apostrophe = UInt8(ascii: "'")

    // Inlinable, so that other modules' row loops make no call of them.
    /// ASCII digits alone, `0` to `9`.
    @inlinable
    package static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") <= 9 }

    /// ASCII letters alone, in any case.
    @inlinable
    package static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") <= 25 }

    /// Other bytes unchanged.
    @inlinable
    package static func lowercased(_ byte: UInt8) -> UInt8 { byte &- UInt8(ascii: "A") <= 25 ? byte | 0x20 : byte }

    package static func uppercased(_ byte: UInt8) -> UInt8 { byte &- UInt8(ascii: "a") <= 25 ? byte & 0xDF : byte }
}
