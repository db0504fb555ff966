"""What a storm does: 100,000 alerts nobody has seen before within 60 seconds, and what people wait for meanwhile.

    storm.py BINARIES [ALERTS, 100000] [SECONDS, 60]

A thousand items, a hundred checks each, sent in batches of 25 as Prometheus would. Prints what was accepted, how long folding took after
the end, the longest wait for each page during it all, the memory at its highest, and whether each alert is there."""
import json, random, statistics, sys, threading, time, urllib.request

import bench
from bench import iso, memory, now, row, services, share, wait

BATCH, LANES = 25, 4
PAGES = ["/api/v1/incidents?sort=-openedAt&limit=50", "/api/v1/alerts?state=firing&limit=50", "/api/v1/situations?limit=50",
         "/api/v1/service-health", "/api/v1/requests?limit=50", "/api/v1/search?q=disk", "/portal"]


def alerts(count):
    """Each identity once, in an order that mixes items."""
    every = [(item, check) for check in range(count // 1000) for item in range(1000)]
    random.Random(1).shuffle(every)
    return [{"labels": {"alertname": f"Check{check}", "ci": f"storm{item}", "severity": "warning", "cluster": "lab"},
             "annotations": {"summary": f"Check {check} of storm{item} is not well"}, "startsAt": iso(now())} for item, check in every]


def send(suite, given, seconds, refused):
    batches = [given[place : place + BATCH] for place in range(0, len(given), BATCH)]
    begin = time.time() + 0.1

    def lane(first):
        connection = bench.Keeping(suite.intake())
        for place in range(first, len(batches), LANES):
            time.sleep(max(0, begin + place * seconds / len(batches) - time.time()))
            status = connection.post(json.dumps(batches[place]))
            if status != 200:
                refused.append(status)

    threads = [threading.Thread(target=lane, args=(first,)) for first in range(LANES)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    return time.time() - begin


class Watch:
    """Opens the pages in turn, and looks at memory, until told to stop."""

    def __init__(self, suite):
        self.suite, self.times, self.peak, self.failed, self.over = suite, {page: [] for page in PAGES}, {}, [], False
        self.threads = [threading.Thread(target=self.read), threading.Thread(target=self.weigh)]
        [thread.start() for thread in self.threads]

    def read(self):
        while not self.over:
            for page in PAGES:
                begin = time.time()
                try:
                    request = urllib.request.Request(self.suite.gateway + page, headers={"Authorization": "Bearer " + self.suite.token})
                    urllib.request.urlopen(request, timeout=60).read()
                except OSError as error:
                    self.failed.append(f"{page}: {error}")
                self.times[page].append((time.time() - begin) * 1000)
            time.sleep(0.1)

    def weigh(self):
        while not self.over:
            for name in services:
                self.peak[name] = max(self.peak.get(name, 0), memory(self.suite.pids()[name + ".1"])["Rss"])
            time.sleep(0.5)

    def stop(self):
        self.over = True
        [thread.join() for thread in self.threads]


def main(binaries, count, seconds):
    with bench.suite(binaries) as suite:
        suite.add_items([f"storm{n}" for n in range(1000)])
        given, refused = alerts(count), []
        watch = Watch(suite)
        took = send(suite, given, seconds, refused)
        row(f"{count:,} new alerts", f"taken in {took:.1f} s, {len(refused)} requests refused")
        end = time.time()
        wait(lambda: suite.backlog() == 0, 3600, 0.5)
        row("folded", f"{time.time() - end:.1f} s after the last was taken")
        watch.stop()
        for page, times in watch.times.items():
            times.sort()
            row(page, f"p50 {statistics.median(times):.0f} ms, p99 {share(times, 0.99):.0f} ms, longest {times[-1]:.0f} ms ({len(times)} times)")
        row("pages that failed", "; ".join(watch.failed[:3]) or "none")
        row("memory at its highest", ", ".join(f"{name} {most:.0f} MB" for name, most in watch.peak.items()))
        row("alerts that are there", f"{int(suite.sql('event', 'SELECT count(*) FROM alert')):,}")
        row("events accepted, as pulses count them", f"{int(suite.sql('event', 'SELECT sum(events) FROM pulse')):,}")
        row("incidents", str(suite.ask("GET", "/api/v1/incidents/count")))
    bench.table()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 100_000, int(sys.argv[3]) if len(sys.argv) > 3 else 60)
