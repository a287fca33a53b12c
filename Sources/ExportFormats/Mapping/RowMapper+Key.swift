internal import RecordFormats
internal import SocialData
internal import TextValues

extension RowMapper {
    /// What proves a key that several columns make.
    func key(_ record: RecordSpan, _ batch: FieldBatch, _ state: MappingState) -> RowKey {
        var hash = FNV1a()
        let start = Int(record.rawStart)
        hash.combine(batch.bytes.span.extracting(start..<(start + Int(record.rawLength))))
        return RowKey(key: state.identity.value, record: hash.value, line: record.line)
    }
}
