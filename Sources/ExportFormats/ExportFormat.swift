package import SocialData

/// One kind of export as data: how to recognise it and how its columns become canonical ones.
///
/// Read from a YAML file by `ExportFormatReader`; `Catalogue/` holds those that ship, a pipeline can name its own.
/// Column names are header names for CSV and paths (`stats.diggCount`, `hashtags[]`) for JSON.
package struct ExportFormat: Sendable, Equatable {
    package var name: String
    package var title: String
    /// CSV and TSV, or NDJSON and JSON arrays; nil accepts both (native files).
    package var container: FormatContainer?
    /// JSON only: where the records are inside a line or file, as `items[]`.
    package var records: String?
    /// Header names are canonical column names; `entities` holds one entity without columns of its own.
    package var isNative: Bool
    package var detection: DetectionRule
    /// Words that mean "no value" in any cell, beside the empty one.
    package var missing: [String]
    package var entities: [EntityMapping]
    package var skips: [RowRule]
    package var quarantines: [RowRule]
    /// Localised header names: locale → (name used in this file → name in that locale).
    package var headers: [HeaderLocale]
    /// Trailing fields may be missing from a row.
    package var allowsShortRows: Bool
    /// Every column whose header name matches becomes a row of its own (ECB rates).
    package var unpivot: Unpivot?

    /// All source columns that the format names anywhere, each once, in order of appearance.
    package var sourceColumns: [String] {
        var seen = Set<String>()
        var columns: [String] = []
        func add(_ name: String) { if seen.insert(name).inserted { columns.append(name) } }
        detection.columns.forEach(add)
        for rule in skips + quarantines { rule.conditions.forEach { add($0.column) } }
        for entity in entities {
            for column in entity.columns {
                for alternative in column.alternatives { alternative.sourceColumns.forEach(add) }
            }
        }
        return columns
    }
}

package enum FormatContainer: String, Sendable, CaseIterable {
    case csv, json
}

/// What must, and must not, be among a file's columns.
package struct DetectionRule: Sendable, Equatable {
    package var columns: [String] = []
    package var without: [String] = []
}

/// How one entity's columns are filled from a record.
package struct EntityMapping: Sendable, Equatable {
    package var entity: Entity
    package var columns: [ColumnMapping]
}

/// One canonical column: its alternatives in order; the first that gives a value wins.
package struct ColumnMapping: Sendable, Equatable {
    package var column: String
    package var alternatives: [ValueRule]
}

/// One way to get a value.
package struct ValueRule: Sendable, Equatable {
    package var source: ValueSource
    package var when: [Condition] = []
    package var unless: [Condition] = []
    /// Patterns as `facebook.com/{page}/posts/{post}`: the first that occurs in the value gives the captures.
    package var extract: [String] = []
    /// How the captures make the value, as `{page}_{post}`; nil takes the first capture.
    package var template: String?
    package var timeOf: IdentifierTime?
    package var dates: [String] = []
    package var epoch: EpochUnit?
    package var values: [String: String] = [:]
    package var unlisted: UnlistedValue = .keep
    package var split: String?
    /// Numbers that stand for "hidden".
    package var hidden: [String] = []
    package var number: NumberForm = .plain
    package var isEstimated = false

    package init(source: ValueSource) { self.source = source }

    var sourceColumns: [String] {
        let own: [String] = switch source {
        case .columns(let columns): columns.map(\.name)
        case .constant: []
        case .digest(let columns): columns
        case .compose(let template): template.columns
        case .hashtags(let column), .mentions(let column), .length(let column): [column]
        }
        return own + (when + unless).map(\.column)
    }
}

package enum ValueSource: Sendable, Equatable {
    /// The first of these columns that has a value.
    case columns([SourceColumn])
    case constant(String)
    /// 16 hexadecimal digits over the values of these columns: an identity for rows that have none.
    case digest([String])
    case compose(Template)
    case hashtags(String)
    case mentions(String)
    /// Number of Unicode scalars.
    case length(String)
}

/// A source column; `nth` (1-based) tells equal header names apart.
package struct SourceColumn: Sendable, Equatable {
    package var name: String
    package var nth: Int?
}

/// Text with `{column}` places.
package struct Template: Sendable, Equatable {
    package enum Part: Sendable, Equatable { case text(String), place(String) }
    package var parts: [Part]

    package var columns: [String] {
        parts.compactMap { part in if case .place(let name) = part { name } else { nil } }
    }

    /// Reads `a{b}c`; nil where a brace is not closed.
    package init?(_ text: String) {
        parts = []
        var rest = Substring(text)
        while let open = rest.firstIndex(of: "{") {
            if open > rest.startIndex { parts.append(.text(String(rest[..<open]))) }
            guard let close = rest[open...].firstIndex(of: "}") else { return nil }
            parts.append(.place(String(rest[rest.index(after: open)..<close])))
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { parts.append(.text(String(rest))) }
    }
}

/// Ids that carry the time at which they were made.
package enum IdentifierTime: String, Sendable, CaseIterable {
    case tiktok, x
}

package enum EpochUnit: String, Sendable, CaseIterable {
    case seconds, milliseconds
}

/// What happens to a word that `values` does not list.
package enum UnlistedValue: String, Sendable, CaseIterable {
    case keep, missing, bad
}

/// How numbers of a column may be written, beyond plain digits.
package enum NumberForm: String, Sendable, CaseIterable {
    /// Digits only.
    case plain
    /// In the file's number style: thousands separators, decimal point or comma.
    case styled
    /// `12.3K`: read, and listed in `estimated`.
    case rounded
    /// Whole numbers written with decimals: `104.0`.
    case wholeDecimals = "whole_decimals"
}

/// A test of one column of a record; all of a list must hold.
package struct Condition: Sendable, Equatable {
    package var column: String
    /// Exact values, one of which must be there; "" is a missing value.
    package var values: [String]
    package var isNegated: Bool
}

/// Rows that are set aside, and why.
package struct RowRule: Sendable, Equatable {
    package var conditions: [Condition]
    package var reason: String
}

/// Header names of one locale.
package struct HeaderLocale: Sendable, Equatable {
    package var locale: String
    /// Name used in the format file → name in this locale.
    package var names: [String: String]
}

/// Wide tables: columns whose header is an ISO 4217 code become rows.
package struct Unpivot: Sendable, Equatable {
    package var nameColumn: String
    package var valueColumn: String
}
