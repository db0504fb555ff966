#!/usr/bin/env python3
"""thresholds.py DIRECTORY [THRESHOLDS]: service level thresholds across four copies of the incident service that are killed at random.

DIRECTORY is that of a suite made for this (`dienst up --directory …`). A policy with three thresholds in four minutes holds for the incidents that
are reported now; three more copies run beside the supervised one, and every few seconds one of the four is killed (SIGKILL). At the end every
threshold must have been told of once and none early. Prints how late they were.
"""
import json, os, random, signal, subprocess, sys, time, urllib.request, uuid
from concurrent.futures import ThreadPoolExecutor

directory, wanted = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
access = json.load(open(f"{directory}/access.json"))
gateway = access["gateway"]


def call(method, path, body=None, token=None):
    headers = {"Content-Type": "application/json", "Idempotency-Key": str(uuid.uuid4())}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    request = urllib.request.Request(gateway + path, None if body is None else json.dumps(body).encode(), headers, method=method)
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)


def sign_in(who):
    return call("POST", "/api/v1/sign-in", access[who])["accessToken"]


def environment(pid):
    return dict(part.split("=", 1) for part in open(f"/proc/{pid}/environ").read().split("\0") if "=" in part)


supervised = lambda: int(open(f"{directory}/run/incident.1.pid").read().split()[0])
first = supervised()
base, program = environment(first), os.readlink(f"/proc/{first}/exe")


def start(number):
    own = dict(base, DIENST_LISTEN=f"127.0.0.1:{27900 + number}")
    return subprocess.Popen([program], env=own, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def ask(sql):
    address = base["DIENST_DATABASE_URL"]
    password = base.get("DIENST_DATABASE_PASSWORD") or open(base["DIENST_DATABASE_PASSWORD_FILE"]).read().strip()
    run = subprocess.run(["psql", address, "-AtF", " ", "-c", sql], env={**os.environ, "PGPASSWORD": password}, capture_output=True, text=True)
    if run.returncode:
        raise SystemExit(run.stderr)
    return run.stdout.strip().splitlines()


administrator, agent = sign_in("administrator"), sign_in("agent")
name = f"Thresholds {time.time():.0f}"
calendar = call("POST", "/api/v1/calendars", {"name": name, "zone": "UTC", "weeks": [{"hours": [{"weekdays": [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"], "from": "00:00", "until": "24:00"}]}]}, administrator)
service = call("POST", "/api/v1/services", {"name": name, "criticality": 4, "valuePerHour": 0}, administrator)
policy = call("POST", "/api/v1/service-level-policies", {"name": name, "kind": "customer", "services": [service["id"]], "targets": [{
    "name": name, "measure": "resolution", "goals": [{"seconds": 240}], "calendar": calendar["id"], "pausedBy": [], "onChange": "retroactive",
    "respondedBy": "ownership", "thresholds": [{"percent": 50}, {"percent": 75}]}]}, administrator)
person = call("GET", "/api/v1/people?limit=1", token=administrator)["items"][0]["id"]
deadline = time.time() + 60
while not ask(f"SELECT 1 FROM service_level_version WHERE record = '{policy['id']}'"):
    if time.time() > deadline:
        raise SystemExit("incident has not heard of the policy")
    time.sleep(0.2)

incidents = -(-wanted // 3)
report = lambda number: call("POST", "/api/v1/contacts", {
    "channel": "phone", "person": person, "service": service["id"], "summary": f"{name} {number}"}, agent)
with ThreadPoolExecutor(8) as pool:
    list(pool.map(report, range(incidents)))
copies, kills = [start(number) for number in range(3)], 0
print(f"{incidents} incidents reported, four copies run", flush=True)
mine = f"JOIN incident_clock AS c USING (incident, kind, measure, target, run) WHERE c.policy = '{policy['id']}'"
deadline = time.time() + 240 + incidents / 10
try:
    while time.time() < deadline:
        time.sleep(random.uniform(2, 5))
        done = int(ask(f"SELECT count(*) FROM incident_threshold AS t {mine}")[0])
        if done >= incidents * 3:
            break
        victim = random.randrange(4)
        try:
            if victim == 3:
                os.kill(supervised(), signal.SIGKILL)
            else:
                copies[victim].kill()
                copies[victim].wait()
                copies[victim] = start(victim)
            kills += 1
        except (ProcessLookupError, FileNotFoundError, IndexError):
            pass  # it is just being started again
    time.sleep(5)
finally:
    for copy in copies:
        copy.terminate()
        copy.wait()

noticed, early, late, slow, p50, p99, longest = ask(f"""
    SELECT count(*), count(*) FILTER (WHERE noticed_at < passed_at), count(*) FILTER (WHERE late),
        count(*) FILTER (WHERE noticed_at > passed_at + interval '1 second'),
        percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM noticed_at - passed_at)),
        percentile_cont(0.99) WITHIN GROUP (ORDER BY extract(epoch FROM noticed_at - passed_at)),
        max(extract(epoch FROM noticed_at - passed_at))
    FROM incident_threshold AS t {mine}""")[0].split()
told = ask(f"""
    SELECT count(*), count(DISTINCT (record, body::text)) FROM (SELECT record, body FROM outbox WHERE subject = 'incident.clock.threshold.v1'
        UNION ALL SELECT record, body FROM archive WHERE subject = 'incident.clock.threshold.v1') AS m
    WHERE convert_from(body, 'UTF8')::json ->> 'policy' ILIKE '{policy['id']}'""")[0].split()
journal = ask(f"""
    SELECT count(*) FROM journal WHERE name = 'thresholdPassed' AND fact::text ILIKE '%{policy['id']}%'""")[0]
print(f"{kills} kills; {noticed} noticed of {incidents * 3}, {early} early, {late} marked late; told {told[0]}, of them different {told[1]}; journal lines {journal}")
print(f"noticed after: p50 {float(p50):.3f} s, p99 {float(p99):.3f} s, longest {float(longest):.3f} s; {slow} of them after more than a second")
sys.exit(0 if int(noticed) == incidents * 3 == int(told[0]) == int(told[1]) == int(journal) and early == "0" else 1)
