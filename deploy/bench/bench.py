"""What the figures share: a suite of its own, asking it, its processes' memory and processor time, and the table at the end."""
import contextlib, datetime, http.client, json, os, pathlib, re, shutil, signal, subprocess, tempfile, time, urllib.parse, urllib.request

here = pathlib.Path(__file__).parent
tick = os.sysconf("SC_CLK_TCK")
services = ("desk", "incident", "problem", "change", "event")
rows = []


def row(what, figure):
    rows.append((what, figure))
    print(f"{what}: {figure}", flush=True)


def table():
    print("\n| what | figure |\n|---|---|")
    for what, figure in rows:
        print(f"| {what} | {figure} |")


def wait(condition, limit=120, pause=0.05):
    end = time.time() + limit
    while not condition():
        if time.time() > end:
            raise SystemExit("it never came true")
        time.sleep(pause)


def now():
    return datetime.datetime.now(datetime.timezone.utc)


def iso(when):
    return when.strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"


def share(sorted_values, part):
    return sorted_values[min(len(sorted_values) - 1, int(len(sorted_values) * part))]


def cpu(pid):
    """Seconds of processor time of a process and its children, those already ended included."""
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
    """Megabytes: resident (Rss), and its proportional share (Pss)."""
    text = pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text()
    return {name: int(re.search(rf"^{name}:\s+(\d+)", text, re.M)[1]) / 1024 for name in ("Rss", "Pss")}


def wrk(address, seconds, connections, script, **environment):
    """Requests answered well, refused, p50 and p99 in milliseconds, as the script's RESULT line says."""
    output = subprocess.run(
        ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "10s", "-s", str(here / script), address],
        env={**os.environ, **environment}, capture_output=True, text=True, check=True).stdout
    good, bad, p50, p99 = re.search(r"RESULT (\d+) (\d+) ([\d.]+) ([\d.]+)", output).groups()
    return int(good), int(bad), float(p50), float(p99)


class Suite:
    def __init__(self, folder):
        self.folder = folder
        self.access = json.loads((folder / "access.json").read_text())
        self.gateway = self.access["gateway"]
        self.token = self.sign_in("administrator")

    def sign_in(self, who):
        return self.ask("POST", "/api/v1/sign-in", self.access[who])["accessToken"]

    def ask(self, method, path, body=None, token=None, kind="application/json", version=None):
        data = body if isinstance(body, (bytes, type(None))) else json.dumps(body).encode()
        token = token or getattr(self, "token", None)
        headers = {"Content-Type": kind, **({"Authorization": "Bearer " + token} if token else {}),
                   **({"If-Match": f'"{version}"'} if version else {})}
        with urllib.request.urlopen(urllib.request.Request(self.gateway + path, data, headers, method=method), timeout=60) as answer:
            return json.loads(answer.read() or "null")

    def pids(self):
        return {file.stem: int(file.read_text().split()[0]) for file in (self.folder / "run").glob("*.pid")}

    def port(self, name):
        return json.loads((self.folder / "ports.json").read_text())[name]

    def intake(self, copy=1):
        """Where Prometheus would post, at the service itself: the figures are the service's, not the gateway's."""
        return f"http://127.0.0.1:{self.port(f'event.{copy}')}/intake/alertmanager/{self.access['integration']['key']}/api/v2/alerts"

    def backlog(self):
        """Raw requests that are not folded yet, as the service itself counts them."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port('event.1')}/metrics", timeout=30) as answer:
            found = re.search(r"^dienst_intake_waiting(?:\{[^}]*\})? ([\d.]+)", answer.read().decode(), re.M)
        return float(found[1]) if found else 0

    def sql(self, service, statements, given=None):
        """Runs statements in a service's database; rows, if given, stand in the temporary table given (id, number, title, body, at, other)."""
        password = (self.folder / f"secrets/postgres-{service}").read_text().strip()
        script = "\\set ON_ERROR_STOP on\nSET statement_timeout = 0;\n"
        if given:
            script += "CREATE TEMPORARY TABLE given (id uuid, number text, title text, body text, at timestamptz, other uuid);\n"
            script += "COPY given FROM stdin;\n" + "".join("\t".join(row) + "\n" for row in given) + "\\.\n"
        return subprocess.run(
            ["psql", "--quiet", "--no-psqlrc", "-At", f"postgres://dienst_{service}@127.0.0.1:{self.port('postgres')}/dienst_{service}"],
            input=script + statements, text=True, check=True, stdout=subprocess.PIPE, env={**os.environ, "PGPASSWORD": password}).stdout

    def add_items(self, names):
        model = "items:\n" + "".join(f"  - {{name: {name}, class: server}}\n" for name in names)
        self.ask("POST", "/api/v1/configuration-items/import", model.encode(), kind="application/yaml")
        wait(lambda: int(self.sql("event", "SELECT count(*) FROM reference_state")) >= len(names))
        wait(lambda: self.sql("event", "SELECT count(*) FROM timer WHERE kind = 'model-settled'").strip() == "0")


@contextlib.contextmanager
def suite(binaries, *more):
    """A suite of its own on free ports, ended and removed at the end."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="dienst-bench-"))
    begin = time.time()
    process = subprocess.Popen(
        [f"{binaries}/dienst", "up", "--directory", str(folder), "--port", "0", "--binaries", binaries, "--deployment", str(here.parent), *more],
        stdout=subprocess.DEVNULL)
    try:
        wait((folder / "run/ready").exists)
        made = Suite(folder)
        made.start = time.time() - begin
        yield made
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)
        shutil.rmtree(folder, ignore_errors=True)


class Keeping:
    """One connection kept open, as monitoring keeps it."""

    def __init__(self, address):
        self.url = urllib.parse.urlsplit(address)
        self.connection = http.client.HTTPConnection(self.url.hostname, self.url.port, timeout=60)

    def post(self, body):
        self.connection.request("POST", self.url.path, body, {"Content-Type": "application/json"})
        answer = self.connection.getresponse()
        answer.read()
        return answer.status
