-- Reports one trouble after the other for the person PERSON through the desk, with the access token TOKEN; counts what is not 201.
local count, lane = 0, 0
function setup(thread) thread:set("lane", lane); lane = lane + 1 end
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Authorization"] = "Bearer " .. os.getenv("TOKEN")
function request()
    count = count + 1
    return wrk.format(nil, nil, nil, '{"channel":"phone","person":"' .. os.getenv("PERSON") .. '","summary":"Trouble ' .. lane .. 'x' .. count ..
        ' of somebody","description":"It does not work as it did yesterday."}')
end
function done(summary, latency)
    local good = summary.requests - summary.errors.status
    io.write(string.format("RESULT %d %d %.1f %.1f\n", good, summary.errors.status, latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end
