"""Figures of lists, records and searches with many records, people and articles. Prints a markdown table.

  people.py BINARIES SECONDS RECORDS      makes a suite of its own, fills it, measures with wrk at 32 clients

A tenth as many people as records and a hundredth as many articles. Records and people are rows of the services' databases, copied from one
that was made through the API; articles are written through the API."""
import random, sys, time, urllib.parse, uuid

import bench
from bench import row, wait

binaries, seconds, records = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
clients = 32
chance = random.Random(1)
languages = {"en": "abcdefghijklmnoprstuvy", "de": "abcdefghiklmnoprstuwzäöü", "sv": "abdefghijklmnoprstuvåäö",
             "nb": "abdefghijklmnoprstuvæøå", "ru": "абвгдежзиклмнопрстуфхцчшыэюя"}
words = {language: ["".join(chance.choices(letters, k=chance.randint(4, 10))) for _ in range(4_000)]
         for language, letters in languages.items()}


def text(language, count):
    """Few words are common and many are rare, as in any language."""
    return " ".join(words[language][min(3_999, int(chance.paretovariate(0.6)) - 1)] for _ in range(count))


def copies(table, made, fields, changed="'{}'::jsonb"):
    """A row for each given one, as the row that was made through the API with other texts, within its JSON too."""
    texts = "to_jsonb(template)::text"
    for old, new in [(made.lower(), "given.id::text"), (made.upper(), "given.id::text"), *fields]:
        texts = f"replace({texts}, '{old}', {new})"
    return f"""
        INSERT INTO {table} SELECT (jsonb_populate_record(NULL::{table}, {texts}::jsonb || {changed})).*
        FROM given, (SELECT * FROM {table} WHERE id = '{made}') AS template;
        ANALYZE {table};"""


def people(suite, count):
    made = suite.ask("POST", "/api/v1/people", {"name": "Benchtemplate", "mail": "benchtemplate@example.org"})
    given = []
    for number in range(count):
        name = f"{text('en', 1).title()} {text('sv', 1).title()} {number}"
        given.append((str(uuid.uuid4()), f"p{number}", name, "", "2026-01-01T00:00:00Z", made["id"]))
    suite.sql("desk", copies("person", made["id"], [
        ("Benchtemplate", "given.title"), ("benchtemplate", "lower(given.title)")]), given)
    return [row[0] for row in given]


def incidents(suite, token, count, requesters):
    report = {"channel": "phone", "person": requesters[0], "summary": "Benchtemplate summary", "description": "Benchtemplate description"}
    contact = "/api/v1/contacts/" + suite.ask("POST", "/api/v1/contacts", report, token)["id"]
    wait(lambda: suite.ask("GET", contact, token=token)["state"] == "followed")
    made = suite.ask("GET", contact, token=token)["incident"]
    begin, given = time.time() - 365 * 86_400, []
    for number in range(count):
        language = chance.choice(list(languages))
        at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(begin + number * 365 * 86_400 / count))
        given.append((str(uuid.uuid4()), f"INC{number + 1_000_000:07}", text(language, 6), text(language, 30), at, chance.choice(requesters)))
    fields = [(made["number"], "given.number"), ("Benchtemplate summary", "given.title"),
              ("Benchtemplate description", "given.body")]
    changed = "jsonb_build_object('opened_at', given.at, 'requester', given.other, 'priority', 1 + get_byte(uuid_send(given.id), 0) % 5)"
    suite.sql("incident", copies("incident", made["id"], fields, changed), given)
    suite.sql("desk", """
        INSERT INTO record_head (kind, id, number, title, body, state, is_open, priority, requester, affected, services, readers, audience,
            opened_at, updated_at, sequence, words)
        SELECT 'incident', id, number, title, body, 'new', true, 1 + get_byte(uuid_send(id), 0) % 5, other, '{}', '{}', 'parties', '{}',
            at, at, 1, record_words(number, title, body)
        FROM given;
        ANALYZE record_head;""", given)
    return given


