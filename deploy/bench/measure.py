"""Figures of the suite on this machine: start, idle memory, intake beside the real Alertmanager, alert to incident. Prints a markdown table."""
import contextlib, json, os, pathlib, shutil, signal, statistics, subprocess, sys, tempfile, threading, time, urllib.request

import bench
from bench import cpu, iso, memory, now, row, services, share, wait

LOADS = [("single alerts, 64 connections, known identities", 1, False), ("batches of 64, 8 connections, known identities", 64, False),
         ("single alerts, 64 connections, new identities", 1, True), ("batches of 64, 8 connections, new identities", 64, True)]


def restart(suite, name):
    gone = suite.pids()[name + ".1"]
    os.kill(gone, signal.SIGTERM)
    wait(lambda: suite.pids().get(name + ".1", gone) != gone)
    began, port = time.time(), suite.port(name + ".1")

    def ready():
        try:
            return urllib.request.urlopen(f"http://127.0.0.1:{port}/health/ready", timeout=1).status == 200
        except OSError:
            return False

    wait(ready)
    row(f"{name}: process made to ready", f"{time.time() - began:.2f} s")


def idle(suite):
    time.sleep(20)  # idle is what is measured
    each = {name: memory(suite.pids()[name + ".1"]) for name in services}
    for name, used in each.items():
        row(f"{name}: idle memory", f"{used['Rss']:.0f} MB resident, {used['Pss']:.0f} MB of its own share")
    row("five apps together, idle", f"{sum(u['Rss'] for u in each.values()):.0f} MB resident, {sum(u['Pss'] for u in each.values()):.0f} MB proportional")


def load(who, name, address, batch, fresh, watched, drained=lambda: None, seconds=10):
    before = {part: cpu(pid) for part, pid in watched.items()}
    begin = time.time()
    good, bad, p50, p99 = bench.wrk(
        address, seconds, 64 if batch == 1 else 8, "alerts.lua", BATCH=str(batch), ITEMS="1000", FRESH="1" if fresh else "0",
        STARTS=iso(now()), ENDS=iso(now() + bench.datetime.timedelta(hours=1)))
    alerts, took, end = good * batch, time.time() - begin, time.time()
    drained()
    used = {part: (cpu(pid) - before[part]) * 1e6 / alerts for part, pid in watched.items()}
    row(f"{who}: {name}", f"{alerts / took:,.0f}/s accepted (p50 {p50:.1f} ms, p99 {p99:.1f} ms a request, {bad} refused), done with them "
        f"{time.time() - end:.1f} s after the end; CPU per alert: " + ", ".join(f"{part} {spent:.0f} µs" for part, spent in used.items()))


def beside_alertmanager(seconds):
    """The same payloads from the same generator to the real Alertmanager, which keeps alerts in memory only."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="dienst-bench-"))
    (folder / "config.yml").write_text("route: {receiver: none, group_by: [alertname]}\nreceivers: [{name: none}]\n")
    process = subprocess.Popen(
        ["prometheus-alertmanager", f"--config.file={folder}/config.yml", f"--storage.path={folder}/data",
         "--web.listen-address=127.0.0.1:39093", "--cluster.listen-address="], stderr=subprocess.DEVNULL)
    address = "http://127.0.0.1:39093"
    try:
        def ready():
            try:
                return urllib.request.urlopen(address + "/-/ready", timeout=1).status == 200
            except OSError:
                return False

        wait(ready)
        for name, batch, fresh in LOADS:
            load("Alertmanager", name, address + "/api/v2/alerts", batch, fresh, {"Alertmanager": process.pid}, seconds=seconds)
    finally:
        process.terminate()
        process.wait(30)
        shutil.rmtree(folder, ignore_errors=True)


def alert(name, **more):
    return {"labels": {"alertname": "Down", "ci": name, "severity": "critical"}, "startsAt": iso(now()), **more}


def latency(suite, prefix, rate, count, senders, repeated=0):
    """From just before an alert is posted until its incident stands in the API's list, which is asked again and again.

    Each alert is on an item of its own and opens an incident; as many known ones as `repeated` says go in the same request."""
    seen, sent, stop = {}, {}, threading.Event()
    known = [alert(f"bench{place}") for place in range(repeated)]

    def watch():
        while not stop.is_set():
            for item in suite.ask("GET", "/api/v1/incidents?sort=-openedAt&limit=50")["items"]:
                name = (item.get("cause") or {}).get("name")
                if name in sent and name not in seen:
                    seen[name] = time.time()
            time.sleep(0.01)

    def send(lane):
        connection = bench.Keeping(suite.intake())
        for number in range(lane, count, senders):
            time.sleep(max(0, begin + number / rate - time.time()))
            name = f"{prefix}{number}"
            sent[name] = time.time()
            connection.post(json.dumps([alert(name), *known]))

    begin = time.time() + 0.1
    watcher = threading.Thread(target=watch)
    threads = [threading.Thread(target=send, args=(lane,)) for lane in range(senders)]
    [thread.start() for thread in [watcher, *threads]]
    [thread.join() for thread in threads]
    took = time.time() - begin
    with contextlib.suppress(SystemExit):
        wait(lambda: len(seen) == count, 30)
    stop.set()
    watcher.join()
    times = sorted((seen[name] - sent[name]) * 1000 for name in seen)
    unseen = f", {count - len(seen)} never among the newest 50 when the list was asked" if len(seen) < count else ""
    row(f"alert → incident visible in the API at {count * (1 + repeated) / took:.0f} alerts/s, {count / took:.0f} incidents/s",
        f"p50 {statistics.median(times):.0f} ms, p99 {share(times, 0.99):.0f} ms, longest {times[-1]:.0f} ms ({count} incidents{unseen})")


def main(binaries, seconds):
    with bench.suite(binaries) as suite:
        row("the whole suite, from nothing to ready (databases made, broker started)", f"{suite.start:.1f} s")
        for name in services:
            restart(suite, name)
        idle(suite)
        suite.add_items([f"slow{n}" for n in range(1500)] + [f"mixed{n}" for n in range(1500)] + [f"fast{n}" for n in range(10_000)] + [f"bench{n}" for n in range(1000)])
        latency(suite, "slow", 100, 1500, 1)
        latency(suite, "mixed", 100, 1500, 8, repeated=9)
        latency(suite, "fast", 1000, 10_000, 8)
        watched = {"app": suite.pids()["event.1"], "database": suite.pids()["postgres"], "broker": suite.pids()["rabbitmq"]}
        for name, batch, fresh in LOADS:
            load("intake", name, suite.intake(), batch, fresh, watched, lambda: wait(lambda: suite.backlog() == 0, 1800), seconds)
    if shutil.which("prometheus-alertmanager"):
        beside_alertmanager(seconds)
    bench.table()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
