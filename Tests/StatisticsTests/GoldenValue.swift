/// A JSON value that keeps apart what Tests/Golden/README.md keeps apart: integers, other numbers, and null.
enum GoldenValue: Sendable, Equatable {
    case null
    case boolean(Bool)
    /// Written without point or exponent.
    case integer(Int)
    case number(Double)
    case string(String)
    case list([GoldenValue])
    case object([String: GoldenValue])
}

extension GoldenValue {
    /// The member of an object; `null` when there is none.
    subscript(_ key: String) -> GoldenValue {
        if case .object(let members) = self { members[key] ?? .null } else { .null }
    }

    var members: [String: GoldenValue] { if case .object(let members) = self { members } else { [:] } }
    var elements: [GoldenValue] { if case .list(let elements) = self { elements } else { [] } }
    var text: String? { if case .string(let text) = self { text } else { nil } }
    var integer: Int? { if case .integer(let integer) = self { integer } else { nil } }
    var double: Double? {
        switch self {
        case .integer(let integer): Double(integer)
        case .number(let number): number
        default: nil
        }
    }
}

extension GoldenValue {
    /// A member of a file did not have the kind its test asks for.
    struct WrongKind: Error { let value: GoldenValue }

    func requireText() throws -> String { try text ?? { throw WrongKind(value: self) }() }
    func requireInteger() throws -> Int { try integer ?? { throw WrongKind(value: self) }() }
    func requireDouble() throws -> Double { try double ?? { throw WrongKind(value: self) }() }
}

extension GoldenValue: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral, ExpressibleByStringLiteral,
    ExpressibleByNilLiteral
{
    init(dictionaryLiteral elements: (String, GoldenValue)...) {
        self = .object(Dictionary(uniqueKeysWithValues: elements))
    }
    init(arrayLiteral elements: GoldenValue...) { self = .list(elements) }
    init(stringLiteral value: String) { self = .string(value) }
    init(nilLiteral: ()) { self = .null }
    init(_ value: Double?) { self = value.map { .number($0) } ?? .null }
    init(_ value: Int?) { self = value.map { .integer($0) } ?? .null }
    init(_ value: Bool?) { self = value.map { .boolean($0) } ?? .null }
    init(_ value: String?) { self = value.map { .string($0) } ?? .null }
    init(_ values: [Double]) { self = .list(values.map { .number($0) }) }
}

extension GoldenValue {
    /// Absolute and relative tolerance of a case.
    struct Tolerance: Sendable {
        var relative: Double
        var absolute: Double
    }

    /// The places where `self`, our answer, differs from `expected` by the comparison rule of Tests/Golden/README.md.
    func differences(from expected: GoldenValue, _ tolerance: Tolerance, at path: String = "") -> [String] {
        switch (self, expected) {
        case (.object(let ours), .object(let theirs)):
            return theirs.sorted { $0.key < $1.key }.flatMap { key, value in
                ours[key].map { $0.differences(from: value, tolerance, at: "\(path).\(key)") }
                    ?? ["\(path).\(key) is missing"]
            }
        case (.list(let ours), .list(let theirs)):
            guard ours.count == theirs.count else {
                return ["\(path) has \(ours.count) elements, expected \(theirs.count)"]
            }
            return zip(ours, theirs).enumerated().flatMap { index, pair in
                pair.0.differences(from: pair.1, tolerance, at: "\(path)[\(index)]")
            }
        case (.number, .number(let theirs)), (.integer, .number(let theirs)):
            guard let ours = double, abs(ours - theirs) <= tolerance.absolute + tolerance.relative * abs(theirs) else {
                return ["\(path) is \(self), expected \(theirs)"]
            }
            return []
        case (.number(let ours), .integer(let theirs)):
            return ours == Double(theirs) ? [] : ["\(path) is \(ours), expected \(theirs)"]
        default:
            return self == expected ? [] : ["\(path) is \(self), expected \(expected)"]
        }
    }
}
