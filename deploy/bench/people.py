"""Figures of lists, records and searches with many records, people and articles. Prints a markdown table.

  people.py BINARIES SECONDS RECORDS      makes a suite of its own, fills it, measures with wrk at 32 clients

A tenth as many people as records and a hundredth as many articles. Records and people are rows of the services' databases, copied from one
that was made through the API; articles are written through the API."""
import json, os, pathlib, random, re, shutil, signal, subprocess, sys, tempfile, time, urllib.parse, urllib.request, uuid

binaries, seconds, records = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
clients = 32
here = pathlib.Path(__file__).parent
folder = pathlib.Path(tempfile.mkdtemp(prefix="dienst-bench-"))
chance = random.Random(1)
languages = {"en": "abcdefghijklmnoprstuvy", "de": "abcdefghiklmnoprstuwzäöü", "sv": "abdefghijklmnoprstuvåäö",
             "nb": "abdefghijklmnoprstuvæøå", "ru": "абвгдежзиклмнопрстуфхцчшыэюя"}
words = {language: ["".join(chance.choices(letters, k=chance.randint(4, 10))) for _ in range(4_000)]
         for language, letters in languages.items()}
rows = []


def row(what, figure):
    rows.append((what, figure))
    print(f"{what}: {figure}", flush=True)


def text(language, count):
    """Few words are common and many are rare, as in any language."""
    return " ".join(words[language][min(3_999, int(chance.paretovariate(0.6)) - 1)] for _ in range(count))


def ask(method, path, body=None, token=None, version=None):
    headers = {"Content-Type": "application/json", **({"Authorization": "Bearer " + token} if token else {})}
    if version:
        headers["If-Match"] = f'"{version}"'
    request = urllib.request.Request(gateway + path, None if body is None else json.dumps(body).encode(), headers, method=method)
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.loads(answer.read() or "null")


def sql(service, statements, rows=None):
    """Runs statements in a service's database; rows, if given, stand in the temporary table given (id, number, title, body, at, other)."""
    port = json.loads((folder / "ports.json").read_text())["postgres"]
    password = (folder / f"secrets/postgres-{service}").read_text().strip()
    script = "\\set ON_ERROR_STOP on\nSET statement_timeout = 0;\n"
    if rows:
        script += "CREATE TEMPORARY TABLE given (id uuid, number text, title text, body text, at timestamptz, other uuid);\n"
        script += "COPY given FROM stdin;\n" + "".join("\t".join(row) + "\n" for row in rows) + "\\.\n"
    subprocess.run(
        ["psql", "--quiet", "--no-psqlrc", f"postgres://dienst_{service}@127.0.0.1:{port}/dienst_{service}"],
        input=script + statements, text=True, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "PGPASSWORD": password})


def wait(condition, limit=120):
    end = time.time() + limit
    while not condition():
        if time.time() > end:
            raise SystemExit("it never came true")
        time.sleep(0.1)


def copies(table, made, fields, changed="'{}'::jsonb"):
    """A row for each given one, as the row that was made through the API with other texts, within its JSON too."""
    texts = "to_jsonb(template)::text"
    for old, new in [(made.lower(), "given.id::text"), (made.upper(), "given.id::text"), *fields]:
        texts = f"replace({texts}, '{old}', {new})"
    return f"""
        INSERT INTO {table} SELECT (jsonb_populate_record(NULL::{table}, {texts}::jsonb || {changed})).*
        FROM given, (SELECT * FROM {table} WHERE id = '{made}') AS template;
        ANALYZE {table};"""


def people(token, count):
    made = ask("POST", "/api/v1/people", {"name": "Benchtemplate", "mail": "benchtemplate@example.org"}, token)
    given = []
    for number in range(count):
        name = f"{text('en', 1).title()} {text('sv', 1).title()} {number}"
        given.append((str(uuid.uuid4()), f"p{number}", name, "", "2026-01-01T00:00:00Z", made["id"]))
    sql("desk", copies("person", made["id"], [
        ("Benchtemplate", "given.title"), ("benchtemplate", "lower(given.title)")]), given)
    return [row[0] for row in given]


def incidents(token, count, requesters):
    report = {"channel": "phone", "person": requesters[0], "summary": "Benchtemplate summary", "description": "Benchtemplate description"}
    contact = "/api/v1/contacts/" + ask("POST", "/api/v1/contacts", report, token)["id"]
    wait(lambda: ask("GET", contact, token=token)["state"] == "followed")
    made = ask("GET", contact, token=token)["incident"]
    begin, given = time.time() - 365 * 86_400, []
    for number in range(count):
        language = chance.choice(list(languages))
        at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(begin + number * 365 * 86_400 / count))
        given.append((str(uuid.uuid4()), f"INC{number + 1_000_000:07}", text(language, 6), text(language, 30), at, chance.choice(requesters)))
    fields = [(made["number"], "given.number"), ("Benchtemplate summary", "given.title"),
              ("Benchtemplate description", "given.body")]
    changed = "jsonb_build_object('opened_at', given.at, 'requester', given.other, 'priority', 1 + get_byte(uuid_send(given.id), 0) % 5)"
    sql("incident", copies("incident", made["id"], fields, changed), given)
    sql("desk", """
        INSERT INTO record_head (kind, id, number, title, body, state, is_open, priority, requester, affected, services, readers, audience,
            opened_at, updated_at, sequence, words)
        SELECT 'incident', id, number, title, body, 'new', true, 1 + get_byte(uuid_send(id), 0) % 5, other, '{}', '{}', 'parties', '{}',
            at, at, 1, record_words(number, title, body)
        FROM given;
        ANALYZE record_head;""", given)
    return given


