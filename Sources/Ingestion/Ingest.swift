internal import Jobs
internal import ByteStreams
internal import ExportFormats
internal import Findings
internal import RecordFormats
internal import SocialData

/// Changes when the same input would be staged as other rows, or something else would be said of it: staged files of another version
/// are never reused.
package let stagingVersion = 17

/// Reads every input into staged rows and quarantine; one outcome per input, in their order.
///
/// A file that cannot be used is an outcome with `summary.refused`, not an error: the others go on. Thrown errors are
/// those of the place to write to, and a request to stop.
package func ingest(_ request: IngestionRequest) throws -> [IngestionOutcome] {
    // Whole files side by side scale best; what is left of the jobs maps the blocks of each file: all of them of the last one.
    try Parallel.orderedMap(request.inputs, lending: request.jobs) { input, share in
        try FileIngestion(input: input, request: request, share: share).run()
    }
}
