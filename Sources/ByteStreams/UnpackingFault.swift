/// Why packed data was refused, before it is known which file it came from.
struct UnpackingFault: Error, Sendable, Equatable {
    var kind: StreamError.Kind
    var detail: String
    /// Offset among the packed bytes, counted from the first.
    var offset: Int
    /// What to do, where it is not what the kind says.
    var remedy: String?
}

/// What one call of a decoder took and gave.
struct UnpackingStep: Sendable {
    var consumed: Int
    var produced: Int
}
