internal import Findings

/// What pages count, in the one and the many.
enum Noun {
    case creator, post, deal, order, row, day, month, file, question, stratum

    /// Of rows that are counted.
    init(_ unit: CountedUnit) {
        self =
            switch unit {
            case .posts: .post
            case .deals: .deal
            case .orders: .order
            }
    }

    /// `1 creator`, `2,000 creators`.
    func counted(_ number: Int) -> String {
        let count = Format.count(number)
        return switch self {
        case .creator: number == 1 ? say("\(count) creator") : say("\(count) creators")
        case .post: number == 1 ? say("\(count) post") : say("\(count) posts")
        case .deal: number == 1 ? say("\(count) deal") : say("\(count) deals")
        case .order: number == 1 ? say("\(count) order") : say("\(count) orders")
        case .row: number == 1 ? say("\(count) row") : say("\(count) rows")
        case .day: number == 1 ? say("\(count) day") : say("\(count) days")
        case .month: number == 1 ? say("\(count) month") : say("\(count) months")
        case .file: number == 1 ? say("\(count) file") : say("\(count) files")
        case .question: number == 1 ? say("\(count) question") : say("\(count) questions")
        case .stratum: number == 1 ? say("\(count) stratum") : say("\(count) strata")
        }
    }

    /// `1 micro creator`, `2,000 micro creators`.
    func counted(_ number: Int, of tier: String) -> String {
        let count = Format.count(number)
        return switch self {
        case .creator: number == 1 ? say("\(count) \(tier) creator") : say("\(count) \(tier) creators")
        case .post: number == 1 ? say("\(count) \(tier) post") : say("\(count) \(tier) posts")
        case .deal: number == 1 ? say("\(count) \(tier) deal") : say("\(count) \(tier) deals")
        case .order, .row, .day, .month, .file, .question, .stratum: preconditionFailure("\(self) belongs to no tier")
        }
    }
}
