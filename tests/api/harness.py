# SPDX-License-Identifier: GPL-3.0-or-later
"""The real server as a child process, with a store and XDG folders of its own, and what tests say
to it. Every wait has an end."""
import atexit
import contextlib
import http.client
import json
import os
import pathlib
import random
import select
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import traceback

PATIENCE = 30
ROLES = ["bpo", "vendor_lead", "agent", "senior", "qa", "lead", "model", "admin", "service"]
TYPES = ["withdrawal_anomaly", "poa_review"]


def wait_for(check, what, patience=PATIENCE):
    """Polls check() until it is true."""
    end = time.monotonic() + patience
    while True:
        value = check()
        if value:
            return value
        if time.monotonic() > end:
            raise AssertionError(f"not in time: {what}")
        select.select([], [], [], 0.02)


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    def json(self):
        return json.loads(self.body)

    def expect(self, status, code=None, field=None):
        if self.status != status:
            raise AssertionError(f"{self.status} instead of {status}: {self.body[:400]!r}")
        if status >= 400:
            assert self.headers["Content-Type"] == "application/problem+json", self.headers
            problem = self.json()
            assert problem["status"] == status, problem
            if code is not None:
                assert problem["code"] == code, problem
            if field is not None:
                assert problem.get("field") == field, problem
        return self


class Client:
    """One connection that is kept, and a token."""

    def __init__(self, port, token=None):
        self.port, self.token, self.connection = port, token, None

    def ask(self, method, path, body=None, key=None, version=None, headers=None, raw=None):
        head = dict(headers or {})
        if self.token is not None:
            head.setdefault("Authorization", f"Bearer {self.token}")
        if key is not None:
            head["Idempotency-Key"] = key
        if version is not None:
            head["If-Match"] = f'"{version}"'
        data = raw if raw is not None else json.dumps(body).encode() if body is not None else None
        if data is not None:
            head.setdefault("Content-Type", "application/json")
        if self.connection is None:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            self.connection.request(method, path, data, head)
            answer = self.connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())
        except (http.client.HTTPException, OSError):
            self.close()
            raise

    def get(self, path, **more):
        return self.ask("GET", path, **more)

    def post(self, path, body=None, **more):
        return self.ask("POST", path, body, **more)

    def put(self, path, body=None, **more):
        return self.ask("PUT", path, body, **more)

    def close(self):
        if self.connection is not None:
            self.connection.close()
            self.connection = None


_keys = random.SystemRandom()


def new_key():
    return f"k-{_keys.getrandbits(96):024x}"


class Store:
    """A folder with a store, and the subcommands over it."""

    def __init__(self, program):
        self.program = program
        base = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="review-api-", dir=base))
        atexit.register(self.remove)
        self.database = f"sqlite:{self.folder}/data/review.db"
        self.env = dict(os.environ, HOME=str(self.folder))
        for name in ("DATA", "CONFIG", "CACHE", "STATE", "RUNTIME"):
            variable = "XDG_RUNTIME_DIR" if name == "RUNTIME" else f"XDG_{name}_HOME"
            self.env[variable] = str(self.folder / name.lower())
        self.tokens = {}

    def copy(self, program):
        """Another store with the same content, for another program."""
        other = Store(program)
        shutil.copytree(self.folder / "data", other.folder / "data")
        other.tokens = dict(self.tokens)
        return other

    def run(self, *args, code=0):
        done = subprocess.run([self.program, *args, "--database", self.database], env=self.env,
                              capture_output=True, text=True, timeout=PATIENCE * 2)
        assert done.returncode == code, (args, done.returncode, done.stdout, done.stderr)
        return done

    def run_plain(self, *args):
        """A subcommand that knows no store."""
        return subprocess.run([self.program, *args], env=self.env, capture_output=True, text=True,
                              timeout=PATIENCE, check=True).stdout

    def add_user(self, user, role, *more, stage="certified"):
        qualified = [f"--qualified={t}:{stage}" for t in TYPES]
        added = self.run("user", "add", "--json", f"--id={user}", f"--name={user}",
                         f"--role={role}", *qualified, *more)
        self.tokens[user] = json.loads(added.stdout)["token"]
        return self.tokens[user]

    def stock(self, count, numbers, service="u-service", **more):
        """Cases that wait for people. Without a model they would do so only after five minutes,
        so between two servers their arrival is moved back."""
        with Server(self) as server:
            client = server.client(service)
            for _ in range(count):
                client.post("/v1/cases", intake(next(numbers), **more), key=new_key()).expect(200)
        with contextlib.closing(sqlite3.connect(self.database.removeprefix("sqlite:"))) as db, db:
            db.execute("UPDATE case_file SET received_at = received_at - 600000000")
        with Server(self) as server:
            lead = server.client("u-lead")
            wait_for(lambda: lead.post("/v1/views", {}).expect(200).json()["count"] >= count,
                     "cases that wait for people")
            return [row["work_item"] for row in lead.post("/v1/views", {}).json()["rows"]]

    def remove(self):
        shutil.rmtree(self.folder, ignore_errors=True)


