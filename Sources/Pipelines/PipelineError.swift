/// Why a run ends without a result. Each kind has its exit code (Documentation/Operations.md, Exit codes).
package struct PipelineError: Error, Sendable, Equatable {
    /// Decides the exit code.
    package enum Kind: String, Sendable, CaseIterable {
        /// A named file or glob is not there.
        case inputMissing = "input_missing"
        /// No row was accepted from any input.
        case nothingAccepted = "nothing_accepted"
        /// The data are older than the pipeline's `freshness: fail`.
        case stale
        /// A stage is asked for before the one it reads from.
        case stageMissing = "stage_missing"
        /// Amounts that do not fit 64 bits of 1/10,000: what the inputs say cannot be added.
        case amountTooLarge = "amount_too_large"
        /// What the workspace holds does not fit together: an internal check failed.
        case inconsistent
        /// Somebody asks for a cell that the pipeline's tables cannot have.
        case unknownCell = "unknown_cell"
        /// Facts are asked for where nobody may be named.
        case namesWithheld = "names_withheld"
        /// A task of another program, definition or plan.
        case foreignTask = "foreign_task"
        /// A page template that stands in for the report's own cannot be used.
        case wrongTemplate = "wrong_template"
        /// The workspace is of a newer version of the program.
        case stateNewer = "state_newer"
        /// The key of pseudonyms cannot be used.
        case wrongKey = "wrong_key"
        /// The report's folder cannot be written.
        case outputNotWritable = "output_not_writable"
        /// The run needs more memory than there is.
        case notEnoughMemory = "not_enough_memory"
    }

    /// What programs go by.
    package var kind: Kind
    /// What, why, what to do; several where several things are wrong.
    package var messages: [String]

    /// In the order in which they are to be read.
    package init(_ kind: Kind, _ messages: [String]) {
        self.kind = kind
        self.messages = messages
    }

    package init(_ kind: Kind, _ message: String) { self.init(kind, [message]) }
}
