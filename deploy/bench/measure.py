"""Figures of the suite on this machine: start, idle memory, intake, alert to incident. Prints a markdown table."""
import datetime, json, os, pathlib, re, resource, shutil, signal, statistics, subprocess, sys, tempfile, threading, time, urllib.request

binaries, seconds = sys.argv[1], int(sys.argv[2])
here = pathlib.Path(__file__).parent
folder = pathlib.Path(tempfile.mkdtemp(prefix="dienst-bench-"))
tick = os.sysconf("SC_CLK_TCK")
rows = []


def row(what, figure):
    rows.append((what, figure))
    print(f"{what}: {figure}", flush=True)


def ask(method, path, body=None, token=None, kind="application/json"):
    data = body if isinstance(body, (bytes, type(None))) else json.dumps(body).encode()
    headers = {"Content-Type": kind, **({"Authorization": "Bearer " + token} if token else {})}
    with urllib.request.urlopen(urllib.request.Request(gateway + path, data, headers, method=method), timeout=20) as answer:
        text = answer.read()
        return json.loads(text) if text else None


def pids():
    return {f.stem: int(f.read_text().split()[0]) for f in (folder / "run").glob("*.pid")}


def cpu(pid):
    """Seconds of processor time of a process and all its descendants, those already ended included."""
    total = 0
    for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rsplit(")", 1)[1].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        own = int(stat.parent.name)
        if own == pid or int(fields[1]) == pid:
            total += sum(int(x) for x in fields[11:15]) if own == pid else int(fields[11]) + int(fields[12])
    return total / tick


def memory(pid):
    text = pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text()
    return {name: int(re.search(rf"^{name}:\s+(\d+)", text, re.M)[1]) / 1024 for name in ("Rss", "Pss")}


def wait(condition, limit=60):
    end = time.time() + limit
    while not condition():
        if time.time() > end:
            raise SystemExit("it never came true")
        time.sleep(0.05)


def iso(when):
    return when.strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"


def now():
    return datetime.datetime.now(datetime.timezone.utc)


def load(name, batch, fresh):
    environment = {**os.environ, "BATCH": str(batch), "ITEMS": "1000", "FRESH": "1" if fresh else "0", "STARTS": iso(now()),
                   "ENDS": iso(now() + datetime.timedelta(hours=1))}
    port = json.loads((folder / "ports.json").read_text())["event.1"]
    watched = {"app": pids()["event.1"], "database": pids()["postgres"], "broker": pids()["rabbitmq"]}
    before = {who: cpu(pid) for who, pid in watched.items()}
    begin = time.time()
    output = subprocess.run(
        ["wrk", "-t1", "-c64" if batch == 1 else "-c8", f"-d{seconds}s", "--timeout", "10s", "-s", str(here / "alerts.lua"),
         f"http://127.0.0.1:{port}/intake/alertmanager/{access['integration']['key']}/api/v2/alerts"],
        env=environment, capture_output=True, text=True, check=True).stdout
    took = time.time() - begin
    good, bad, p50, p99 = re.search(r"RESULT (\d+) (\d+) ([\d.]+) ([\d.]+)", output).groups()
    alerts = int(good) * batch
    drained = time.time()
    wait(lambda: ask("GET", "/api/v1/integrations", token=token) is not None and backlog() == 0, 600)
    used = {who: (cpu(pid) - before[who]) * 1e6 / alerts for who, pid in watched.items()}
    row(name, f"{alerts / took:,.0f}/s accepted (p50 {p50} ms, p99 {p99} ms a request, {bad} refused), folded {time.time() - drained:.1f} s "
        f"after the end; CPU per alert: app {used['app']:.0f} µs, database {used['database']:.0f} µs, broker {used['broker']:.0f} µs")


def backlog():
    """Raw requests that are not folded yet, as the service itself counts them."""
    port = json.loads((folder / "ports.json").read_text())["event.1"]
    text = urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10).read().decode()
    found = re.search(r"^dienst_intake_waiting(?:\{[^}]*\})? ([\d.]+)", text, re.M)
    return float(found[1]) if found else 0


