internal import Foundation
internal import SocialData
internal import TextValues

extension ZoneOffsets {
    /// The offsets of an IANA time zone from 1970 to 2100, as Foundation knows them; nil for an unknown name.
    static func named(_ identifier: String) -> ZoneOffsets? {
        if identifier == "UTC" || identifier == "Etc/UTC" || identifier == "GMT" { return .utc }
        guard let zone = TimeZone(identifier: identifier), identifier.contains("/") else { return nil }
        var transitions: [Int64] = []
        var offsets = [Int32(zone.secondsFromGMT(for: Date(timeIntervalSince1970: 0)))]
        var date = Date(timeIntervalSince1970: 0)
        let end = Date(timeIntervalSince1970: 4_102_444_800)
        while let next = zone.nextDaylightSavingTimeTransition(after: date), next < end, next > date {
            let offset = Int32(zone.secondsFromGMT(for: next))
            if offset != offsets.last {
                transitions.append(Int64(next.timeIntervalSince1970.rounded()))
                offsets.append(offset)
            }
            date = next
        }
        return ZoneOffsets(name: identifier, transitions: transitions, offsets: offsets)
    }

    static var knownNames: [String] { TimeZone.knownTimeZoneIdentifiers }
}
