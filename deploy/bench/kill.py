"""Whether anything accepted is lost or counted twice while everything is killed: a thousand alerts a second, two copies of each service.

    kill.py BINARIES [SECONDS, 60] [RATE, 1000]

Batches of 20 are sent again until they are accepted, as Prometheus does; about every two seconds a random process is killed (SIGKILL): services,
PostgreSQL, RabbitMQ. Each alert is new, on one of 200 items that do not depend on each other. At the end each alert must be there once, each item
have one incident, and the books agree (`dienst verify`)."""
import json, os, random, signal, subprocess, sys, threading, time

import bench
from bench import iso, now, row, wait

ITEMS, BATCH, LANES = 200, 20, 4
SPARED = {"dienst", "gateway", "epmd", "ready"}


def batches(count):
    every = [(n % ITEMS, n // ITEMS) for n in range(count)]
    random.Random(1).shuffle(every)
    begun = iso(now())
    alerts = [{"labels": {"alertname": f"Check{check}", "ci": f"kill{item}", "severity": "critical"}, "startsAt": begun} for item, check in every]
    return [json.dumps(alerts[place : place + BATCH]) for place in range(0, count, BATCH)]


def send(suite, given, seconds, repeats):
    """Each batch at its time, again and again until it is accepted, by whichever copy answers."""
    addresses = [suite.intake(copy) for copy in (1, 2)]
    begin = time.time() + 0.1

    def lane(first):
        connections = {}
        for place in range(first, len(given), LANES):
            time.sleep(max(0, begin + place * seconds / len(given) - time.time()))
            turn = 0
            while True:
                address = addresses[(place + turn) % 2]
                try:
                    connection = connections.setdefault(address, bench.Keeping(address))
                    if connection.post(given[place]) == 200:
                        break
                except (OSError, bench.http.client.HTTPException):
                    connections.pop(address, None)
                turn += 1
                repeats.append(place)
                time.sleep(0.05)

    threads = [threading.Thread(target=lane, args=(first,)) for first in range(LANES)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    return time.time() - begin


def kill(suite, over, killed):
    while not over.wait(2):
        name, pid = random.choice([(name, pid) for name, pid in suite.pids().items() if name not in SPARED])
        try:
            os.kill(pid, signal.SIGKILL)
            killed.append(name)
        except ProcessLookupError:
            pass


def verify(binaries, suite):
    return subprocess.run([f"{binaries}/dienst", "verify", "--directory", str(suite.folder)], capture_output=True, text=True)


def main(binaries, seconds, rate):
    with bench.suite(binaries, "--copies", "2") as suite:
        suite.add_items([f"kill{n}" for n in range(ITEMS)])
        given, repeats, killed, over = batches(rate * seconds), [], [], threading.Event()
        killer = threading.Thread(target=kill, args=(suite, over, killed))
        killer.start()
        took = send(suite, given, seconds, repeats)
        over.set()
        killer.join()
        row(f"{rate * seconds:,} alerts, all accepted", f"in {took:.1f} s; {len(repeats)} batches had to be sent again; {len(killed)} processes killed")
        row("killed", ", ".join(f"{name} {killed.count(name)}" for name in sorted(set(killed))))
        count = lambda service, query: int(suite.sql(service, query) or 0)
        wait(lambda: count("event", "SELECT count(*) FROM intake_waiting") == 0, 600, 0.5)
        wait(lambda: count("incident", "SELECT count(*) FROM incident") >= ITEMS, 120)
        row("alerts", f"{count('event', 'SELECT count(*) FROM alert'):,}")
        row("incidents", f"{count('incident', 'SELECT count(*) FROM incident')}, of {ITEMS} items")
        begin = time.time()
        wait(lambda: verify(binaries, suite).returncode == 0, 300, 1)
        row("dienst verify", f"{verify(binaries, suite).stdout.split(chr(10))[-2]} ({time.time() - begin:.0f} s later)")
    bench.table()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 60, int(sys.argv[3]) if len(sys.argv) > 3 else 1000)
