# SPDX-License-Identifier: GPL-3.0-or-later
"""A core system for tests: it checks who asks, does each command once, and answers as it is told."""
import base64
import collections
import hashlib
import hmac
import http.server
import json
import threading
import time

KEY_ID, SECRET = "floor-1", "0123456789abcdef0123456789abcdef"


class Core:
    """Does each id once, whatever happens to its answers."""

    def __init__(self, how):
        self.how, self.lock = how, threading.Lock()
        self.asked, self.done, self.late = collections.Counter(), [], []
        self.wrong = []
        core = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                core.take(self, body)

            def log_message(self, *args):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.uri = f"http://127.0.0.1:{self.server.server_address[1]}/commands"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def check(self, headers, body, path):
        """What is wrong with a request; None: nothing."""
        signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
        want = base64.b64encode(hmac.new(SECRET.encode(), signed, hashlib.sha256).digest()).decode()
        command = json.loads(body)
        if headers["webhook-signature"] != "v1," + want or headers["riskops-key-id"] != KEY_ID:
            return "signature"
        if abs(time.time() - int(headers["webhook-timestamp"])) > 60:
            return "timestamp"
        if not command["id"] == headers["webhook-id"] == headers["Idempotency-Key"]:
            return "id"
        return None if path == "/commands" else "path"

    def take(self, request, body):
        command = json.loads(body)
        with self.lock:
            wrong = self.check(request.headers, body, request.path)
            if wrong is not None:
                self.wrong.append(wrong)
            self.asked[command["id"]] += 1
            act = self.how(command, self.asked[command["id"]])
            if act in ("confirm", "cut", "accept") and command["id"] not in {c["id"] for c in self.done}:
                self.done.append(command)
            if act == "accept":
                self.late.append(command["id"])
        if act == "cut":
            request.connection.close()
            return
        status, said = {"confirm": (200, {"state": "confirmed"}), "accept": (202, {}),
                        "busy": (503, {}), "odd": (200, {"state": "perhaps"}),
                        "refuse": (422, {"state": "failed", "reason": "the account is closed"}),
                        "away": (302, {})}[act]
        data = json.dumps(said).encode() if said else b""
        request.send_response(status)
        if act == "away":
            request.send_header("Location", self.uri + "/elsewhere")
        request.send_header("Content-Length", str(len(data)))
        request.end_headers()
        request.wfile.write(data)

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


def write_key(folder):
    """The file that the server signs with."""
    key = folder / "core.key"
    key.write_text(f"{KEY_ID} {SECRET}\n")
    key.chmod(0o600)
    return key
