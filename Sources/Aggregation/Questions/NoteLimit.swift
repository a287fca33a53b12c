/// Where notes begin (Methods 12.3, 12.5).
enum NoteLimit {
    static let dominatingShare = 0.25
    static let fewestEffectiveCreators = 5.0
}
