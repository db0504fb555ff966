"""The texts of the web application: complete in every language, and none too many."""
import json
import pathlib
import re

WEB = pathlib.Path(__file__).parents[2] / "Services/ServiceDesk/App/Web"
LANGUAGES = ["en", "de", "sv", "nb", "ru"]
# Sets whose names are made from values; their members are checked against the closed sets of the services.
SETS = ("actor.", "assignment.way.", "escalation.occasion.", "escalation.kind.", "escalation.telling.", "item-role.", "matrix.", "alert.column.", "area.", "change.type.", "code.", "confidence.", "criticality.", "error.", "fact.", "health.", "hold.",
        "impact.", "nav.", "priority.", "role.", "severity.", "state.", "theme.", "urgency.", "views.", "why.input.", "problem.", "change.", "parked.", "tool-kind.", "tool-kind.",
        "map.", "administration.", "approver.", "field.", "icon.", "limit.", "mine.", "my-kind.", "notice.", "organisation.kind.", "outage.", "pattern.", "alert.muted-by.", "health.because.",
        "permission.", "planned.", "reach.", "reading.", "request.", "role.about.", "rule.", "sign-in.returned.", "tell.", "tool.", "tracker.", "unit.", "way.",
        "approvals.", "import.", "mail.answer.", "delivery.",
        "activity.", "major.", "article.", "clock.", "levels.outcome.", "audience.", "diff.", "fulfil.", "horizon.", "kind.", "lane.", "relation.", "talk.channel.", "talk.show.", "unmet.", "use.", "presence.", "views.sharing.", "silence.standing.", "silence.state.", "silence.when.", "suppression.reason.", "suppression.about-",
        "weekday.", "on-call.kind.", "on-call.unit.", "on-call.report.", "on-call.finding.", "on-call.findings.", "escalation.target.", "page.state.", "page.kind.", "page.delivery.", "page.end.", "page.purpose.",
        "agreement-kind.", "breach.", "channel.", "report-mail.", "figure.", "figure-text.", "policies.", "promise.", "reports.",
        "heartbeat.standing.", "heartbeat.ping.", "inhibition.state.", "run.", "runbook.heading.", "runbook.kind.", "runbook.mode.", "switch.", "service.past.", "integration.renew-key", "integration.revoke", "integration.pause", "integration.resume")


def texts(language):
    return json.loads((WEB / f"text/{language}.json").read_text(encoding="utf8"))


def forms(message):
    return message if isinstance(message, dict) else {"other": message}


def sources():
    return [path for path in WEB.rglob("*.js") if "vendor" not in path.parts]


def test_every_language_has_the_same_names():
    wanted = set(texts("en"))
    for language in LANGUAGES:
        assert set(texts(language)) == wanted, language


def test_every_language_has_the_same_placeholders_and_its_own_plurals():
    english = texts("en")
    plurals = {"ru": {"one", "few", "many", "other"}}
    for language in LANGUAGES:
        for name, message in texts(language).items():
            assert isinstance(message, dict) == isinstance(english[name], dict), (language, name)
            if isinstance(message, dict):
                assert set(message) == plurals.get(language, {"one", "other"}), (language, name)
            wanted = set(re.findall(r"\{(\w+)\}", forms(english[name])["other"]))
            for form in forms(message).values():
                assert set(re.findall(r"\{(\w+)\}", form)) == wanted, (language, name)
                assert form.strip(), (language, name)


def test_russian_is_written_in_cyrillic():
    for name, message in texts("ru").items():
        for form in forms(message).values():
            letters = re.sub(r"\{\w+\}|[^A-Za-zА-яё]", "", form)
            foreign = ("PRB", "INC", "CHG", "Dienst", "VSTAVTE", "P1", "service", "instance", "host", "ci")
            assert not letters or re.search("[А-яё]", letters) or any(word in form for word in foreign), (name, form)


def test_every_name_that_is_used_exists():
    known = texts("en")
    for path in sources():
        for name in re.findall(r'\bt\("([a-z][\w.-]*)"', path.read_text(encoding="utf8")):
            assert name in known, (path.name, name)


def test_no_name_is_left_over():
    written = "".join(path.read_text(encoding="utf8") for path in sources())
    spare = [name for name in texts("en") if f'"{name}"' not in written and not name.startswith(SETS)]
    assert not spare, spare


def test_no_sentence_is_written_into_the_code():
    """Text between tags that is neither a value nor one of the few proper names."""
    for path in sources():
        code = path.read_text(encoding="utf8")
        for text in re.findall(r">([A-Z][a-z]+(?: [a-z]+)*)<", code):
            assert text in ("Dienst", "Esc", "Ctrl"), (path.name, text)


def test_files_are_small():
    for path in sources():
        assert len(path.read_text(encoding="utf8").splitlines()) < 200, path


def test_the_first_page_names_all_that_it_needs():
    """What the start imports, however deep: named at once, it comes at once instead of level by level."""
    needed, waiting = [], [WEB / "app.js"]
    while waiting:
        file = waiting.pop(0).resolve()
        if file not in needed:
            needed.append(file)
            waiting += [file.parent / name for name in re.findall(r'(?:from|import) "(\.[^"]+)"', file.read_text(encoding="utf8"))]
    page = (WEB / "index.html").read_text(encoding="utf8")
    named = re.findall(r'rel="modulepreload" href="/([^"]+)"', page)
    assert sorted(named) == sorted(file.relative_to(WEB.resolve()).as_posix() for file in needed[1:])


def test_every_fact_of_a_journal_has_words():
    """The facts of all services' records, from where they are declared."""
    known, missing = texts("en"), set()
    for path in (WEB.parents[3] / "Services").rglob("Domain/**/*.swift"):
        for body in re.findall(r"enum \w*Fact\b[^{]*\{(.*?)\n    ?\}?\n", path.read_text(encoding="utf8"), re.S):
            for line in re.findall(r"^\s*case ([a-z].*)$", re.sub(r"\([^()]*(?:\([^()]*\)[^()]*)*\)", "", body), re.M):
                if not line.rstrip().endswith(":"):
                    missing |= {name for name in re.findall(r"[a-z]\w*", line) if f"fact.{name}" not in known}
    assert not missing, sorted(missing)
