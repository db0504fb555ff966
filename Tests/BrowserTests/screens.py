"""Writes a picture of every screen, to be looked at:   python3 Tests/BrowserTests/screens.py FOLDER [LANGUAGE …] [PART-OF-A-NAME …]"""
import pathlib
import re
import sys

import cast
import test_screens
from browser import Visitor, chromium

LANGUAGES = ["en", "de", "sv", "nb", "ru"]
TALLEST = 2600


def everybody():
    """Who looks at which screens."""
    staff = dict.fromkeys(test_screens.of_staff() + test_screens.of_administration())
    return [("administrator", "", list(staff)), (cast.requester(), "requester-", test_screens.of_portal())]


def named(screen):
    """A screen without the ids in its address."""
    return re.sub(r"\W+", "-", re.sub(r"/([0-9A-Fa-f-]{36}|[A-Z]{3}\d+)", "-one", screen)).strip("-")


def whole_height(page):
    """How high the window must be to show all of a page that scrolls."""
    over = page.evaluate("(() => { const main = document.querySelector('main, .door'); return main ? Math.max(main.scrollHeight - main.clientHeight, 0) : 0; })()")
    return min(900 + over, TALLEST)


def picture(visitor, place, name, language):
    """One screen as it is now in both widths and both themes."""
    page = visitor.page
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 900})
        visitor.settled()
        page.set_viewport_size({"width": width, "height": whole_height(page)})
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)
            page.screenshot(path=place / f"{name}-{theme}-{width}-{language}.png")
    page.set_viewport_size({"width": 1440, "height": 900})


def main(folder, languages, parts):
    place = pathlib.Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    wanted = lambda name: not parts or any(part in name for part in parts)
    with chromium() as browser:
        looking = everybody()
        for language in languages:
            door = Visitor(browser, language=language)
            door.open("/")
            if wanted("sign-in"):
                picture(door, place, "sign-in", language)
            door.context.close()
            for who, prefix, screens in looking:
                visitor = Visitor(browser, language=language).sign_in(who)
                for screen in screens:
                    if wanted(prefix + named(screen)):
                        visitor.open(screen)
                        picture(visitor, place, prefix + named(screen), language)
                visitor.context.close()


if __name__ == "__main__":
    rest = sys.argv[2:]
    main(sys.argv[1], [word for word in rest if word in LANGUAGES] or ["en", "ru"], [word for word in rest if word not in LANGUAGES])