def articles(suite, count):
    for _ in range(count):
        def written(language):
            return {"title": text(language, 6), "symptoms": text(language, 20), "keywords": text(language, 4).split(), "body": text(language, 200)}
        made = suite.ask("POST", "/api/v1/articles", {"language": "en", "audience": {"kind": "public"}, **written("en")})
        for version, language in enumerate(list(languages)[1:], 1):
            suite.ask("PUT", f"/api/v1/articles/{made['id']}/texts/{language}", written(language), version=version)
        suite.ask("POST", f"/api/v1/articles/{made['id']}/publish", {})


def measure(suite, what, paths, token):
    file = suite.folder / "paths"
    file.write_text("\n".join(paths) + "\n")
    bench.wrk(suite.gateway, 2, clients, "paths.lua", PATHS=str(file), TOKEN=token)
    good, bad, p50, p99 = bench.wrk(suite.gateway, seconds, clients, "paths.lua", PATHS=str(file), TOKEN=token)
    row(what, f"p50 {p50:.1f} ms, p99 {p99:.1f} ms, {good / seconds:,.0f}/s" + (f", {bad} refused" if bad else ""))


def quoted(words):
    return urllib.parse.quote(words)


def fill(suite, agent):
    """The records, and a requester's token."""
    begin = time.time()
    requesters = people(suite, records // 10)
    given = incidents(suite, agent, records, requesters)
    articles(suite, records // 100)
    suite.ask("POST", f"/api/v1/people/{requesters[0]}/password", {"password": "a password to measure"})
    person = suite.ask("GET", f"/api/v1/people/{requesters[0]}")
    requester = suite.ask("POST", "/api/v1/sign-in", {"name": person["signInName"], "password": "a password to measure"})["accessToken"]
    row(f"filling: {records:,} records, {records // 10:,} people, {records // 100:,} articles in five languages", f"{time.time() - begin:.0f} s")
    return given, requester


with bench.suite(binaries) as suite:
    agent = suite.sign_in("agent")
    given, requester = fill(suite, agent)
    some = chance.sample(given, 2_000)
    rare = [max(chance.choice(some)[2].split(), key=len) for _ in range(500)]
    common = [words[language][place] for language in languages for place in range(10)]
    measure(suite, "list of incidents, the newest 50", ["/api/v1/incidents?limit=50"], agent)
    measure(suite, "list of incidents, new ones by priority", ["/api/v1/incidents?state=new&sort=priority&limit=50"], agent)
    measure(suite, "an incident by its number", [f"/api/v1/incidents/{row[1]}" for row in some], agent)
    measure(suite, "list of people, the first 50", ["/api/v1/people?limit=50"], agent)
    measure(suite, "people by a part of their name", [f"/api/v1/people?q={quoted(word[:5])}&limit=20" for word in words["en"][:300]], agent)
    measure(suite, "search by number", [f"/api/v1/search?q={row[1]}" for row in some], agent)
    measure(suite, "search by two words of a title", [f"/api/v1/search?q={quoted(' '.join(row[2].split()[:2]))}" for row in some], agent)
    measure(suite, "search by a rare word", [f"/api/v1/search?q={quoted(word)}" for word in rare], agent)
    measure(suite, "search by one of the commonest words", [f"/api/v1/search?q={quoted(word)}" for word in common], agent)
    measure(suite, "search while typing", [f"/api/v1/search/suggest?q={quoted(word[:4])}" for word in rare], agent)
    measure(suite, "search as a requester, own records only", [f"/api/v1/search?q={quoted(word)}" for word in common], requester)
    measure(suite, "search for articles by two words",
            [f"/api/v1/knowledge/search?language=en&q={quoted(' '.join(chance.sample(words['en'][:400], 2)))}" for _ in range(500)], requester)
bench.table()
