# SPDX-License-Identifier: GPL-3.0-or-later
"""The server as the app starts it, and what happens when one of the two goes: by itself, by a
signal, by a crash."""
import json
import os
import signal
import socket
import subprocess
import sys
import threading

from harness import PATIENCE, Client, Server, Store, intake, new_key, run, wait_for

PROGRAM = sys.argv[1]
LOCAL = ["u-bpo", "u-agent", "u-senior", "u-qa", "u-lead", "u-admin", "u-model", "u-vendor-lead"]

# Starts a server as the app does, prints what it says and its number, then hangs.
PARENT = """
import subprocess, sys, time
p = subprocess.Popen(sys.argv[1:], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
print(p.stdout.readline().decode().strip(), flush=True)
print(p.pid, flush=True)
time.sleep(60)
"""


class Embedded(Server):
    """`serve --embedded`, without the demo data that an empty store would be filled with."""

    def __init__(self, store, demo=False):
        super().__init__(store, "--embedded", *([] if demo else ["--no-demo"]))
        self.ready = json.loads(self.line)

    @property
    def port(self):
        return self.ready["port"]

    def session(self, user="u-senior"):
        client = Client(self.port, self.ready["token"])
        info = client.post("/v1/session", {"user": user}).expect(200).json()
        client.token = info["token"]
        return client, info

    def hang_up(self):
        self.process.stdin.close()
        self.stop(how=None)


def with_store(test):
    def wrapped():
        store = Store(PROGRAM)
        try:
            test(store)
        finally:
            store.remove()
    wrapped.__name__ = test.__name__
    return wrapped


def is_running(pid):
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8") as stat:
            return stat.read().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


@with_store
def test_exchange_and_switch(store):
    server = Embedded(store)
    assert set(server.ready) == {"port", "token"}
    one_time = Client(server.port, server.ready["token"])
    one_time.get("/v1/session").expect(401)
    one_time.post("/v1/session", {"user": "u-nobody"}).expect(422, "invalid", "user")
    client, info = server.session()
    assert info["embedded"] and info["user"]["name"] == "L. Chen"
    assert sorted(user["id"] for user in info["local_users"]) == sorted(LOCAL)
    one_time.post("/v1/session", {"user": "u-senior"}).expect(401, "unauthorized")
    for user in LOCAL:
        switched = client.post("/v1/session", {"user": user}).expect(200).json()
        assert switched["user"]["id"] == user
        other = Client(server.port, switched["token"])
        assert other.get("/v1/session").expect(200).json()["user"]["id"] == user
        other.close()
    client.post("/v1/session", {"user": "system"}).expect(422, "invalid", "user")
    # Only the loopback is listened on.
    with open("/proc/net/tcp", encoding="ascii") as table:
        port = f":{server.port:04X}"
        listening = [row.split()[1] for row in table if row.split()[1].endswith(port)
                     and row.split()[3] == "0A"]
    assert listening == [f"0100007F{port}"], listening
    command = open(f"/proc/{server.process.pid}/cmdline", "rb").read()
    assert server.ready["token"].encode() not in command
    server.hang_up()
    assert info["token"] not in server.tail() and server.ready["token"] not in server.tail()


@with_store
def test_folder_is_private(store):
    default = store.folder / "data" / "riskops-review"
    store.database = f"sqlite:{default}/review.db"
    server = Embedded(store)
    assert default.stat().st_mode & 0o777 == 0o700
    for path in default.iterdir():
        assert path.stat().st_mode & 0o077 == 0, path
    server.hang_up()


@with_store
def test_ends_with_its_parent(store):
    """The parent dies by SIGKILL: nothing is said, only the pipe closes."""
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, PROGRAM, "serve", "--embedded", "--no-demo",
         "--database", store.database], env=store.env, stdout=subprocess.PIPE, text=True)
    ready = json.loads(parent.stdout.readline())
    child = int(parent.stdout.readline())
    Client(ready["port"]).get("/v1/health").expect(200)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    wait_for(lambda: not is_running(child), "the end of the server")
    Embedded(store).hang_up()


