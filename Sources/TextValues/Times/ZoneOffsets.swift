/// What was special about a local time that was turned into an instant.
package enum LocalTimeNote: String, Sendable, Equatable {
    /// The clock jumped over this time: it was shifted forward by the length of the jump.
    case gap
    /// The clock showed this time twice: the earlier of the two was taken.
    case fold
}

/// A time zone as a table of offsets from UTC, so that row loops need no calendar.
///
/// Between `transitions[i - 1]` (inclusive) and `transitions[i]` the offset is `offsets[i]`; there is one more offset
/// than there are transitions.
package struct ZoneOffsets: Sendable, Equatable {
    /// As the zone files call it.
    package let name: String
    /// Instants, ascending, in seconds since 1970-01-01T00:00:00Z, at which the offset changes.
    package let transitions: [Int64]
    /// Seconds east of UTC.
    package let offsets: [Int32]

    /// Without transitions.
    package static let utc = ZoneOffsets(fixedSeconds: 0, name: "UTC")

    /// - Precondition: one more offset than transitions, transitions strictly ascending.
    package init(name: String, transitions: [Int64], offsets: [Int32]) {
        precondition(offsets.count == transitions.count + 1, "a zone has one more offset than transitions")
        precondition(
            zip(transitions, transitions.dropFirst()).allSatisfy { $0 < $1 }, "a zone's transitions are ascending")
        self.name = name
        self.transitions = transitions
        self.offsets = offsets
    }

    /// A zone whose clock never changes.
    package init(fixedSeconds: Int, name: String? = nil) {
        self.name = name ?? Self.fixedName(fixedSeconds)
        transitions = []
        offsets = [Int32(clamping: fixedSeconds)]
    }

    /// Seconds east of UTC at an instant.
    package func offset(at utc: Int64) -> Int {
        Int(offsets[period(at: utc)])
    }

    /// The instant at which clocks of the zone showed a local time.
    ///
    /// - Parameter local: seconds from 1970-01-01T00:00:00 to the local time, both read off the wall.
    package func instant(local: Int64) -> (instant: Int64, note: LocalTimeNote?) {
        guard !transitions.isEmpty else { return (local - Int64(offsets[0]), nil) }
        // No zone is or was more than 26 hours from UTC, so only the periods around can hold the time: almost always one.
        let margin: Int64 = 26 * 3600
        var found: Int64?
        for candidate in period(at: local - margin)...period(at: local + margin) {
            let instant = local - Int64(offsets[candidate])
            let begins = candidate == 0 || transitions[candidate - 1] <= instant
            let ends = candidate < transitions.count && transitions[candidate] <= instant
            if begins && !ends {
                if let earlier = found { return (earlier, .fold) }
                found = instant
            } else if !begins, found == nil, candidate > 0 {
                // Before this period began and after the one before it ended: the clock jumped over the time.
                let before = local - Int64(offsets[candidate - 1])
                if before >= transitions[candidate - 1] { return (before, .gap) }
            }
        }
        guard let instant = found else {
            return (local - Int64(offsets[period(at: local)]), .gap)
        }
        return (instant, nil)
    }

    /// Index of the offset in force at an instant: the number of transitions at or before it.
    private func period(at utc: Int64) -> Int {
        var low = 0
        var high = transitions.count
        while low < high {
            let middle = (low + high) / 2
            if transitions[middle] <= utc { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private static func fixedName(_ seconds: Int) -> String {
        guard seconds != 0 else { return "UTC" }
        let minutes = seconds.magnitude / 60
        let (hour, minute) = (minutes / 60, minutes % 60)
        return "UTC" + (seconds < 0 ? "-" : "+") + (hour < 10 ? "0" : "") + "\(hour):" + (minute < 10 ? "0" : "") + "\(minute)"
    }
}
