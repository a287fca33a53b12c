/// Bytes that the readers and writers here meet often.
enum Ascii {
    static let tab: UInt8 = 0x09
    static let space: UInt8 = 0x20
    static let zero = UInt8(ascii: "0")
    static let minus = UInt8(ascii: "-")
    static let plus = UInt8(ascii: "+")
    static let point = UInt8(ascii: ".")
    static let comma = UInt8(ascii: ",")
    static let colon = UInt8(ascii: ":")
    static let apostrophe = UInt8(ascii: "'")

    static func isDigit(_ byte: UInt8) -> Bool { byte &- zero <= 9 }

    static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") <= 25 }

    static func lowercased(_ byte: UInt8) -> UInt8 { byte &- UInt8(ascii: "A") <= 25 ? byte | 0x20 : byte }

    static func uppercased(_ byte: UInt8) -> UInt8 { byte &- UInt8(ascii: "a") <= 25 ? byte & 0xDF : byte }
}
