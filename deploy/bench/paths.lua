-- Asks for the addresses in the file PATHS, one after the other, with the access token TOKEN; counts what is not 200.
local paths = {}
for line in io.lines(os.getenv("PATHS")) do paths[#paths + 1] = line end
local headers = { ["Authorization"] = "Bearer " .. os.getenv("TOKEN"), ["Accept-Encoding"] = "gzip" }
local place, lane = 0, 0
function setup(thread) thread:set("place", lane * 7919); lane = lane + 1 end
function request()
    place = place + 1
    return wrk.format("GET", paths[place % #paths + 1], headers)
end
function done(summary, latency)
    io.write(string.format("RESULT %d %d %.2f %.2f\n", summary.requests, summary.errors.status + summary.errors.timeout,
        latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end
