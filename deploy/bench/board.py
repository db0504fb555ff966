#!/usr/bin/env python3
"""How soon the open restore order board shows what an alert has changed: from the alert's being sent to the new order on the screen.

    DIENST_TEST_GATEWAY=http://… DIENST_TEST_ACCESS=…/access.json python3 deploy/bench/board.py [ALERTS]

Each alert breaks a dearer business service than the one before, so that its outage has to stand above it. Aim: within 2 s.
"""
import os
import statistics
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "..", "Tests", "BrowserTests"))
import suite  # noqa: E402
from browser import Visitor, chromium  # noqa: E402
from test_restore import card, goes_down, service  # noqa: E402


def main(count):
    waits, down = [], []
    with chromium() as browser:
        page = Visitor(browser).sign_in("agent").open("/operations/restore-order")
        for number in range(count):
            name = service(20_000 * (number + 1))
            start = time.monotonic()
            goes_down(name)
            card(page, name).wait_for()
            waits.append(time.monotonic() - start)
            down.append(name)
        shown = page.locator(".restore-card").all_inner_texts()
        places = [next(place for place, text in enumerate(shown) if name in text) for name in down]
        page.goto("about:blank")
    for name in down:
        goes_down(name, firing=False)
    assert places == sorted(places, reverse=True), "the dearer one does not stand above"
    print(f"{count} alerts, from sent to shown at its place: p50 {statistics.median(waits):.2f} s, longest {max(waits):.2f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
