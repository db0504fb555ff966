"""Figures of the search for knowledge in a running suite: fills it with articles in five languages, then searches.

  python3 deploy/bench/knowledge.py GATEWAY AGENT PASSWORD [ARTICLES, 1000 by default] [CLIENTS, 8 by default]

Prints a markdown table; nothing is asserted. The articles stay: use a suite made for measuring."""
import json, random, statistics, sys, threading, time, urllib.parse, urllib.request

gateway, name, password = sys.argv[1:4]
articles, clients = (int(given) for given in (sys.argv[4:] + ["1000", "8"][len(sys.argv[4:]):])[:2])
languages = ["en", "de", "sv", "nb", "ru"]
letters = {language: "abcdefghijklmnoprstuvy" for language in languages} | {"ru": "абвгдежзиклмнопрстуфхцчшыэюя"}
chance = random.Random(1)
words = {
    language: ["".join(chance.choices(letters[language], k=chance.randint(4, 10))) for _ in range(8_000)] for language in languages
}


def text(language, count):
    """Few words are common and many are rare, as in any language."""
    places = (min(7_999, int(chance.paretovariate(0.6)) - 1) for _ in range(count))
    return " ".join(words[language][place] for place in places)


def ask(method, path, body=None, token=None, version=None):
    headers = {"Content-Type": "application/json", **({"Authorization": "Bearer " + token} if token else {})}
    if version:
        headers["If-Match"] = f'"{version}"'
    request = urllib.request.Request(gateway + path, None if body is None else json.dumps(body).encode(), headers, method=method)
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.loads(answer.read() or "null")


def written(language):
    return {"title": text(language, 6), "symptoms": text(language, 20), "keywords": text(language, 4).split(), "body": text(language, 400)}


def fill(token):
    for _ in range(articles):
        made = ask("POST", "/api/v1/articles", {"language": "en", "audience": {"kind": "public"}, **written("en")}, token)
        path = "/api/v1/articles/" + made["id"]
        for version, language in enumerate(languages[1:], 1):
            ask("PUT", f"{path}/texts/{language}", written(language), token, version)
        ask("POST", path + "/publish", {}, token)


def measure(what, one, seconds=10):
    times, failures = [], []

    def client(seed):
        own, end = random.Random(seed), time.monotonic() + seconds
        while time.monotonic() < end:
            begun = time.monotonic()
            try:
                one(own)
            except OSError as error:
                failures.append(error)
            times.append((time.monotonic() - begun) * 1_000)

    threads = [threading.Thread(target=client, args=(seed,)) for seed in range(clients)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    p50, p99 = statistics.median(times), statistics.quantiles(times, n=100)[98]
    failed = f", {len(failures)} failed" if failures else ""
    print(f"| {what}, {clients} clients | p50 {p50:.1f} ms, p99 {p99:.1f} ms, {len(times) / seconds:.0f}/s{failed} |", flush=True)


def search(token, query, language):
    query = urllib.parse.urlencode({"q": query, "language": language, "typing": "true"})
    return ask("GET", "/api/v1/knowledge/search?" + query, token=token)


def slip(own, word):
    place = own.randrange(len(word))
    return word[:place] + word[place + 1 :]


token = ask("POST", "/api/v1/sign-in", {"name": name, "password": password})["accessToken"]
begun = time.monotonic()
fill(token)
print(f"| {articles} articles in five languages written | {time.monotonic() - begun:.0f} s |")


def pick(own, rare):
    language = own.choice(languages)
    return language, own.choice(words[language][50:2_000] if rare else words[language][:10])


measure("search for a rare word", lambda own: search(token, *reversed(pick(own, True))))
measure("search for one of the ten most common words", lambda own: search(token, *reversed(pick(own, False))))


def misspelt(own):
    language, word = pick(own, True)
    search(token, slip(own, word), language)


def suggest(own):
    language = own.choice(languages)
    report = " ".join(own.choices(words[language][:2_000], k=60))
    ask("POST", "/api/v1/knowledge/suggest", {"text": report, "language": language}, token)


measure("search for a misspelt word", misspelt)
measure("suggestions for a report of sixty words", suggest)
