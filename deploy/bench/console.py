#!/usr/bin/env python3
"""How smooth the alert console is with very many live alerts: the time between frames while it is scrolled and while alerts arrive.

    DIENST_TEST_GATEWAY=http://… DIENST_TEST_ACCESS=…/access.json python3 deploy/bench/console.py [ALERTS]

Raises 50,000 alerts of items that are not in the model, reads them all into the console, and measures in Chromium: scrolled while
nothing happens, scrolled while 50 alerts a second change or are new, and at rest with the same. The machine has to be quiet.
"""
import contextlib
import datetime
import os
import statistics
import sys
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "..", "Tests", "BrowserTests"))
import suite  # noqa: E402
from browser import Visitor, chromium  # noqa: E402

BATCH = 500
WATCH = """() => {
  window.gaps = [];
  let last;
  window.watching = true;
  const look = (now) => { if (last !== undefined) window.gaps.push(now - last); last = now; if (window.watching) requestAnimationFrame(look); };
  requestAnimationFrame(look);
}"""
# As somebody does who draws the bar or turns the wheel: a screen a frame, there and back.
SCROLL = """(frames) => new Promise((done) => {
  const list = document.querySelector(".virtual-scroll");
  const step = (left) => {
    list.scrollTop += left % 200 < 100 ? 700 : -700;
    if (left > 0) requestAnimationFrame(() => step(left - 1)); else done();
  };
  step(frames);
})"""


def fire(numbers, worse=0):
    """Alerts of their own items, as Alertmanager would send them, that do not end by themselves meanwhile."""
    end = (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=1)).isoformat()
    severities = ("warning", "minor", "major", "critical")
    for start in range(0, len(numbers), BATCH):
        alerts = [{"labels": {"alertname": "Load", "instance": f"load-{number}", "severity": severities[(number + worse) % 4]},
                   "annotations": {"summary": f"Load of load-{number} is high"}, "endsAt": end} for number in numbers[start:start + BATCH]]
        suite.call("POST", f"/intake/alertmanager/{suite.integration_key()}/api/v2/alerts", alerts)


@contextlib.contextmanager
def live(known, rate=50):
    """Meanwhile alerts change, and every fifth is new: `rate` a second, five times a second."""
    over = threading.Event()

    def go():
        for turn in range(1, 100_000):
            few = rate // 5
            changed = [known - 1 - (turn * 97 + number * 7) % known for number in range(few - few // 5)]
            fire(changed + [known + turn * few + number for number in range(few // 5)], worse=turn)
            if over.wait(0.2):
                return

    thread = threading.Thread(target=go)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def told(what, page):
    page.evaluate("window.watching = false")
    gaps = sorted(page.evaluate("window.gaps"))
    at = lambda share: gaps[min(len(gaps) - 1, int(len(gaps) * share))]
    print(f"{what}: {len(gaps)} frames, p50 {statistics.median(gaps):.1f} ms, p99 {at(0.99):.1f} ms, longest {gaps[-1]:.1f} ms; "
          f"{sum(gap > 50 for gap in gaps) * 100 / len(gaps):.1f} % over 50 ms")


def main(count):
    start = time.monotonic()
    fire(range(count))
    for number in range(count - 1, max(0, count - BATCH), -50):
        suite.until(lambda: suite.call("GET", f"/api/v1/alerts?q=load-{number}&limit=1", who="administrator")["items"], 1800)
    print(f"{count} alerts accepted and folded in {time.monotonic() - start:.0f} s")
    with chromium() as browser:
        page = Visitor(browser).sign_in().open("/operations/alerts?state=firing")
        start = time.monotonic()
        rows = "Number(document.querySelector('.virtual').getAttribute('aria-rowcount'))"
        while page.evaluate(rows) <= count:
            page.evaluate("document.querySelector('.virtual-scroll').scrollTop = 1e9")
            time.sleep(0.02)
        print(f"all rows read in {time.monotonic() - start:.0f} s; {page.evaluate('document.querySelectorAll(`.virtual-room > *`).length')} of {page.evaluate(rows) - 1} rows drawn")
        page.evaluate("document.querySelector('.virtual-scroll').scrollTop = 400000")
        time.sleep(2)
        page.evaluate(WATCH)
        page.evaluate(SCROLL, 600)
        told("scrolled", page)
        with live(count):
            time.sleep(2)
            page.evaluate(WATCH)
            page.evaluate(SCROLL, 1200)
            told("scrolled while 50 alerts a second change or are new", page)
            page.evaluate("document.querySelector('.virtual-scroll').scrollTop = 0")
            time.sleep(2)
            page.evaluate(WATCH)
            time.sleep(10)
            told("at rest meanwhile", page)
        print(f"memory of the page: {page.evaluate('performance.memory.usedJSHeapSize') / 1e6:.0f} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000)
