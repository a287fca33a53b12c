/// Campaigns of one creator that no file holds together and that cost the same in the same days: one, perhaps, which a sheet of one's own calls by
/// another name than the network's report.
struct CampaignTwins {
    /// What one campaign cost for one creator in the days that its files name.
    struct Cost: Hashable {
        let creator: Int32
        let currency: [UInt8]
        let start: Int64
        let end: Int64?
        let amount: Int128
    }

    private var files: [Cost: Set<Int32>] = [:]

    /// Notes a campaign; whether others of the same cost stand in other files only.
    mutating func meets(_ cost: Cost, files: Set<Int32>) -> Bool {
        guard cost.amount != 0 else { return false }
        let others = self.files[cost]
        self.files[cost, default: []].formUnion(files)
        return others?.isDisjoint(with: files) ?? false
    }
}
