"""Writes a picture of every screen, to be looked at:   python3 Tests/BrowserTests/screens.py FOLDER [LANGUAGE …]"""
import pathlib
import re
import sys

import suite
from browser import Visitor, chromium


def main(folder, languages):
    place = pathlib.Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    with chromium() as browser:
        for language in languages:
            for theme in ("light", "dark"):
                for width in (1440, 390):
                    visitor = Visitor(browser, theme, width, language)
                    visitor.open("/").screenshot(path=place / f"sign-in-{theme}-{width}-{language}.png")
                    visitor.sign_in()
                    for screen in suite.STAFF_SCREENS:
                        name = re.sub(r"\W+", "-", screen).strip("-")
                        visitor.open(screen).screenshot(path=place / f"{name}-{theme}-{width}-{language}.png")
                    visitor.context.close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:] or ["en", "ru"])
