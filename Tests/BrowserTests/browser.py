"""A browser that remembers everything it complained about."""
from contextlib import contextmanager

from playwright.sync_api import sync_playwright

import suite


@contextmanager
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=suite.CHROMIUM, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


# How long anything may take: machines that test are slow, and binaries that are tested are not the fast ones.
PATIENCE = 60_000
# Counts what a page has asked for and not been told yet; it is at rest when nothing is on its way at three looks. It is told by
# an attribute, since the application's policy lets nobody evaluate a condition.
AT_REST = """
(() => {
  let open = 0, calm = 0;
  const real = window.fetch;
  window.fetch = (...given) => { open += 1; return real(...given).finally(() => { open -= 1; }); };
  const rests = () => open === 0 && document.querySelector("[aria-busy=true]") === null && document.querySelector("main h1, main .empty h2, .door h1") !== null && document.fonts.status === "loaded";
  const look = () => {
    if (calm >= 3 && !document.documentElement.hasAttribute("data-at-rest")) calm = 0;
    calm = rests() ? calm + 1 : 0;
    document.documentElement?.toggleAttribute("data-at-rest", calm >= 3);
    setTimeout(look, 50);
  };
  setTimeout(look, 50);
})()
"""


class Visitor:
    """One person at one browser."""

    def __init__(self, browser, theme="light", width=1440, language="en"):
        self.complaints = []
        self.context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=theme, reduced_motion="reduce")
        self.context.add_init_script(f"localStorage.getItem('dienst.language') ?? localStorage.setItem('dienst.language', '{language}')")
        self.context.add_init_script(AT_REST)
        self.context.set_default_timeout(PATIENCE)
        self.page = self.context.new_page()
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(f"{self.page.url}: {error}"))

    def _heard(self, message):
        # Chromium itself reports answers of 4xx; whether those are shown well is what the tests ask.
        if message.type in ("error", "warning") and "the server responded with a status of" not in message.text:
            self.complaints.append(f"{self.page.url}: {message.text}")
        if message.type == "debug" and message.text.startswith("No text:"):
            self.complaints.append(f"{self.page.url}: {message.text}")

    def sign_in(self, who="administrator"):
        self.page.goto(suite.GATEWAY + "/")
        self.page.fill("input[name=name]", suite.ACCESS[who]["name"])
        self.page.fill("input[name=password]", suite.ACCESS[who]["password"])
        self.page.click("button[type=submit]")
        self.page.wait_for_selector(".sidebar", state="attached")
        return self

    def open(self, path):
        """Opens a screen and waits until it shows what it has."""
        self.page.goto(suite.GATEWAY + path)
        self.settled()
        return self.page

    def settled(self):
        # That it rested before says nothing: it may be about to ask for something.
        self.page.evaluate("document.documentElement.removeAttribute('data-at-rest')")
        self.page.wait_for_selector("html[data-at-rest]")
