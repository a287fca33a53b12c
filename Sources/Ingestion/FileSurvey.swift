package import ByteStreams
package import ExportFormats
internal import RecordFormats
package import SocialData
package import StageFiles
internal import TextValues

/// Something that a file's rows need and do not say: whoever sets up a pipeline has to answer it.
package enum MissingAnswer: String, Sendable, CaseIterable {
    /// Times are written without a zone.
    case zone
    /// Times end in a word that names no zone, or several: only their source can say which.
    case zoneOfWord = "timezone"
    /// Days are written without a year.
    case year
    /// Posts or follower counts of no network.
    case platform
    /// Posts or follower counts of nobody: no account id, no handle.
    case handle
    /// Orders of no shop.
    case store
    /// Amounts of no currency.
    case currency
    /// Deals of no beginning.
    case start = "started_at"
    /// Posts whose numbers were read nobody knows when.
    case exported = "exported_at"
}

/// An account as rows show it; parts may be empty.
package struct AccountSighting: Sendable, Hashable {
    package var platform: [UInt8]
    /// The exporting tool's own id of the person.
    package var creatorID: [UInt8]
    /// The platform's id.
    package var account: [UInt8]
    package var handle: [UInt8]
}

/// What ingest would make of a file, learnt without staging anything: read by the same code, asked what it lacks.
package struct FileSurvey: Sendable {
    /// Refused files are no error here: they are what somebody wants to know.
    package enum Outcome: Sendable {
        /// What ingest would stage.
        case read(SurveyedRows)
        /// What, why, what to do.
        case refused(String)
    }

    /// Without its folder, for people.
    package var name: String
    /// Rows or a refusal.
    package var outcome: Outcome
    /// It is a table whose columns no format knows.
    package var isUnknownTable = false

    /// Unpacked bytes looked at of one file. Nearly every real export is smaller, so its accounts are complete.
    private static let byteLimit = 64 << 20

    /// - Parameters:
    ///   - name: what messages and the reading of file names go by.
    ///   - format: which one it is, where somebody said so.
    ///   - standIns: values for `platform` and `handle`, used where the rows name none, so that the rest can be seen.
    package init(
        place: InputPlace, name: String, catalogue: FormatCatalogue, format: String? = nil, standIns: [MissingAnswer: String]
    ) throws {
        self.name = name
        do {
            outcome = .read(try Self.read(place: place, name: name, catalogue: catalogue, format: format, standIns: standIns))
        } catch {
            guard let refusal = FileRefusal(error, of: place.path) else { throw error }
            outcome = .refused(refusal.message)
            isUnknownTable = refusal.isUnknownTable
        }
    }

    /// A file that needs no look inside.
    package init(name: String, refused reason: String) {
        self.name = name
        outcome = .refused(reason)
    }

    private static func read(
        place: InputPlace, name: String, catalogue: FormatCatalogue, format: String?, standIns: [MissingAnswer: String]
    ) throws -> SurveyedRows {
        var set: [String: String] = [:]
        var missing: Set<MissingAnswer> = []
        while true {
            let pass = SurveyPass(place: place, name: name, catalogue: catalogue, format: format, set: set)
            let open: [MissingAnswer]
            var rows: SurveyedRows?
            do {
                var read = try pass.read(limit: byteLimit)
                if read.hasManyAccounts, read.missing.contains(.handle) {
                    guard !read.accounts.isEmpty else {
                        throw FileRefusal(
                            "it is \(read.title): it names no authors, and its rows are of many accounts, so nobody's followers or deals can be told; export it with an author column",
                            format: read.format)
                    }
                    read.missing.remove(.handle)
                }
                rows = read
                open = [.platform, .handle].filter { read.missing.contains($0) }
            } catch let refusal as FileRefusal where refusal.lacks != nil {
                open = refusal.lacks.map { [$0] } ?? []
                if open.allSatisfy({ set[$0.rawValue] != nil || (standIns[$0] ?? Self.standIn($0)) == nil }) { throw refusal }
            }
            missing.formUnion(open)
            let next = open.filter { set[$0.rawValue] == nil && (standIns[$0] ?? Self.standIn($0)) != nil }
            if next.isEmpty, var rows {
                rows.missing.formUnion(missing)
                // A year that nobody named must not look like an answer.
                rows.set = set.filter { $0.key != MissingAnswer.year.rawValue }
                return rows
            }
            for answer in next { set[answer.rawValue] = standIns[answer] ?? Self.standIn(answer) }
        }
    }

    /// Any year does to see the rest of a file that names none.
    private static func standIn(_ answer: MissingAnswer) -> String? { answer == .year ? "2020" : nil }
}

