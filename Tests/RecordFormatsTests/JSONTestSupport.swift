import RecordFormats

/// What a reader gave, as plain values that can be compared whatever the chunks were.
struct JSONOutcome: Equatable, CustomStringConvertible {
    struct Field: Equatable, CustomStringConvertible {
        var kind: FieldKind
        var text: String
        init(_ kind: FieldKind, _ text: String = "") {
            self.kind = kind
            self.text = text
        }
        var description: String { "\(kind)(\(text))" }
    }

    struct Record: Equatable {
        var line: Int
        var offset: Int
        var raw: String
        var fields: [Field]
    }

    var records: [Record] = []
    var faults: [RecordFault] = []
    var blankLines = 0
    var emptyPages = 0
    var duplicateKeys = 0
    var error: JSONFileError?

    /// The first field of every record.
    var firstTexts: [String] { records.map { $0.fields[0].text } }
    var faultKinds: [RecordFaultKind] { faults.map(\.kind) }

    var description: String {
        "records \(records), faults \(faults.map { "\($0.kind) \($0.line):\($0.offset) \($0.detail)" }), "
            + "blank \(blankLines), error \(error.map { "\($0)" } ?? "none")"
    }
}

/// Reads `text` in chunks that end at `cuts`. The batch is emptied after every chunk, or filled further where `keeps`.
func readJSON(
    _ text: [UInt8], _ container: Container, records: String? = nil, paths: [String] = ["a"], joins: [JSONJoin] = [],
    limits: RecordLimits = .standard, cuts: [Int] = [], keeps: Bool = false
) -> JSONOutcome {
    var reader = JSONRecordReader(
        container: container, records: records, paths: paths.map { JSONPath($0)! }, joins: joins, limits: limits)
    var outcome = JSONOutcome()
    var batch = FieldBatch()
    let ends = cuts + [text.count]
    var start = 0
    for (index, end) in ends.enumerated() {
        do {
            try reader.read(Array(text[start..<end]), isLast: index == ends.count - 1, into: &batch)
        } catch {
            outcome.error = error
            break
        }
        start = end
        if !keeps {
            outcome.take(batch)
            batch = FieldBatch()
        }
    }
    outcome.take(batch)
    outcome.emptyPages = reader.emptyPages
    outcome.duplicateKeys = reader.duplicateKeys
    return outcome
}

func readJSON(
    _ text: String, _ container: Container, records: String? = nil, paths: [String] = ["a"], joins: [JSONJoin] = [],
    limits: RecordLimits = .standard, cuts: [Int] = [], keeps: Bool = false
) -> JSONOutcome {
    readJSON(
        Array(text.utf8), container, records: records, paths: paths, joins: joins, limits: limits, cuts: cuts,
        keeps: keeps)
}

extension JSONOutcome {
    mutating func take(_ batch: FieldBatch) {
        for record in batch.records {
            let fields = batch.fields[record.firstField..<record.firstField + record.fieldCount].map {
                Field($0.kind, text(batch, $0.start, $0.length))
            }
            records.append(
                Record(
                    line: record.line, offset: record.offset, raw: text(batch, record.rawStart, record.rawLength),
                    fields: fields))
        }
        faults += batch.faults
        blankLines += batch.blankLines
    }

    private func text(_ batch: FieldBatch, _ start: UInt32, _ length: UInt32) -> String {
        String(decoding: batch.bytes[Int(start)..<Int(start + length)], as: UTF8.self)
    }
}
