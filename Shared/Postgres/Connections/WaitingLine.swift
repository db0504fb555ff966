/// Work that waits for a connection, first come first served.
struct WaitingLine {
    private var jobs: [ConnectionPool.Job] = []
    private var head = 0

    var count: Int { jobs.count - head }
    var first: ConnectionPool.Job? { head < jobs.count ? jobs[head] : nil }

    mutating func append(_ job: ConnectionPool.Job) { jobs.append(job) }

    mutating func popFirst() -> ConnectionPool.Job? {
        guard let job = first else { return nil }
        head += 1
        // Giving back the dead front now and then keeps this constant on average.
        if head * 2 >= jobs.count {
            jobs.removeFirst(head)
            head = 0
        }
        return job
    }

    mutating func remove(number: Int) -> ConnectionPool.Job? {
        guard let index = jobs[head...].firstIndex(where: { $0.number == number }) else { return nil }
        return jobs.remove(at: index)
    }

    mutating func removeExpired(at now: ContinuousClock.Instant) -> [ConnectionPool.Job] {
        var expired: [ConnectionPool.Job] = []
        while let job = first, job.deadline <= now {
            expired.append(job)
            _ = popFirst()
        }
        return expired
    }
}