/// What the rows of a file hold.
package struct SurveyedRows: Sendable {
    /// Name of the format.
    package var format: String
    /// The format's own words for itself.
    package var title: String
    /// Candidate rows looked at: accepted + quarantined + skipped.
    package var candidates = 0
    /// Candidates that would become staged rows.
    package var accepted = 0
    /// Candidates that would be set aside.
    package var quarantined = 0
    /// Candidates that a rule would leave out.
    package var skipped = 0
    /// All of the file was looked at.
    package var isWhole = true
    /// Why rows were skipped, each with its count.
    package var skipReasons: [String] = []
    /// The first row set aside: its line and the reason.
    package var firstReject: (line: Int, reason: String)?
    /// Staged rows by entity, without accounts.
    package var rows: [Entity: Int] = [:]
    /// Questions that only the source can answer.
    package var missing: Set<MissingAnswer> = []
    /// Stand-ins that were used, by column.
    package var set: [String: String] = [:]
    /// Rows of deals and orders with money, by their currency.
    package var currencies: [String: Int] = [:]
    /// Rows with money and without a currency.
    package var rowsWithoutCurrency = 0
    /// Some row names a niche.
    package var hasNiches = false
    /// Some row counts followers.
    package var hasFollowers = false
    /// Rows are of many accounts; no handle can be set for all.
    var hasManyAccounts = false
    /// Orders of no named shop: what each order number stands for.
    package var orders: [UInt64: SurveyedSale] = [:]
    /// Some row says when its numbers were read: a data cut-off can come from it.
    package var hasClock = false
    /// Every account that some row shows, each once.
    package var accounts: Set<AccountSighting> = []
    /// Staged rows of `creators` and `accounts`.
    package var directory: [StageRows] = []
    /// Which handle and account id rows show together.
    package var evidence: [StageRows] = []
}

/// A sale that a file of orders tells of, in hashes.
package struct SurveyedSale: Sendable {
    /// When it was.
    package var time: UInt64
    /// When it was, and what was sold.
    package var sale: UInt64
    /// Money that was given back, or a sale that was called off: what a later file says of an order of an earlier one.
    package var isReturn: Bool
}

/// One reading of a file.
private struct SurveyPass {
    let place: InputPlace
    let name: String
    let catalogue: FormatCatalogue
    let format: String?
    let set: [String: String]

    func read(limit: Int) throws -> SurveyedRows {
        var source = try InputText(place, limits: .standard, overrides: DialectOverrides(), catalogue: catalogue, format: format)
        try source.readSample()
        let (sample, isWhole, overrides) = (source.takeSample(), source.isWhole, source.overrides)
        let reading = try recognise(sample, isWhole, overrides)
        let format = reading.mapper.format
        var rows = SurveyedRows(format: format.name, title: format.title)
        rows.hasManyAccounts = format.hasManyAccounts
        var skipped = [Int](repeating: 0, count: format.skips.count)
        var blocks = RecordBlocks(reading: reading, sample: sample, isWhole: isWhole)
        var bytes = sample.count
        var isFirst = true
        while let batch = try blocks.next(from: &source, blockBytes: FileIngestion.blockBytes) {
            let mapped = map(batch, reading)
            if isFirst {
                rows.missing.formUnion(try clockAnswers(batch, mapped, sample: sample, isWhole: isWhole, overrides))
                isFirst = false
            }
            rows.add(mapped)
            for rule in skipped.indices { skipped[rule] += mapped.skippedByRule[rule] }
            bytes += FileIngestion.blockBytes
            if bytes > limit {
                rows.isWhole = false
                break
            }
        }
        if rows.rows[.posts] ?? 0 > 0, !rows.hasClock { rows.missing.insert(.exported) }
        rows.skipReasons = zip(format.skips, skipped).filter { $0.1 > 0 }.map { "\($0.0.reason): \($0.1)" }
        return rows
    }

