"""People of our own for the portal's tests: a requester with a manager, and what they have to do with each other."""
import base64
import hashlib
import hmac
import mailbox
import os
import struct
import time
import uuid
from urllib.parse import quote

import suite

PASSWORD = "a good long password"
_cast = {}


def person(name, roles=("requester",), **more):
    """A person who can sign in; the key by which `suite` and `Visitor` know them."""
    key = f"{name.split()[0].lower()}{uuid.uuid4().hex[:6]}"
    made = suite.call("POST", "/api/v1/people", {"name": name, "signInName": key, "mail": f"{key}@example.org", "roles": list(roles), **more}, who="administrator")
    suite.call("POST", f"/api/v1/people/{made['id']}/password", {"password": PASSWORD}, who="administrator")
    suite.ACCESS[key] = {"name": key, "password": PASSWORD, "id": made["id"], "shown": name}
    return key


def requester():
    """Somebody with trouble and wishes, and somebody above them."""
    if "requester" not in _cast:
        _cast["manager"] = person("Berit Chefsen")
        _cast["requester"] = person("Rita Reporter", manager=suite.ACCESS[_cast["manager"]]["id"])
    return _cast["requester"]


def manager():
    requester()
    return _cast["manager"]


def item(**content):
    """A published request item of our own with a form, one approval and one task; its id."""
    team = suite.call("GET", "/api/v1/teams?limit=1", who="administrator")["items"][0]["id"]
    word = uuid.uuid4().hex[:6]
    domain = suite.call("POST", "/api/v1/catalogue-domains", {"name": f"Trials {word}", "icon": "laptop", "teams": [team]}, who="administrator")
    offering = suite.call("POST", "/api/v1/offerings", {"domain": domain["id"], "name": f"Devices {word}", "audience": []}, who="administrator")
    suite.call("POST", f"/api/v1/offerings/{offering['id']}/publish", who="administrator")
    whole = {"name": f"Tablet {word}", "summary": "A tablet for the shop floor", "form": FORM, "entitlement": {"organisations": [], "roles": [], "teams": []},
             "approvals": [{"name": "Manager", "rule": "any", "approvers": [{"by": "manager"}]}],
             "plan": [{"key": "hand", "title": "Hand it over", "team": team, "after": [], "mandatory": True}], "delivery": {"amount": 3, "unit": "days"},
             "cost": {"amount": 420, "currency": "EUR"}, **content}
    made = suite.call("POST", "/api/v1/request-items", {"offering": offering["id"], "content": whole}, who="administrator")
    suite.call("POST", f"/api/v1/request-items/{made['id']}/publish", who="administrator")
    return made["id"], whole["name"]


FORM = [
    {"key": "size", "label": {"default": "Which size?", "de": "Welche Größe?"}, "type": "choice", "required": True,
     "choices": [{"key": "small", "label": {"default": "Small"}}, {"key": "large", "label": {"default": "Large"}}]},
    {"key": "why", "label": {"default": "Why the large one?"}, "type": "longText", "required": True, "showWhen": {"field": "size", "equals": "large"}},
    {"key": "phone", "label": {"default": "Phone"}, "type": "text", "required": False, "limits": {"pattern": "phone"}},
]


def broken_service(word):
    """A business service that is down for everybody, with its known outage."""
    name = f"Trial service {word}"
    service = suite.call("POST", "/api/v1/services", {"name": name, "criticality": 2, "valuePerHour": 100}, who="administrator")
    suite.raise_alert(f"Down{word}", service=name, instance=f"trial-{word}")
    return service, name


def mail_to(who, word):
    """The text of the newest mail to this person that has a word, once there is one."""
    for message in mailbox.Maildir(os.environ["DIENST_TEST_MAILBOX"], create=True):
        parts = [part.get_payload(decode=True).decode() for part in message.walk() if part.get_content_type() == "text/plain"]
        if suite.ACCESS[who]["name"] in str(message["To"]) and any(word in part for part in parts + [str(message["Subject"])]):
            return parts[0]
    return None


def found(path, who="administrator"):
    """The first of a list, or nothing."""
    items = suite.call("GET", path, who=who)["items"]
    return items[0] if items else None


def request_of(item_name, who):
    """The newest request of this person for an item."""
    return next((request for request in suite.call("GET", f"/api/v1/requests?requester={suite.ACCESS[who]['id']}&limit=50", who=who)["items"] if request["item"]["name"] == item_name), None)


