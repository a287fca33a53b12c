/// What decoders of packed files, which are handed to them in pieces, have in common.
protocol PackedStreamDecoder: ~Copyable {
    /// Output may come without further input.
    var mayHoldOutput: Bool { get set }
    /// A fault found behind bytes that were handed out in the same step: thrown by the next.
    var fault: UnpackingFault? { get set }

    /// Adds to `step` what was taken and given until the input is used up, there is no room left, or the file is at fault.
    mutating func decode(
        _ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>, step: inout UnpackingStep
    ) throws(UnpackingFault)

    /// Says that the file has ended.
    mutating func finish() throws(UnpackingFault)
}

extension PackedStreamDecoder where Self: ~Copyable {
    /// Goes on with the next piece of the file, until the input is used up or there is no room left.
    ///
    /// Call again with the rest of the input when it was not used up, and with what there is, even nothing, while
    /// `mayHoldOutput`; call `finish()` at the end of the file.
    mutating func decode(
        _ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>
    ) throws(UnpackingFault) -> UnpackingStep {
        if let fault { throw fault }
        var step = UnpackingStep(consumed: 0, produced: 0)
        do throws(UnpackingFault) {
            try unsafe decode(input, into: output, step: &step)
        } catch {
            fault = error
            mayHoldOutput = true
            if step.produced == 0 { throw error }
        }
        return step
    }
}