@with_store
def test_starts_clean_after_a_crash(store):
    server = Embedded(store)
    client, _ = server.session("u-admin")
    made = client.post("/v1/cases", intake(1), key=new_key()).expect(200).json()
    token = client.token
    server.stop(signal.SIGKILL, code=-signal.SIGKILL)
    again = Embedded(store)
    Client(again.port, token).get("/v1/session").expect(401)
    client, _ = again.session("u-admin")
    assert client.post("/v1/cases", intake(1), key=new_key()).expect(200).json()["id"] == made["id"]
    again.hang_up()
    assert json.loads(store.run("verify-audit", "--json").stdout)["rows"] > 0


@with_store
def test_stop_loses_no_answer(store):
    """SIGTERM under load: what was acknowledged is there; what was not can be repeated with its
    key; no answer is cut."""
    server = Embedded(store)
    client, _ = server.session("u-admin")
    token, stopped = client.token, threading.Event()
    acknowledged, unsure, cut = [], [], []

    def load(worker):
        mine = Client(server.port, token)
        for n in range(100000):
            key, body = new_key(), intake(f"{worker}-{n}")
            try:
                answer = mine.post("/v1/cases", body, key=key)
            except (OSError, EOFError) as error:
                unsure.append((key, body))
                if "IncompleteRead" in repr(error):
                    cut.append(error)
                if stopped.is_set():
                    return
                continue
            if answer.status == 200:
                acknowledged.append((body, answer.json()["id"]))
            else:
                assert answer.status == 503, answer.status
                unsure.append((key, body))
                return

    workers = [threading.Thread(target=load, args=(i,)) for i in range(4)]
    for worker in workers:
        worker.start()
    wait_for(lambda: len(acknowledged) > 40, "some load")
    stopped.set()
    server.stop()
    for worker in workers:
        worker.join(PATIENCE)
    assert not cut, cut
    again = Embedded(store)
    admin, _ = again.session("u-admin")
    for body, case_id in acknowledged:
        same = admin.post("/v1/cases", body, key=new_key()).expect(200).json()
        assert same["id"] == case_id, "an acknowledged case was lost"
    for key, body in unsure:
        admin.post("/v1/cases", body, key=key).expect(200)
    again.hang_up()
    store.run("verify-audit")


@with_store
def test_stops_with_streams_and_silent_peers(store):
    server = Embedded(store)
    client, _ = server.session()
    peers = [socket.create_connection(("127.0.0.1", server.port), PATIENCE) for _ in range(6)]
    for peer in peers[:3]:
        peer.sendall(b"GET /v1/events HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer "
                     + client.token.encode() + b"\r\n\r\n")
        assert b"text/event-stream" in peer.recv(4096)
    peers[3].sendall(b"GET /v1/health HTT")
    peers[4].sendall(b"POST /v1/session HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer "
                     + client.token.encode()
                     + b"\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{")
    server.hang_up()
    for peer in peers:
        peer.close()


@with_store
def test_one_server_per_store(store):
    server = Embedded(store)
    second = store.run("serve", "--embedded", "--no-demo", code=1)
    assert second.stderr.count("\n") == 1 and str(server.process.pid) in second.stderr
    server.hang_up()


@with_store
def test_first_start_may_be_interrupted(store):
    """An empty store is filled in the background; a stop ends that, a crash too, and the next
    start carries on."""
    def progress():
        health = Client(server.port).get("/v1/health").expect(200).json()
        assert health["status"] == "preparing", health
        return health["stage"] == "demo" and health["done"]

    for how in ("hang up", "crash"):
        server = Embedded(store, demo=True)
        wait_for(progress, "progress of the preparation")
        client, _ = server.session()
        first = client.get("/v1/events", headers={"Last-Event-ID": "x"})
        assert first.status == 422, "requests are answered meanwhile"
        if how == "crash":
            server.stop(signal.SIGKILL, code=-signal.SIGKILL)
        else:
            server.hang_up()
    server = Embedded(store, demo=True)
    wait_for(progress, "the preparation carries on")
    server.hang_up()
    server = Embedded(store)
    health = Client(server.port).get("/v1/health").expect(200).json()
    assert health["status"] == "ok" and health.get("stage") is None, health
    server.hang_up()
    store.run("verify-audit")


if __name__ == "__main__":
    os.environ.setdefault("PYTHONUNBUFFERED", "1")
    run([test_exchange_and_switch, test_folder_is_private, test_ends_with_its_parent,
         test_starts_clean_after_a_crash, test_stop_loses_no_answer,
         test_stops_with_streams_and_silent_peers, test_one_server_per_store,
         test_first_start_may_be_interrupted])
