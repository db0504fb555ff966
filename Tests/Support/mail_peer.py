"""A mail server for tests: takes mail over SMTP and leaves each as JSON, read by Python's own mail parser.

mail_peer.py FOLDER PORT [starttls]     port 0 is any that is free; the one taken is written to FOLDER/port

What it answers stands in the recipient's name: later2 is put off twice at RCPT, datalater1 once after DATA, never is refused
at RCPT, datanever after DATA, anybody else is accepted. With starttls it insists on encryption and on signing in (user dienst,
password secret) with a certificate that it writes to FOLDER/certificate.pem.
"""

import asyncio
import email
import email.policy
import json
import os
import pathlib
import re
import signal
import ssl
import subprocess
import sys

from aiosmtpd.smtp import SMTP, AuthResult

folder = pathlib.Path(sys.argv[1])
port = int(sys.argv[2])
encrypts = sys.argv[3:] == ["starttls"]


class Mailbox:
    def __init__(self):
        self.refusals = {}

    def puts_off(self, address, word):
        match = re.match(rf"{word}(\d+)@", address)
        if not match:
            return False
        self.refusals[address] = self.refusals.get(address, 0) + 1
        return self.refusals[address] <= int(match.group(1))

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.puts_off(address, "later"):
            return "451 4.3.0 Come back later"
        if address.startswith("never@"):
            return "550 5.1.1 Nobody here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        for address in envelope.rcpt_tos:
            if self.puts_off(address, "datalater"):
                return "452 4.2.2 Mailbox full"
            if address.startswith("datanever@"):
                return "554 5.6.0 Not such a mail"
        keep(envelope, session)
        return "250 2.0.0 Taken"


def keep(envelope, session):
    content = envelope.original_content
    mail = email.message_from_bytes(content, policy=email.policy.default)
    html = mail.get_body(("html",))
    seen = {
        "sender": envelope.mail_from,
        "recipients": envelope.rcpt_tos,
        "headers": [[name, str(value)] for name, value in mail.items()],
        "text": mail.get_body(("plain",)).get_content(),
        "html": html.get_content() if html else "",
        "defects": [str(defect) for part in mail.walk() for defect in part.defects],
        "bareLineEnds": len(re.findall(rb"(?<!\r)\n|\r(?!\n)", content)),
        "longestLine": max(len(line) for line in content.split(b"\r\n")),
        "isSevenBit": content.isascii(),
        "isEncrypted": session.ssl is not None,
        "user": session.auth_data.decode() if session.authenticated else "",
    }
    number = len(list(folder.glob("*.json")))
    draft = folder / f"{number:04}.draft"
    draft.write_text(json.dumps(seen))
    draft.rename(folder / f"{number:04}.json")


def certificate():
    key, path = folder / "key.pem", folder / "certificate.pem"
    if not path.exists():
        subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
        command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-keyout", key, "-out", path]
        subprocess.run(command + subject, check=True, capture_output=True)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(path, key)
    return context


def authenticate(server, session, envelope, mechanism, data):
    good = data.login == b"dienst" and data.password == b"secret"
    return AuthResult(success=good, handled=False, auth_data=data.login)


async def end_with_parent():
    """A test that was killed leaves nobody to stop its server."""
    parent = os.getppid()
    while os.getppid() == parent:
        await asyncio.sleep(1)
    os._exit(1)


async def main():
    # Threads of the tests block signals, and what they start inherits that.
    signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGTERM])
    watch = asyncio.create_task(end_with_parent())
    mailbox, options = Mailbox(), {"hostname": "peer.example"}
    if encrypts:
        options |= {"tls_context": certificate(), "require_starttls": True, "auth_required": True}
        options |= {"authenticator": authenticate}
    server = await asyncio.get_running_loop().create_server(lambda: SMTP(mailbox, **options), "127.0.0.1", port)
    draft = folder / "port.draft"
    draft.write_text(str(server.sockets[0].getsockname()[1]))
    draft.rename(folder / "port")
    await asyncio.gather(server.serve_forever(), watch)


asyncio.run(main())