def latency(rate, count):
    seen, sent = {}, {}
    stop = threading.Event()

    def watch():
        while not stop.is_set():
            for item in ask("GET", "/api/v1/incidents?sort=-openedAt&limit=40", token=token)["items"]:
                name = (item.get("cause") or {}).get("name")
                if name in sent and name not in seen:
                    seen[name] = time.time()
            time.sleep(0.01)

    watcher = threading.Thread(target=watch)
    watcher.start()
    begin = time.time()
    for number in range(count):
        time.sleep(max(0, begin + number / rate - time.time()))
        name = f"lone{number}"
        sent[name] = time.time()
        ask("POST", f"/intake/alertmanager/{access['integration']['key']}/api/v2/alerts",
            [{"labels": {"alertname": "Down", "ci": name, "severity": "critical"}, "startsAt": iso(now())}])
    wait(lambda: len(seen) == count)
    stop.set()
    watcher.join()
    took = sorted((seen[name] - sent[name]) * 1000 for name in sent)
    row(f"alert → incident visible in the API at {rate}/s ({count} incidents)",
        f"p50 {statistics.median(took):.0f} ms, p99 {took[int(len(took) * 0.99)]:.0f} ms, longest {took[-1]:.0f} ms")


begin = time.time()
suite = subprocess.Popen(
    [f"{binaries}/dienst", "up", "--directory", str(folder), "--port", "0", "--binaries", binaries,
     "--deployment", str(here.parent)], stdout=subprocess.DEVNULL)
try:
    wait(lambda: (folder / "run/ready").exists(), 120)
    row("the whole suite, from nothing to ready (databases made, broker started)", f"{time.time() - begin:.1f} s")
    access = json.loads((folder / "access.json").read_text())
    gateway = access["gateway"]
    token = ask("POST", "/api/v1/sign-in", access["administrator"])["accessToken"]
    for name in ("desk", "incident", "problem", "change", "event"):
        os.kill(pids()[name + ".1"], signal.SIGTERM)
        gone = pids()[name + ".1"]
        wait(lambda: pids().get(name + ".1", gone) != gone)
        began = time.time()
        port = json.loads((folder / "ports.json").read_text())[name + ".1"]

        def ready():
            try:
                return urllib.request.urlopen(f"http://127.0.0.1:{port}/health/ready", timeout=1).status == 200
            except OSError:
                return False

        wait(ready)
        row(f"{name}: process made to ready", f"{time.time() - began:.2f} s")
    time.sleep(20)
    each = {name: memory(pids()[name + ".1"]) for name in ("desk", "incident", "problem", "change", "event")}
    for name, used in each.items():
        row(f"{name}: idle memory", f"{used['Rss']:.0f} MB resident, {used['Pss']:.0f} MB of its own share")
    row("five apps together, idle", f"{sum(u['Rss'] for u in each.values()):.0f} MB resident, {sum(u['Pss'] for u in each.values()):.0f} MB proportional")
    model = "items:\n" + "".join(f"  - {{name: lone{n}, class: server}}\n" for n in range(2000)) + "".join(
        f"  - {{name: bench{n}, class: server}}\n" for n in range(1000))
    ask("POST", "/api/v1/configuration-items/import", model.encode(), token, "application/yaml")
    time.sleep(10)
    latency(100, 1500)
    load("intake, single alerts, 64 connections, known identities", 1, False)
    load("intake, batches of 64, 8 connections, known identities", 64, False)
    load("intake, single alerts, 64 connections, new identities", 1, True)
finally:
    suite.send_signal(signal.SIGTERM)
    suite.wait(30)
    shutil.rmtree(folder, ignore_errors=True)
print("\n| what | figure |\n|---|---|")
for what, figure in rows:
    print(f"| {what} | {figure} |")
