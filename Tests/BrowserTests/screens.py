"""Writes a picture of every screen, to be looked at:   python3 Tests/BrowserTests/screens.py FOLDER [LANGUAGE …]"""
import pathlib
import re
import sys

import cast
import suite
import test_admin
import test_portal
from browser import Visitor, chromium


def everybody():
    """Who looks at which screens."""
    item, _ = cast.item()
    staff = list(dict.fromkeys(suite.STAFF_SCREENS + test_admin.SCREENS + [f"/administration/catalogue/{item}"]))
    requester = cast.requester()
    return [("administrator", staff), (requester, test_portal.SCREENS + test_portal.own_records(requester))]


def named(screen):
    """A screen without the ids in its address."""
    return re.sub(r"\W+", "-", re.sub(r"/[0-9A-Fa-f-]{36}", "", screen)).strip("-")


def main(folder, languages):
    place = pathlib.Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    with chromium() as browser:
        looking = everybody()
        for language in languages:
            for theme in ("light", "dark"):
                for width in (1440, 390):
                    ending = f"{theme}-{width}-{language}.png"
                    Visitor(browser, theme, width, language).open("/").screenshot(path=place / f"sign-in-{ending}")
                    for who, screens in looking:
                        visitor = Visitor(browser, theme, width, language).sign_in(who)
                        own = "" if who == "administrator" else "requester-"
                        for screen in screens:
                            visitor.open(screen).screenshot(path=place / f"{own}{named(screen)}-{ending}")
                        visitor.context.close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:] or ["en", "ru"])