    private func recognise(
        _ sample: [UInt8], _ isWhole: Bool, _ overrides: DialectOverrides, zone: ZoneOffsets = .utc, isZoneAssumed: Bool = false, year: String? = nil
    ) throws -> FileReading {
        var set = set
        if let year { set["year"] = year }
        var input = IngestionInput(
            path: place.path, name: name, sha256: "000000000000", bytes: 0, key: "", format: format, set: set, zone: zone,
            // A word in the times that names no zone is a question, not a refusal: `clockAnswers` asks it.
            isZoneAssumed: isZoneAssumed, asOf: nil, dialect: overrides, refuseShare: 1)
        input.member = place.member
        return try FileReading.recognise(sample: sample, isWhole: isWhole, overrides: overrides, input: input, catalogue: catalogue)
    }

    private func map(_ batch: FieldBatch, _ reading: FileReading) -> MappedRows {
        var rows = reading.mapper.makeRows()
        reading.mapper.map(batch, into: &rows)
        return rows
    }

    /// Whether rows become others in another zone, or with a year: then the file does not say it. Asking the mapper needs
    /// no second knowledge of formats.
    private func clockAnswers(
        _ batch: FieldBatch, _ mapped: MappedRows, sample: [UInt8], isWhole: Bool, _ overrides: DialectOverrides
    ) throws -> Set<MissingAnswer> {
        var answers: Set<MissingAnswer> = []
        let staged = mapped.entities.map { $0.lines() }
        let elsewhere = ZoneOffsets(fixedSeconds: 5 * 3600 + 45 * 60)
        if map(batch, try recognise(sample, isWhole, overrides, zone: elsewhere)).entities.map({ $0.lines() }) != staged { answers.insert(.zone) }
        if answers.contains(.zone), try hasZoneWord(sample, isWhole, overrides) { answers = [.zoneOfWord] }
        if map(batch, try recognise(sample, isWhole, overrides, year: "2020")).entities.map({ $0.lines() }) != staged { answers.insert(.year) }
        return answers
    }

    /// Whether the pipeline's calendar alone would leave the file refused, for the word in its times.
    private func hasZoneWord(_ sample: [UInt8], _ isWhole: Bool, _ overrides: DialectOverrides) throws -> Bool {
        do {
            _ = try recognise(sample, isWhole, overrides, isZoneAssumed: true)
            return false
        } catch let refusal as FileRefusal where refusal.lacks == .zoneOfWord {
            return true
        }
    }
}

extension SurveyedRows {
    init(format: String, title: String) {
        self.format = format
        self.title = title
    }

    mutating func add(_ mapped: MappedRows) {
        candidates += mapped.candidates
        accepted += mapped.accepted
        quarantined += mapped.quarantined
        skipped += mapped.skipped
        if mapped.latest != nil { hasClock = true }
        for reject in mapped.rejects where reject.scope == .row {
            if firstReject == nil {
                let column = reject.column.isEmpty ? "" : "\(reject.column): "
                firstReject = (reject.line, column + reject.reason)
            }
            guard reject.kind == "missing_identity" else { continue }
            if reject.column == "platform" { missing.insert(.platform) }
            if reject.column.isEmpty { missing.insert(.handle) }
        }
        for rows in mapped.entities where rows.keptCount > 0 {
            let batch = Self.records(of: rows)
            if rows.entity != .accounts { self.rows[rows.entity, default: 0] += rows.keptCount }
            switch rows.entity {
            case .posts, .snapshots: addAccounts(batch, rows.entity)
            case .creators:
                addAccounts(batch, rows.entity)
                directory.append(batch)
            case .accounts: evidence.append(batch)
            case .deals, .orders: addMoney(batch, rows.entity)
            case .codes, .clicks, .rates, .spend: break
            }
        }
    }

