/// Where notes begin (Methods 4.1, 12.3, 12.5).
enum NoteLimit {
    static let dominatingShare = 0.25
    static let fewestEffectiveCreators = 5.0
    static let largestComponentGap = 0.05
}
