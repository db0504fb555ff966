"""Figures of search with 100,000 heads: python3 search.py GATEWAY NAME PASSWORD [CLIENTS] [SECONDS]. Fill a desk of no other use with search-records.sql first."""
import json, random, statistics, sys, threading, time, urllib.parse, urllib.request

gateway, name, password = sys.argv[1:4]
clients, seconds = int(sys.argv[4]) if len(sys.argv) > 4 else 32, int(sys.argv[5]) if len(sys.argv) > 5 else 20


def ask(path, token=None, body=None):
    headers = {"Content-Type": "application/json", **({"Authorization": "Bearer " + token} if token else {})}
    data = json.dumps(body).encode() if body else None
    with urllib.request.urlopen(urllib.request.Request(gateway + path, data, headers), timeout=30) as answer:
        return json.loads(answer.read())


token = ask("/api/v1/sign-in", body={"name": name, "password": password})["accessToken"]
words = ["printer", "drucker geht", "skrivaren", "не работает", "host42", "vpn room", "prnter", "inc42", "4a", "laptop -mail", "пароль", "user"]
questions = {
    "search": lambda: "/api/v1/search?q=" + urllib.parse.quote(random.choice(words)),
    "search, open, one kind": lambda: "/api/v1/search?kind=incident&open=true&q=" + urllib.parse.quote(random.choice(words)),
    "suggest": lambda: "/api/v1/search/suggest?q=" + urllib.parse.quote(random.choice(words)[: random.randint(2, 6)]),
    "newest, filtered": lambda: "/api/v1/search?open=true&priority=1,2",
    "number": lambda: f"/api/v1/search?q=inc{random.randint(1, 100000)}",
}
for what, question in questions.items():
    for parallel in (1, clients):
        took, end = [], time.monotonic() + seconds

        def work():
            while time.monotonic() < end:
                begun = time.monotonic()
                ask(question(), token)
                took.append(time.monotonic() - begun)

        threads = [threading.Thread(target=work) for _ in range(parallel)]
        [thread.start() for thread in threads]
        [thread.join() for thread in threads]
        cuts = statistics.quantiles(took, n=100)
        print(f"| {what}, {parallel} clients | {len(took) / seconds:.0f}/s, p50 {cuts[49] * 1000:.1f} ms, p99 {cuts[98] * 1000:.1f} ms |", flush=True)
