/// What the values of a table's column are: their type and their unit, one for the whole column.
///
/// A closed list, so that a column cannot say of itself what nobody can read. Where the unit differs from row to row, another
/// column of the table says it, and this one names that column.
enum TableUnit: Hashable, Sendable {
    // Words.
    case name, names, text, hexadecimal
    /// A month of the pipeline's calendar, `2024-07`.
    case month
    /// 1 for yes, 0 for no.
    case flag
    /// So many whole ones.
    case whole(Thing)
    /// A mean, a median or a weight of them: not whole.
    case average(Thing)
    /// Whole, of 100.
    case percent
    /// A plain number, such as degrees of freedom.
    case number
    case fraction, fractionOfBudget, fractionPerMonth, probability, ratio, logPerLog, robustZ, z, correlation, cosine, logFollowers
    /// An exact amount of the reporting currency.
    case money
    /// An estimate in the reporting currency, with 12 significant digits.
    case estimatedMoney
    /// So many whole ones of what the column `in` says.
    case counted(in: String)
    /// A number in the unit that the column `in` says.
    case measured(in: String)

    /// What is counted.
    enum Thing: String, CaseIterable {
        case bytes, cells, count, creators, days, deals, followers, identities, months, orders, posts, rows, strata
    }
}

extension TableUnit {
    /// As people read it.
    var text: String {
        switch self {
        case .name: "name"
        case .names: "names"
        case .text: "text"
        case .hexadecimal: "hexadecimal"
        case .month: "month"
        case .flag: "0 or 1"
        case .whole(let thing), .average(let thing): thing.rawValue
        case .percent: "percent"
        case .number: "number"
        case .fraction: "fraction"
        case .fractionOfBudget: "fraction of budget"
        case .fractionPerMonth: "fraction per month"
        case .probability: "probability"
        case .ratio: "ratio"
        case .logPerLog: "log per log"
        case .robustZ: "robust z"
        case .z: "z"
        case .correlation: "correlation"
        case .cosine: "cosine"
        case .logFollowers: "log₁₀ of followers"
        case .money, .estimatedMoney: "money"
        case .counted(let column), .measured(let column): "as \(column)"
        }
    }

    var type: TableType {
        switch self {
        case .name, .names, .text, .hexadecimal: .string
        case .month: .yearMonth
        case .flag: .boolean
        case .whole, .percent, .counted: .integer
        case .average, .number, .fraction, .fractionOfBudget, .fractionPerMonth, .probability, .ratio, .logPerLog, .robustZ, .z, .correlation,
            .cosine, .logFollowers, .estimatedMoney, .measured:
            .number
        case .money: .amount
        }
    }

    /// The column that says the unit of a row; nil where it is the same in all rows.
    var column: String? {
        switch self {
        case .counted(let column), .measured(let column): column
        default: nil
        }
    }
}

/// How a column's cells are read.
package enum TableType: Sendable {
    /// `yearMonth` is `2024-07`; a boolean is 0 or 1.
    case string, yearMonth, boolean, integer
    /// A decimal number.
    case number
    /// An exact decimal amount of money.
    case amount
}