class Server:
    """`serve` on a free port."""

    def __init__(self, store, *args, env=None, program=None):
        self.store = store
        self.log = open(store.folder / "server.log", "ab")
        port = [] if "--embedded" in args else ["--port=0"]
        self.process = subprocess.Popen(
            [program or store.program, "serve", "--database", store.database, *port, *args],
            env=dict(store.env, **(env or {})), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=self.log)
        self.line = self.read_line()

    def read_line(self):
        ready, _, _ = select.select([self.process.stdout], [], [], PATIENCE)
        line = self.process.stdout.readline().decode() if ready else ""
        if not line:
            self.process.kill()
            self.process.wait()
            raise AssertionError(f"the server did not start: {self.tail()}")
        return line

    def tail(self):
        return (self.store.folder / "server.log").read_text(errors="replace")[-4000:]

    @property
    def port(self):
        return int(self.line.rsplit(":", 1)[1])

    def client(self, user=None):
        return Client(self.port, self.store.tokens.get(user))

    def stop(self, how=signal.SIGTERM, code=0):
        if how is not None:
            self.process.send_signal(how)
        try:
            got = self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise AssertionError("the server did not stop") from None
        finally:
            self.process.stdin.close()
            self.process.stdout.close()
            self.log.close()
        assert got == code, (got, self.tail())

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if self.process.poll() is None:
            self.stop(code=0 if kind is None else self.process.returncode or 0)


def intake(number, case_type="poa_review", **more):
    """A case as it arrives, with a little evidence."""
    at = "2026-11-20T10:00:00.000Z"
    field = {"name": "document", "value": "utility_bill", "type": "text", "klass": "open"}
    case = {
        "schema": "riskops-case/1", "external_id": f"ext-{number}", "source": "test",
        "type": case_type, "priority": 20, "value": "120.50", "currency": "USD",
        "opened_at": at, "language": "en",
        "subject": {"external_id": f"customer-{number}"},
        "evidence": [{"kind": "document", "at": at, "fields": [field]}],
    }
    case.update(more)
    return case


def decision(view, choice="pass"):
    """A decision on what the view shows; without an assessment nothing is asked about ROCA."""
    form = {"choice": choice}
    if choice == "block":
        form["disposition"] = "reject_fixable"
    return {"form": form, "seen": {"evidence_hash": view["evidence_hash"], "active_ms": 1500,
                                   "verdict_visible": False}}


def run(tests):
    """Runs test functions and speaks TAP."""
    print(f"1..{len(tests)}")
    failed = 0
    for number, test in enumerate(tests, 1):
        name = test.__name__.removeprefix("test_").replace("_", "-")
        begin = time.monotonic()
        try:
            test()
            print(f"ok {number} /{name} # {time.monotonic() - begin:.1f} s", flush=True)
        except Exception:  # a test may fail in any way; the others still run
            failed += 1
            for line in traceback.format_exc().splitlines():
                print(f"# {line}")
            print(f"not ok {number} /{name}", flush=True)
    sys.exit(1 if failed else 0)
