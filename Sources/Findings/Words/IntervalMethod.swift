internal import SocialData

/// How the interval of a level was made (Methods 7).
package enum IntervalMethod: String, PublishedWord {
    /// Cluster-robust, small-sample.
    case clusterRobust = "cr2"
    /// Student's t over creators.
    case studentT = "t"
    /// Order statistics of a median.
    case orderStatistics = "order"
}