def quoted(text):
    return quote(text, safe="")


def code(secret, now=None):
    """The code an authenticator shows (RFC 6238)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int((now or time.time()) // 30)), hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start:start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


def own_records(who):
    """A record of each kind that a requester may have, for the screens."""
    wanted, _ = item()
    request = suite.call("POST", "/api/v1/requests", {"item": wanted, "answers": {"size": "small"}}, who=who)
    wish = suite.call("POST", "/api/v1/unsupported-requests", {"wish": f"A flying carpet {uuid.uuid4().hex[:6]}"}, who=who)
    report = suite.call("POST", "/api/v1/portal/reports", {"summary": f"The screen flickers {uuid.uuid4().hex[:6]}"}, who=who)
    suite.until(lambda: suite.call("GET", f"/api/v1/portal/records?limit=50", who=who)["items"])
    suite.until(lambda: readable(f"/api/v1/incidents/{report['incident']['id']}", who))
    return [f"/portal/catalogue/{wanted}", f"/portal/records/request/{request['id']}", f"/portal/records/unsupported-request/{wish['id']}", f"/portal/records/incident/{report['incident']['id']}"]


def monitoring():
    """Something of each kind that event management keeps, for the screens."""
    if "monitoring" in _cast:
        return
    _cast["monitoring"] = True
    suite.call("POST", "/api/v1/silences", {"matchers": [{"name": "alertname", "value": "Backup.*", "isRegex": True}], "comment": "Backups load the storage at night",
               "weekly": {"days": [1, 2, 3, 4, 5], "from": "22:00", "to": "02:00", "zone": "Europe/Stockholm"}}, who="administrator")
    suite.call("POST", "/api/v1/alert-rules", {"name": "Printers never wake anybody", "order": 10, "conditions": [{"name": "alertname", "value": "Printer.*", "isRegex": True}],
               "effects": {"severity": "minor", "hold": 300, "labels": {"site": "Hamburg", "noise": ""}}}, who="administrator")
    suite.call("POST", "/api/v1/inhibitions", {"name": "A site that is out mutes its hosts", "sources": [{"name": "alertname", "value": "SiteDown"}], "targets": [{"name": "alertname", "value": "HostDown"}], "equal": ["site"]}, who="administrator")
    runbook = suite.call("POST", "/api/v1/runbooks", {"name": f"Restart {uuid.uuid4().hex[:6]}", "purpose": "Gives connections back", "action": {"executor": {"route": "commerce.restart"}},
                         "guards": {"classes": ["application", "database"]}, "limits": {"coolDown": 600, "perHour": 4}}, who="administrator")
    for alert in suite.call("GET", "/api/v1/alerts?state=firing&limit=1", who="administrator")["items"]:
        suite.call("POST", f"/api/v1/runbooks/{runbook['id']}/run", {"alert": alert["number"]}, who="administrator")
    integration = suite.call("POST", "/api/v1/integrations", {"name": f"Jobs {uuid.uuid4().hex[:6]}"}, who="administrator")["id"]
    suite.call("POST", "/api/v1/heartbeats", {"integration": integration, "plan": {"name": "Nightly backup", "slug": f"backup-{uuid.uuid4().hex[:6]}", "cron": "30 2 * * *", "timeZone": "Europe/Berlin", "grace": 3600}}, who="administrator")


def rota():
    """A schedule, where there is none, for the screens."""
    if not found("/api/v1/on-call-schedules?state=active&limit=1"):
        layer = {"name": "Around the clock", "level": 0, "turns": [[found("/api/v1/people?state=active&limit=1")["id"]]], "start": "2026-01-05T09:00", "every": 1, "unit": "weeks", "windows": []}
        suite.call("POST", "/api/v1/on-call-schedules", {"name": "First line", "zone": "Europe/Stockholm", "layers": [layer]}, who="administrator")


def readable(path, who):
    try:
        return suite.call("GET", path, who=who)
    except OSError:
        return None


def reported(summary):
    """The number of an incident that the requester reported by phone, so that there is somebody to answer; the desk knows it too."""
    suite.call("POST", "/api/v1/contacts", {"person": suite.ACCESS[requester()]["id"], "summary": summary, "channel": "phone"}, who="agent")
    incident = suite.until(lambda: found(f"/api/v1/incidents?q={quoted(summary)}"))
    suite.until(lambda: readable(f"/api/v1/records/incident/{incident['id']}/conversation/summary", "agent"))
    return incident["number"]
