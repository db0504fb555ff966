"""Checks that the gateway passes every address in the services' OpenAPI documents on to the service that serves it.

  check_routes.py FOLDER      of documents, one a service, as SERVICE.json

Reads routes.conf as nginx does: the longest prefix that forbids patterns, else the first pattern that fits, else the longest prefix."""
import json, pathlib, re, sys

# Each copy of a service answers these for itself; they are not for the outside.
OWN = ("/health/", "/metrics")

text = (pathlib.Path(__file__).parent / "routes.conf").read_text()
rules = re.findall(r"^location (?:(\^~|=|~) )?(\S+) \{\n((?:    .*\n)*)\}", text, re.M)


def service(path):
    fitting = [rule for rule in rules if rule[0] != "~" and (path == rule[1] if rule[0] == "=" else path.startswith(rule[1]))]
    prefix = max(fitting, key=lambda rule: len(rule[1]), default=None)
    if prefix is None or prefix[0] == "":
        prefix = next((rule for rule in rules if rule[0] == "~" and re.search(rule[1], path)), prefix)
    passed = prefix and re.search(r"proxy_pass http://(\w+)", prefix[2])
    return passed and passed[1]


wrong = []
for document in sorted(pathlib.Path(sys.argv[1]).glob("*.json")):
    for path in json.loads(document.read_text())["paths"]:
        if not path.startswith(OWN) and service(re.sub(r"\{\w+\}", "x", path)) != document.stem:
            wrong.append(f"{path} of {document.stem} goes to {service(path)}")
if wrong:
    sys.exit("deploy/gateway/routes.conf: " + "; ".join(wrong))
