"""Whether incidents are as quick to make, read and list among a million as among ten thousand: 64 clients that never pause. Prints a markdown table.

    incidents.py BINARIES [RECORDS, 1000000] [SECONDS, 10]

Incidents are rows copied from one that was reported through the desk, with its journal: one in two hundred is open, the others are closed, over
three years. Before it, and among a
million, how long the restore order takes to be worked out anew: 200 open outages of 50 services, then as many as are put in order at all."""
import random, statistics, sys, time, urllib.error
from concurrent.futures import ThreadPoolExecutor

import bench
from bench import row, share, wait

CLIENTS = 64
COPIES = """
    CREATE TEMPORARY TABLE given AS SELECT gen_random_uuid() AS id, 'INC' || lpad((1000000 + n)::text, 7, '0') AS number, 1 + n % 5 AS priority,
        CASE WHEN n % 200 = 0 THEN 'assigned' ELSE 'closed' END AS state, now() - n * interval '94 seconds' AS at FROM generate_series({first}, {last}) AS n;
    INSERT INTO incident SELECT (jsonb_populate_record(NULL::incident,
        replace(replace(replace(to_jsonb(made)::text, made.id::text, given.id::text), upper(made.id::text), upper(given.id::text)), made.number, given.number)::jsonb
        || jsonb_build_object('opened_at', given.at, 'state', given.state, 'priority', given.priority))).*
        FROM given, (SELECT * FROM incident WHERE number = '{number}') AS made;
    INSERT INTO journal SELECT kind, given.id, sequence, given.at, actor, command, reason, correlation, causation, name, fact, hash
        FROM given, (SELECT journal.* FROM journal JOIN incident ON journal.record = incident.id WHERE incident.number = '{number}') AS made;
"""


def copied(suite, number, first, last):
    """By two connections, a portion each time, so that both cores work."""
    portions = [(start, min(start + 19_999, last)) for start in range(first, last + 1, 20_000)]
    with ThreadPoolExecutor(2) as hands:
        list(hands.map(lambda portion: suite.sql("incident", COPIES.format(first=portion[0], last=portion[1], number=number)), portions))
    suite.sql("incident", "VACUUM (ANALYZE) incident, journal")


def reported(suite, agent, person):
    contact = suite.ask("POST", "/api/v1/contacts", {"channel": "phone", "person": person, "summary": "The printer is out of toner"}, agent)
    wait(lambda: suite.ask("GET", "/api/v1/contacts/" + contact["id"], token=agent)["state"] == "followed")
    return suite.ask("GET", "/api/v1/contacts/" + contact["id"], token=agent)["incident"]["number"]


def figures(suite, agent, person, records, seconds):
    def say(what, result):
        good, bad, p50, p99 = result
        row(f"{records:,} incidents: {what}", f"p50 {p50:.1f} ms, p99 {p99:.1f} ms, {good / seconds:,.0f}/s" + (f", {bad} refused" if bad else ""))

    def read(what, paths):
        file = suite.folder / "paths"
        file.write_text("\n".join(paths) + "\n")
        bench.wrk(suite.gateway, 2, CLIENTS, "paths.lua", PATHS=str(file), TOKEN=agent)
        say(what, bench.wrk(suite.gateway, seconds, CLIENTS, "paths.lua", PATHS=str(file), TOKEN=agent))

    some = [f"/api/v1/incidents/INC{1_000_000 + number:07}" for number in random.Random(1).sample(range(1, records + 1), 2_000)]
    read("read by number", some)
    read("list of the newest 50", ["/api/v1/incidents?limit=50"])
    read("list of open ones by priority", ["/api/v1/incidents?open=true&sort=priority&limit=50"])
    say("reported through the desk", bench.wrk(suite.gateway + "/api/v1/contacts", seconds, CLIENTS, "contacts.lua", TOKEN=agent, PERSON=person))
    begin = time.time()
    count = lambda query: suite.sql("incident", query).strip()
    wait(lambda: suite.sql("desk", "SELECT count(*) FROM contact WHERE state <> 'followed'").strip() == "0", 1800, 0.5)
    row(f"{records:,} incidents: all that was reported is an incident", f"{time.time() - begin:.1f} s after the last report, {int(count('SELECT count(*) FROM incident')):,} then")


def order(suite):
    """200 outages of 50 services that are worth something, told by monitoring."""
    for number in range(50):
        suite.ask("POST", "/api/v1/services", {"name": f"Service {number}", "criticality": 1 + number % 4, "valuePerHour": 100 * (number + 1)})
    model = "items:\n" + "".join(f"  - {{name: out{n}, class: server, supports: [Service {n % 50}]}}\n" for n in range(200))

    def imported():
        """Refused as long as change has not heard of all services."""
        try:
            return suite.ask("POST", "/api/v1/configuration-items/import", model.encode(), kind="application/yaml")
        except urllib.error.HTTPError as refusal:
            if refusal.code != 422:
                raise

    wait(imported)
    wait(lambda: int(suite.sql("event", "SELECT count(*) FROM reference_state")) >= 250)
    connection = bench.Keeping(suite.intake())
    wait(lambda: suite.sql("event", "SELECT count(*) FROM timer WHERE kind = 'model-settled'").strip() == "0")
    body = [{"labels": {"alertname": "Down", "ci": f"out{n}", "severity": "critical"}, "startsAt": bench.iso(bench.now())} for n in range(200)]
    assert connection.post(bench.json.dumps(body)) == 200
    wait(lambda: suite.ask("GET", "/api/v1/incidents/count?openedFrom=" + bench.iso(bench.now() - bench.datetime.timedelta(hours=1)))["count"] >= 200)
    recomputed(suite)


def recomputed(suite):
    times = []
    for _ in range(20):
        begin = time.time()
        board = suite.ask("GET", "/api/v1/restore-order")
        times.append((time.time() - begin) * 1000)
    times.sort()
    row(f"the restore order of {len(board['positions'])} incidents, worked out anew and read", f"p50 {statistics.median(times):.0f} ms, longest of 20 {times[-1]:.0f} ms")


def main(binaries, records, seconds):
    with bench.suite(binaries) as suite:
        agent = suite.sign_in("agent")
        person = suite.ask("GET", "/api/v1/people?limit=1", token=agent)["items"][0]["id"]
        order(suite)
        number, filled = reported(suite, agent, person), 0
        for goal in (10_000, records):
            begin = time.time()
            copied(suite, number, filled + 1, goal)
            row(f"filled up to {goal:,} incidents", f"{time.time() - begin:.0f} s")
            filled = goal
            figures(suite, agent, person, goal, seconds)
        recomputed(suite)
    bench.table()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000, int(sys.argv[3]) if len(sys.argv) > 3 else 10)
