/// The cells of all creators by stratum. There are millions of them, so nobody holds them: they are read anew for each pass over them.
package struct RowsByCreator<Creator, Failure: Error> {
    /// More than every stratum number.
    let stratumCount: Int
    /// Lends one creator after the other, in canonical order; the same every time.
    let forEachCreator: (_ body: (Creator) -> Void) throws(Failure) -> Void

    /// `forEachCreator` is called once for each pass, and must lend the same creators every time.
    package init(stratumCount: Int, forEachCreator: @escaping (_ body: (Creator) -> Void) throws(Failure) -> Void) {
        self.stratumCount = stratumCount
        self.forEachCreator = forEachCreator
    }
}