    /// The rows that stand.
    private static func records(of rows: EntityRows) -> StageRows {
        var all = StageRows(.staged(rows.entity))
        all.append(rows, input: [])
        var kept = StageRows(all.schema)
        let standing = rows.isKept.indices.filter { rows.isKept[$0] }.map { UInt32($0) }
        kept.append(standing.span, of: all)
        return kept
    }

    private mutating func addAccounts(_ batch: StageRows, _ entity: Entity) {
        let columns = ["platform", "creator_id", "account_id", "handle"].map(entity.index)
        let niche = entity.index(of: "niche")
        let counts = ["followers", "followers_at_post", "followers_at_export"].compactMap(entity.index)
        for record in batch.indices {
            if !hasFollowers { hasFollowers = counts.contains { !batch.spelling(record, $0).isEmpty } }
            let parts = columns.map { $0.map { batch.spelling(record, $0) } ?? [] }
            if let niche, !hasNiches { hasNiches = !batch.spelling(record, niche).isEmpty }
            if parts[1].isEmpty && parts[2].isEmpty && parts[3].isEmpty {
                missing.insert(.handle)
            } else if !parts[2].isEmpty || !parts[3].isEmpty {
                accounts.insert(AccountSighting(platform: parts[0], creatorID: parts[1], account: parts[2], handle: parts[3]))
            }
        }
    }

    private mutating func addMoney(_ batch: StageRows, _ entity: Entity) {
        let amounts = entity.columns.indices.filter { entity.columns[$0].type == .money }
        let (currency, store) = (entity.index(of: "currency"), entity.index(of: "store"))
        let start = entity.index(of: "started_at")
        for record in batch.indices {
            if let store, batch.spelling(record, store).isEmpty {
                missing.insert(.store)
                addOrder(record, batch)
            }
            if let start, batch.spelling(record, start).isEmpty { missing.insert(.start) }
            guard let currency, amounts.contains(where: { !batch.spelling(record, $0).isEmpty }) else { continue }
            let code = batch.spelling(record, currency)
            if code.isEmpty {
                missing.insert(.currency)
                rowsWithoutCurrency += 1
            } else {
                currencies[String(decoding: code, as: UTF8.self), default: 0] += 1
            }
        }
    }
}

extension SurveyedRows {
    /// The same number for the same sale at the same time in two files is one shop's; for another time, two shops'.
    fileprivate mutating func addOrder(_ record: Int, _ batch: StageRows) {
        func hash(_ columns: [String]) -> UInt64 {
            var hash = FNV1a()
            for column in columns {
                guard let index = Entity.orders.index(of: column) else { continue }
                hash.combine(batch.spelling(record, index).span)
                hash.combine(Shards.separator)
            }
            return hash.value
        }
        let number = hash(["order_id"])
        let sale = SurveyedSale(time: hash(["ordered_at"]), sale: hash(["ordered_at", "revenue", "currency"]), isReturn: Self.isReturn(record, batch))
        // A refund of an order has a row of its own, behind the order's.
        if orders[number]?.isReturn ?? true { orders[number] = sale }
    }

    private static func isReturn(_ record: Int, _ batch: StageRows) -> Bool {
        func text(_ column: String) -> [UInt8] { Entity.orders.index(of: column).map { batch.spelling(record, $0) } ?? [] }
        let status = OrderStatus(word: String(decoding: text("status"), as: UTF8.self))
        return text("revenue").first == UInt8(ascii: "-") || (status.map { $0 != .paid && $0 != .pending } ?? false)
    }
}