def articles(token, count):
    for _ in range(count):
        def written(language):
            return {"title": text(language, 6), "symptoms": text(language, 20), "keywords": text(language, 4).split(), "body": text(language, 200)}
        made = ask("POST", "/api/v1/articles", {"language": "en", "audience": {"kind": "public"}, **written("en")}, token)
        for version, language in enumerate(list(languages)[1:], 1):
            ask("PUT", f"/api/v1/articles/{made['id']}/texts/{language}", written(language), token, version)
        ask("POST", f"/api/v1/articles/{made['id']}/publish", {}, token)


def measure(what, paths, token):
    file = folder / "paths"
    file.write_text("\n".join(paths) + "\n")
    environment = {**os.environ, "PATHS": str(file), "TOKEN": token}
    command = ["wrk", "-t1", f"-c{clients}", "--timeout", "10s", "-s", str(here / "paths.lua"), gateway]
    subprocess.run(command + ["-d2s"], env=environment, capture_output=True, check=True)
    output = subprocess.run(command + [f"-d{seconds}s"], env=environment, capture_output=True, text=True, check=True).stdout
    count, bad, p50, p99 = re.search(r"RESULT (\d+) (\d+) ([\d.]+) ([\d.]+)", output).groups()
    refused = f", {bad} refused" if int(bad) else ""
    row(what, f"p50 {float(p50):.1f} ms, p99 {float(p99):.1f} ms, {int(count) / seconds:,.0f}/s{refused}")


def quoted(words):
    return urllib.parse.quote(words)


begin = time.time()
suite = subprocess.Popen(
    [f"{binaries}/dienst", "up", "--directory", str(folder), "--port", "0", "--binaries", binaries, "--deployment", str(here.parent)],
    stdout=subprocess.DEVNULL)
try:
    wait((folder / "run/ready").exists)
    access = json.loads((folder / "access.json").read_text())
    gateway = access["gateway"]
    administrator = ask("POST", "/api/v1/sign-in", access["administrator"])["accessToken"]
    agent = ask("POST", "/api/v1/sign-in", access["agent"])["accessToken"]
    requesters = people(administrator, records // 10)
    given = incidents(agent, records, requesters)
    articles(administrator, records // 100)
    ask("POST", f"/api/v1/people/{requesters[0]}/password", {"password": "a password to measure"}, administrator)
    person = ask("GET", f"/api/v1/people/{requesters[0]}", token=administrator)
    requester = ask("POST", "/api/v1/sign-in", {"name": person["signInName"], "password": "a password to measure"})["accessToken"]
    row(f"filling: {records:,} records, {records // 10:,} people, {records // 100:,} articles in five languages", f"{time.time() - begin:.0f} s")
    some = chance.sample(given, 2_000)
    rare = [max(chance.choice(some)[2].split(), key=len) for _ in range(500)]
    common = [words[language][place] for language in languages for place in range(10)]
    measure("list of incidents, the newest 50", ["/api/v1/incidents?limit=50"], agent)
    measure("list of incidents, new ones by priority", ["/api/v1/incidents?state=new&sort=priority&limit=50"], agent)
    measure("an incident by its number", [f"/api/v1/incidents/{row[1]}" for row in some], agent)
    measure("list of people, the first 50", ["/api/v1/people?limit=50"], agent)
    measure("people by a part of their name", [f"/api/v1/people?q={quoted(word[:5])}&limit=20" for word in words["en"][:300]], agent)
    measure("search by number", [f"/api/v1/search?q={row[1]}" for row in some], agent)
    measure("search by two words of a title", [f"/api/v1/search?q={quoted(' '.join(row[2].split()[:2]))}" for row in some], agent)
    measure("search by a rare word", [f"/api/v1/search?q={quoted(word)}" for word in rare], agent)
    measure("search by one of the commonest words", [f"/api/v1/search?q={quoted(word)}" for word in common], agent)
    measure("search while typing", [f"/api/v1/search/suggest?q={quoted(word[:4])}" for word in rare], agent)
    measure("search as a requester, own records only", [f"/api/v1/search?q={quoted(word)}" for word in common], requester)
    measure("search for articles by two words",
            [f"/api/v1/knowledge/search?language=en&q={quoted(' '.join(chance.sample(words['en'][:400], 2)))}" for _ in range(500)], requester)
finally:
    suite.send_signal(signal.SIGTERM)
    suite.wait(30)
    shutil.rmtree(folder, ignore_errors=True)
print("\n| what | figure |\n|---|---|")
for what, figure in rows:
    print(f"| {what} | {figure} |")
