internal import Findings
internal import SocialData
internal import TextValues
internal import Statistics

/// The audience that a brand wants, and how much of it a creator has (Methods 16).
struct AudienceTarget: Sendable {
    /// By dimension, in the order of the definition; values folded.
    private let dimensions: [(name: [UInt8], shares: [AudienceText.Share])]

    /// nil without any wanted share.
    init?(_ audience: [AudienceShare]) {
        guard !audience.isEmpty else { return nil }
        var dimensions: [(name: [UInt8], shares: [AudienceText.Share])] = []
        for wanted in audience {
            let name = HandleFolding.fold(Array(wanted.dimension.utf8).span)
            let share = AudienceText.Share(
                dimension: name, value: HandleFolding.fold(Array(wanted.value.utf8).span), share: wanted.share)
            if let place = dimensions.firstIndex(where: { $0.name == name }) {
                dimensions[place].shares.append(share)
            } else {
                dimensions.append((name: name, shares: [share]))
            }
        }
        self.dimensions = dimensions
    }

    /// The mean overlap over the wanted dimensions; nil where the shares of any of them are not known or do not add up to
    /// about 1, because creators known by different dimensions cannot be compared.
    func overlap(_ shares: [AudienceText.Share]) -> Double? {
        var overlaps: [Double] = []
        for dimension in dimensions {
            let own = shares.filter { $0.dimension == dimension.name }
            let values = Set((own + dimension.shares).map(\.value)).sorted { $0.lexicographicallyPrecedes($1) }
            func column(_ shares: [AudienceText.Share]) -> [Double] {
                values.map { value in shares.filter { $0.value == value }.map(\.share).compensatedSum() }
            }
            guard let overlap = Alignment.audienceOverlap(column(own), column(dimension.shares)) else { return nil }
            overlaps.append(overlap)
        }
        return overlaps.compensatedSum() / Double(overlaps.count)
    }
}
