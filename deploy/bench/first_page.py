#!/usr/bin/env python3
"""Times the first page in Chromium as a slow line shows it: bytes that travel, and when one can work.

    DIENST_TEST_GATEWAY=http://… DIENST_TEST_ACCESS=…/access.json python3 deploy/bench/first_page.py

The line is DevTools' "Fast 3G": 562.5 ms there and back, 1.44 Mbit/s down, 0.675 Mbit/s up.
"""
import os
import statistics
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "..", "Tests", "BrowserTests"))
import suite  # noqa: E402
from browser import chromium  # noqa: E402

LINE = {"offline": False, "latency": 562.5, "downloadThroughput": 1.44e6 / 8, "uploadThroughput": 0.675e6 / 8}
SCREENS = {"portal": ("/portal", "main h1"), "incident queue": ("/work/incidents?open=true", "main .list tbody tr, main .empty")}


def visit(context, path, ready):
    """Opens a page over the slow line: seconds to navigation, seconds to content, bytes."""
    page = context.new_page()
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", LINE)
    size = [0]
    line.on("Network.loadingFinished", lambda event: size.__setitem__(0, size[0] + event["encodedDataLength"]))
    start = time.monotonic()
    page.goto(suite.GATEWAY + path, wait_until="commit")
    page.wait_for_selector(".sidebar a, nav a", state="attached", timeout=120_000)
    usable = time.monotonic() - start
    page.wait_for_selector(ready, timeout=120_000)
    whole = time.monotonic() - start
    page.wait_for_load_state("load")
    page.close()
    return usable, whole, size[0]


def main():
    with chromium() as browser:
        for name, (path, ready) in SCREENS.items():
            context = browser.new_context()
            page = context.new_page()
            page.goto(suite.GATEWAY + "/")
            page.fill("input[name=name]", suite.ACCESS["agent"]["name"])
            page.fill("input[name=password]", suite.ACCESS["agent"]["password"])
            page.click("button[type=submit]")
            page.wait_for_selector(".sidebar", state="attached")
            page.close()
            line = context.new_cdp_session(context.new_page())
            line.send("Network.clearBrowserCache")
            rows = [visit(context, path, ready) for _ in range(6)]
            first, later = rows[0], rows[1:]
            usable, whole, size = (statistics.median(column) for column in zip(*later))
            print(f"{name}: first visit {first[0]:.2f} s to the navigation, {first[1]:.2f} s to its content, {first[2] / 1000:.0f} kB; "
                  f"later {usable:.2f} s, {whole:.2f} s, {size / 1000:.1f} kB")
            context.close()


if __name__ == "__main__":
    main()
