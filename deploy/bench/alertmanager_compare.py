#!/usr/bin/env python3
"""Asks a real Alertmanager and Dienst the same, and compares status codes and what both then show.

    alertmanager_compare.py http://127.0.0.1:9093 http://127.0.0.1:8080/intake/alertmanager/KEY

The real one needs `route: {receiver: dienst, group_by: [alertname]}`. Times, ids and the words of refusals are not compared.
Exit code 1 when something differs that is not in EXPECTED.
"""
import datetime
import http.client
import json
import random
import sys
import time
import urllib.parse

# What differs, and why that is right.
EXPECTED = {
    "no content type": "a sender that forgets it (ElastAlert, SNS) must not lose alerts",
    "text/plain": "the same",
    "link that is none": "a bad link must not cost the alert",
    "label name with a space": "newer editions take any name; a label is no reason to lose an alert",
    "delete a silence nobody knows": "404 as for reading; the real one answers 500, which tools take for trouble",
    "list: severity changed": "the same fault with another severity is one alert here (the labels it began with are shown)",
}


def at(seconds):
    moment = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=seconds)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.000Z")


class Server:
    def __init__(self, address):
        self.url = urllib.parse.urlsplit(address)
        self.silences = {}

    def ask(self, method, path, body=None, content_type="application/json"):
        connection = http.client.HTTPConnection(self.url.hostname, self.url.port, timeout=20)
        headers = {} if content_type is None else {"Content-Type": content_type}
        if body is not None and not isinstance(body, str):
            body = json.dumps(body)
        connection.request(method, self.url.path.rstrip("/") + path, body, headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        try:
            return answer.status, json.loads(text) if text else None
        except ValueError:
            return answer.status, text


def normal(value):
    """Without times and ids, and in an order of its own."""
    if isinstance(value, dict):
        gone = {"startsAt", "endsAt", "updatedAt", "id", "silenceID", "uptime", "versionInfo", "config"}
        kept = {k: normal(v) for k, v in value.items() if k not in gone and not (k == "generatorURL" and not v)}
        if "silencedBy" in kept:
            kept["silencedBy"] = len(kept["silencedBy"])
        return kept
    if isinstance(value, list):
        return sorted((normal(v) for v in value), key=lambda v: json.dumps(v, sort_keys=True))
    return value


def silence(**more):
    matchers = [{"name": "host", "value": "db1", "isRegex": False, "isEqual": True}]
    return {**dict(matchers=matchers, startsAt=at(0), endsAt=at(600), createdBy="compare", comment="c"), **more}


def alert(name, host, **more):
    labels = {"alertname": name, "host": host, "service": "shop", **more.pop("labels", {})}
    return {"labels": labels, "annotations": {"summary": f"{name} on {host}"}, **more}


def steps():
    """(name, method, path, body, content type, whether the answer is compared)"""
    post = "/api/v2/alerts"
    yield "empty list", "POST", post, []
    for name, body in [
        ("malformed", "[{"), ("an object", {"a": 1}), ("no labels", [{}]), ("empty labels", [{"labels": {}}]),
        ("empty value", [{"labels": {"a": ""}}]), ("number as label", [{"labels": {"a": 1}}]),
        ("no time", [{"labels": {"a": "1"}, "startsAt": "x"}]), ("empty body", ""), ("null", "null"),
        ("ends before it starts", [{"labels": {"a": "1"}, "startsAt": at(10), "endsAt": at(5)}]),
    ]:
        yield name, "POST", post, body
    yield "no content type", "POST", post, [], None
    yield "text/plain", "POST", post, [], "text/plain"
    yield "link that is none", "POST", post, [{"labels": {"host": "gone"}, "endsAt": at(-1), "startsAt": at(-2), "generatorURL": "not a url"}]
    yield "label name with a space", "POST", post, [{"labels": {"a b": "1"}, "startsAt": at(-2), "endsAt": at(-1)}]
    chance = random.Random(7)
    names = ["DiskFull", "HostDown", "QueueDepth"]
    resolved = set()  # an identity that came and went more often would flap, and be muted for it
    for _ in range(20):
        batch = [alert(chance.choice(names), f"db{chance.randint(1, 5)}") for _ in range(chance.randint(1, 6))]
        yield "fire", "POST", post, batch
        if chance.random() < 0.4:
            name, host = chance.choice(names), f"db{chance.randint(1, 5)}"
            if (name, host) not in resolved:
                resolved.add((name, host))
                yield "resolve", "POST", post, [alert(name, host, startsAt=at(-60), endsAt=at(0))]
    yield "one good, one bad", "POST", post, [alert("Mixed", "db9"), {"labels": {}}]
    filters = [
        "", "?filter=host%3Ddb1", "?filter=alertname%3D~Disk.%2A&filter=host%3D%22db1%22", "?filter=host!%3Ddb1",
        "?filter=host!~db%5B12%5D&active=true", "?active=false", "?silenced=false", "?receiver=dienst", "?receiver=no",
        "?filter=foo", "?filter=a%3D~%5B", "?filter=a%3D%22x", "?receiver=%5B", "?unknown=1", "?filter=nothing%3D",
    ]
    for query in filters:
        yield f"list {query}", "GET", post + query
    yield "make a silence", "POST", "/api/v2/silences", silence()
    for query in ["", "?silenced=false", "?active=false", "?inhibited=false"]:
        yield f"list while silenced {query}", "GET", post + query
    for path in ["alerts/groups", "alerts/groups?silenced=false", "receivers", "status", "silences", "silences?filter=host%3Ddb1", "silences?filter=x", "silences?filter=a%3D1"]:
        yield path, "GET", "/api/v2/" + path
    one = lambda **m: [{"name": "a", "value": "1", "isRegex": False, **m}]
    for name, body in [
        ("nothing", {}), ("malformed", "{"), ("no matchers", silence(matchers=[])),
        ("matches all", silence(matchers=one(value=".*", isRegex=True))), ("bad pattern", silence(matchers=one(value="[", isRegex=True))),
        ("bad name", silence(matchers=one(name="a b"))), ("ends first", silence(startsAt=at(700))),
        ("is over", silence(startsAt=at(-700), endsAt=at(-600))), ("id that is none", silence(id="x")),
        ("id of nobody", silence(id="00000000-0000-4000-8000-000000000000")), ("bad time", silence(startsAt="yesterday")),
        ("no value", silence(matchers=[{"name": "a", "isRegex": False}])), ("turned round", silence(matchers=one(isEqual=False))),
        ("to come", silence(startsAt=at(300))),
    ]:
        yield f"silence: {name}", "POST", "/api/v2/silences", body
    yield "silences after", "GET", "/api/v2/silences"
    yield "read one", "GET", "/api/v2/silence/{make a silence}"
    yield "prolong", "POST", "/api/v2/silences", silence(id="{make a silence}", startsAt="{start of make a silence}", endsAt=at(900))
    yield "other matchers", "POST", "/api/v2/silences", silence(id="{make a silence}", matchers=one(name="host", value="db2"))
    yield "list under the new one", "GET", post + "?silenced=false"
    yield "end it", "DELETE", "/api/v2/silence/{other matchers}"
    yield "end it again", "DELETE", "/api/v2/silence/{other matchers}"
    yield "list after its end", "GET", post
    yield "read none", "GET", "/api/v2/silence/00000000-0000-4000-8000-000000000000"
    yield "read no id", "GET", "/api/v2/silence/x"
    yield "delete a silence nobody knows", "DELETE", "/api/v2/silence/00000000-0000-4000-8000-000000000000"
    yield "all silences", "GET", "/api/v2/silences"
    yield "healthy", "GET", "/-/healthy"
    yield "ready", "GET", "/-/ready"
    yield "another method", "PUT", post, []
    yield "escalate", "POST", post, [alert("Escalates", "db7", labels={"severity": "warning"})]
    yield "escalated", "POST", post, [alert("Escalates", "db7", labels={"severity": "critical"})]
    yield "list: severity changed", "GET", post + "?filter=alertname%3DEscalates"


def main(addresses):
    servers = [Server(a) for a in addresses]
    wrong = expected = same = 0
    for name, method, path, *rest in steps():
        body, content_type = (rest + [None, "application/json"][len(rest):])[:2]
        answers = []
        for server in servers:
            def fill(text):
                for key, value in server.silences.items():
                    text = text.replace("{" + key + "}", value)
                return text
            given = json.loads(fill(json.dumps(body))) if body is not None else None
            status, answer = server.ask(method, fill(path), given, content_type)
            if isinstance(answer, dict) and "silenceID" in answer:
                server.silences[name] = answer["silenceID"]
                made = server.ask("GET", "/api/v2/silence/" + answer["silenceID"])[1]
                server.silences["start of " + name] = made["startsAt"]
            answers.append((status, normal(answer) if method == "GET" and status == 200 else None))
        if answers[0] == answers[1]:
            same += 1
        elif name in EXPECTED:
            expected += 1
            print(f"differs  {name}: {answers[0][0]} and {answers[1][0]}: {EXPECTED[name]}")
        else:
            wrong += 1
            print(f"WRONG    {name} {method} {path}\n  {json.dumps(answers[0])[:1500]}\n  {json.dumps(answers[1])[:1500]}")
    print(f"{same} the same, {expected} differ as they should, {wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:3]))
