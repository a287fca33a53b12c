/// What reading one column chunk may take: ten times the chunk's bytes in the file, and a constant. Everything that a file sizes is
/// taken from it before it is made, so a small file that claims much is an error and not a lack of memory.
struct MemoryAllowance {
    private(set) var left: Int

    init(fileBytes: Int, constant: Int) {
        let (scaled, overflow) = fileBytes.multipliedReportingOverflow(by: 10)
        left = overflow ? .max : scaled.addingReportingOverflow(constant).overflow ? .max : scaled + constant
    }

    mutating func take(_ count: Int, of stride: Int = 1) throws(ColumnFileError) {
        let (bytes, overflow) = count.multipliedReportingOverflow(by: stride)
        guard !overflow, bytes <= left else {
            throw .tooLarge("\(count) values of \(stride) bytes are more than ten times the bytes in the file, and more than is allowed beyond")
        }
        left -= bytes
    }
}
