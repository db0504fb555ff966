-- Posts alerts as Prometheus does: BATCH alerts a request, spread over ITEMS configuration items, the same identities again and again.
local batch = tonumber(os.getenv("BATCH") or "1")
local items = tonumber(os.getenv("ITEMS") or "1000")
local fresh = os.getenv("FRESH") == "1"
local count, lane = 0, 0
function setup(thread) thread:set("lane", lane); lane = lane + 1 end
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
local function alert()
    count = count + 1
    local check = fresh and ("Check" .. lane .. "x" .. count) or ("Check" .. (count % 7))
    return '{"labels":{"alertname":"' .. check .. '","ci":"bench' .. (count % items) ..
        '","cluster":"lab","job":"node","instance":"10.0.0.1:9100","severity":"warning"},' ..
        '"annotations":{"summary":"The disk of this machine is slow","runbook_url":"http://wiki.example/disk"},' ..
        '"generatorURL":"http://prometheus.example/graph?g0.expr=disk_latency","startsAt":"' .. os.getenv("STARTS") .. '","endsAt":"' .. os.getenv("ENDS") .. '"}'
end
function request()
    local parts = {}
    for i = 1, batch do parts[i] = alert() end
    return wrk.format(nil, nil, nil, "[" .. table.concat(parts, ",") .. "]")
end
function done(summary, latency)
    local good = summary.requests - summary.errors.status
    io.write(string.format("RESULT %d %d %.1f %.1f\n", good, summary.errors.status, latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end
