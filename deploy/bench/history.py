"""Whether intake stays as fast with much behind it: the figures with little stored, and again with millions of events and a million old alerts.

    history.py BINARIES [EVENTS, 5000000] [ALERTS, 1000000]

Events are sent through the intake in batches; old alerts are rows, copied with their journal from one that was raised and cleared."""
import json, sys, time

import bench
from bench import iso, now, row, wait
from measure import latency, load

EVENTS, ALERTS = (int(sys.argv[2]) if len(sys.argv) > 2 else 5_000_000), (int(sys.argv[3]) if len(sys.argv) > 3 else 1_000_000)
COPIES = """
    CREATE TEMPORARY TABLE given AS
        SELECT gen_random_uuid() AS id, 'ALT' || 5000000 + n AS number, now() - n * interval '5 seconds' AS at FROM generate_series(1, {count}) AS n;
    INSERT INTO alert SELECT (jsonb_populate_record(NULL::alert,
        replace(replace(replace(to_jsonb(made)::text, made.id::text, given.id::text), upper(made.id::text), upper(given.id::text)), made.number, given.number)::jsonb
        || jsonb_build_object('onset', given.at, 'cleared_at', given.at + interval '5 minutes'))).*
        FROM given, (SELECT * FROM alert WHERE number = '{number}') AS made;
    INSERT INTO journal SELECT kind, given.id, sequence, given.at, actor, command, reason, correlation, causation, name, fact, hash
        FROM given, (SELECT journal.* FROM journal JOIN alert ON journal.record = alert.id WHERE number = '{number}') AS made;
    ANALYZE alert; ANALYZE journal;
"""


def old_alerts(suite):
    connection = bench.Keeping(suite.intake())
    begun = iso(now())
    for end in ({}, {"endsAt": iso(now() + bench.datetime.timedelta(milliseconds=1))}):
        assert connection.post(json.dumps([{"labels": {"alertname": "Old", "ci": "bench0"}, "startsAt": begun, **end}])) == 200

    def cleared():
        return suite.sql("event", "SELECT number FROM alert WHERE check_name = 'Old' AND state = 'cleared'").strip()

    wait(cleared)
    suite.sql("event", COPIES.format(count=ALERTS, number=cleared()))


def figures(suite, when, prefix):
    watched = {"app": suite.pids()["event.1"], "database": suite.pids()["postgres"]}
    drained = lambda: wait(lambda: suite.backlog() == 0, 1800)
    load(when, "single alerts, 64 connections, known identities", suite.intake(), 1, False, watched, drained)
    load(when, "batches of 64, 8 connections, known identities", suite.intake(), 64, False, watched, drained)
    latency(suite, prefix, 100, 1500, 1)


with bench.suite(sys.argv[1]) as suite:
    suite.add_items([f"{prefix}{n}" for prefix in ("little", "much") for n in range(1500)] + [f"bench{n}" for n in range(1000)])
    figures(suite, "with little stored", "little")
    begin = time.time()
    old_alerts(suite)
    stored = lambda: int(suite.sql("event", "SELECT coalesce(sum(events), 0) FROM pulse"))
    while stored() < EVENTS:
        bench.wrk(suite.intake(), 10, 8, "alerts.lua", BATCH="64", ITEMS="1000", FRESH="0", STARTS=iso(now()), ENDS=iso(now() + bench.datetime.timedelta(hours=1)))
        wait(lambda: suite.backlog() == 0, 1800)
    row("stored then", f"{stored():,} events, {int(suite.sql('event', 'SELECT count(*) FROM alert')):,} alerts, "
        f"{int(suite.sql('event', 'SELECT count(*) FROM journal')):,} lines of journal ({time.time() - begin:.0f} s to fill)")
    figures(suite, "with much stored", "much")
bench.table()
