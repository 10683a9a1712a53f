# SPDX-License-Identifier: GPL-3.0-or-later
"""The API against the real server: who may call what, what is refused and how, repetition,
versions, events, users."""
import contextlib
import datetime
import http.client
import json
import os
import resource
import socket
import sqlite3
import sys
import threading
import time

from harness import ROLES, Server, Store, decision, intake, new_key, run, wait_for

PROGRAM = sys.argv[1]
ABSENT = "0" * 32
STORE = Store(PROGRAM)
WORK = "/v1/work-items"
NUMBERS = iter(range(1, 10000))

# A body for each record type that a route takes: well formed, so that only the role decides.
BODIES = {
    "look_request": {"case_id": ABSENT},
    "delivery": {"agent": "other", "model": "m-1", "as_of": "2026-11-20T10:00:00.000Z",
                 "evidence_hash": "0", "risk": 0.5, "verdict": "block"},
    "": None,
    "session_request": {"user": "u-lead"},
    "intake": intake(0),
    "view_request": {},
    "saved_filters": {"version": 1, "filters": []},
    "take_request": {"case_type": "no_such_type"},
    "release_request": {},
    "note_request": {"scope": "case", "text": "Seen."},
    "sop_draft_request": {"step": 1, "kind": "ask", "text": {"en": "Ask."}},
    "sop_publication": {"base": "v1", "reason": "Seen."},
    "training_request": {"reason": "New labels."},
    "model_act": {"reason": "Better."},
    "draft": {"revision": 1, "form": {}},
    "decide_request": {"form": {"choice": "pass"}, "seen": {}},
    "information_request": {"codes": ["POA_REUPLOAD"]},
    "hold_request": {"reason": "VENDOR_CHECK"},
    "reveal_request": {"field": "document", "reason": "identity"},
    "escalation_answer": {"answer": "RETURNED"},
    "customer_answer": {"external_id": "m-1", "text": "It was me."},
    "policy": {"version": "-", "types": []},
    "policy_act": {},
    "effect_act": {"reason": "Seen."},
    "effect_report": {"state": "confirmed"},
    "backtest_request": {},
    "flow_request": {"party": "0x00"},
    "first_call": {"choice": "pass", "seen": {}},
    "verdict_request": {},
    "campaign_form": {"choice": "block", "reasoning": "sound", "rationale": "One device."},
    "campaign_act": {"case_id": ABSENT, "reason": "Not one of them."},
    "campaign_note_request": {"text": {"en": "One device."}},
    "house_proposal": {"list": "block", "kind": "device", "value": "x", "reason": "Seen."},
    "house_act": {"reason": "Seen.", "sha256": "0"},
    "reopen_request": {"trigger": "appeal", "basis": "on_record", "reason": "Appealed."},
    "referral_request": {"text": "Suspected."},
    "referral_act": {"state": "sent"},
    "pattern_nomination": {"case_type": "no_such_type", "label": "FP", "reason": "Alike.",
                           "conditions": [{"attribute": "market", "equals": "XX"}]},
    "pattern_scan_request": {"case_type": "no_such_type"},
    "pattern_acceptance": {"path": "A", "owner": "u-lead"},
    "pattern_act_request": {"reason": "Mended."},
    "feature_answer": {"text": "The next extractor has it.", "feature": "issuer_age"},
    "truth_report": {"source": "test", "type": "no_such_type", "external_id": "none",
                     "truth": {"positive": True, "source": "appeal"}},
    "shift_request": {"account": ABSENT, "zone": "Asia/Shanghai", "start": "2026-11-20T08:00",
                      "end": "2026-11-20T16:00"},
    "absence_request": {"reason": "leave", "from": "2026-11-20T08:00:00.000Z",
                        "until": "2026-11-20T09:00:00.000Z"},
    "limit_request": {"at_most": 3, "reason": "Trains the others."},
    "assign_request": {"to": ABSENT, "reason": "Knows the kind."},
    "snooze_request": {"minutes": 30},
    "bulk_request": {"kind": "close", "work_items": [ABSENT], "code": "duplicate",
                     "reason": "Twice in the old system."},
    "handover_request": {"step": "reread"},
    "handover_act": {},
    "experiment_request": {"case_type": "no_such_type", "policy": "r9", "note": "Fewer looks."},
    "experiment_act": {"reason": "Enough seen."},
    "wide_band_act": {"reason": "Seen and mended."},
}


def routes():
    return [json.loads(line) for line in STORE.run_plain("routes").splitlines()]


def call(port, route, token):
    """The status of one call; the answer of a stream is not waited for."""
    body = BODIES[route["body"]]
    head = {"Idempotency-Key": new_key(), "If-Match": '"1"'}
    if token is not None:
        head["Authorization"] = f"Bearer {token}"
    data = json.dumps(body).encode() if body is not None else b"x" if route["bytes"] else None
    if data is not None:
        head["Content-Type"] = "application/octet-stream" if route["bytes"] else "application/json"
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request(route["method"], route["pattern"].replace("{}", ABSENT),
                       data, head)
    answer = connection.getresponse()
    if not answer.headers["Content-Type"].startswith("text/event-stream"):
        answer.read()
    connection.close()
    return answer.status


class Desk:
    """A server with waiting cases, and a way to get one of them."""

    def __init__(self, server):
        self.server = server
        self.service = server.client("u-service")

    def arrive(self, **more):
        body = intake(next(NUMBERS), **more)
        return self.service.post("/v1/cases", body, key=new_key()).expect(200).json()

    def take(self, client):
        return client.post(f"{WORK}/take-next", {}, key=new_key()).expect(200).json()


def test_every_route_and_role():
    """The table is what is served: each role gets in where it is named and nowhere else."""
    with Server(STORE) as server:
        for route in routes():
            name = f"{route['method']} {route['pattern']}"
            for role in ROLES:
                status = call(server.port, route, STORE.tokens[f"u-{role}"])
                if route["open"] or role in route["roles"]:
                    assert status not in (401, 403) and status < 500, (name, role, status)
                else:
                    assert status == 403, (name, role, status)
            for token in (None, "x" * 43, "short", "two words of nonsense and more"):
                status = call(server.port, route, token)
                assert status == (200 if route["open"] else 401), (name, token, status)
        # One of the calls ended their shift.
        for role in ("bpo", "agent", "senior", "qa", "lead"):
            server.client(f"u-{role}").post("/v1/shift/start", key=new_key()).expect(200)


def test_table_is_as_narrow_as_meant():
    """What must hold whatever else is added to the table."""
    table = {(r["method"], r["pattern"]): r for r in routes()}
    customer = [r for (_, p), r in table.items()
                if p.startswith((WORK, "/v1/cases/", "/v1/views", "/v1/decisions"))]
    assert len(customer) >= 14
    machines = [r for r in customer if "service" in r["roles"]]
    assert {r["pattern"] for r in machines} == {"/v1/cases/{}/values", "/v1/cases/{}/assessments"}
    assert all(r["roles"] == ["service"] for r in machines)
    for route in [r for r in customer if r not in machines]:
        assert not set(route["roles"]) & {"vendor_lead", "model", "admin", "service"}, route
    # Picking freely is the service's to refuse: others take again what is theirs.
    assert set(table["POST", f"{WORK}/{{}}/take"]["roles"]) == {"bpo", "agent", "senior", "lead"}
    assert set(table["GET", "/v1/labels"]["roles"]) == {"qa", "lead", "model"}
    changes = [r for (m, p), r in table.items() if m == "POST" and p.startswith("/v1/policies")]
    assert len(changes) == 4
    for route in changes:
        assert set(route["roles"]) == {"lead", "admin"}, route
    assert [r["pattern"] for r in table.values() if r["open"]] == ["/v1/health"]
    for (method, pattern), route in table.items():
        if method != "GET" and pattern not in (
                "/v1/session", "/v1/views", "/v1/hub/{}/backtest", "/v1/campaigns/{}/check",
                "/v1/bulk/check", f"{WORK}/{{}}/flows", f"{WORK}/{{}}/look"):
            assert route["key"], route
    for action in ("take", "release", "decision", "request", "hold", "answer"):
        assert table["POST", f"{WORK}/{{}}/{action}"]["version"], action


def test_refusals_name_what_is_wrong():
    with Server(STORE) as server:
        senior, service = server.client("u-senior"), server.client("u-service")
        senior.get("/v1/nothing").expect(404, "not_found")
        senior.get("/v1/session?a=1").expect(400)
        answer = senior.put("/v1/health").expect(405)
        assert answer.headers["Allow"] == "GET"
        senior.get(f"/v1/cases/{ABSENT}").expect(404, "not_found")
        senior.post(f"{WORK}/take-next", {}).expect(428, "missing_key")
        senior.post(f"{WORK}/take-next", {}, key="short").expect(422, "invalid", "Idempotency-Key")
        senior.post(f"{WORK}/{ABSENT}/take", key=new_key()).expect(428, "missing_key")
        for version in ("0", "-1", "x", '1", "2', ""):
            senior.post(f"{WORK}/{ABSENT}/take", key=new_key(), version=version).expect(
                422, "invalid", "If-Match")

        def post(raw):
            return service.ask("POST", "/v1/cases", raw=raw, key=new_key())

        case = intake(1)
        post(json.dumps({**case, "nonsense": 1}).encode()).expect(422, "invalid", "nonsense")
        post(json.dumps({**case, "priority": "20"}).encode()).expect(422, "invalid", "priority")
        post(json.dumps({**case, "priority": 101}).encode()).expect(422, "invalid", "priority")
        wrong = {**case, "evidence": [{"kind": "rumour"}]}
        post(json.dumps(wrong).encode()).expect(422, "invalid", "evidence[0].kind")
        post(b'{"schema": "a", "schema": "b"}').expect(400, "syntax")
        post(b"[" * 75000).expect(400, "syntax")
        post(b'{"a": "\xff"}').expect(400, "syntax")
        post(b'{"priority": 1e999}').expect(400, "syntax")
        post(b"").expect(400, "syntax")
        post(b"[]").expect(422, "invalid")
        post(b" " * (256 * 1024 + 1)).expect(413, "too_large")
        senior.get(f"/v1/views/{ABSENT}?offset=x").expect(422, "invalid", "offset")
        server.client().get("/v1/health").expect(200)


def test_malformed_http():
    """One of each kind; test-http has the long list. The server lives on."""
    head = b"Host: a\r\n"
    with Server(STORE) as server:
        for raw in (b"GET /v1/health HTTP/1.1\r\n" + head + head + b"\r\n",
                    b"TRACE /v1/health HTTP/1.1\r\n" + head + b"\r\n",
                    b"GET /v1/health\0 HTTP/1.1\r\n" + head + b"\r\n",
                    b"POST /v1/cases HTTP/1.1\r\n" + head
                    + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                    b"POST /v1/cases HTTP/1.1\r\n" + head + b"Content-Length: -1\r\n\r\n",
                    b"GET /v1/health HTTP/1.1\r\n" + head + b"X: " + b"a" * 70000 + b"\r\n\r\n",
                    b"GET /v1/health HTTP/1.1\r\nHost: a\r\n folded\r\nX : 1\r\n\r\n",
                    b"\x16\x03\x01\x00\xa5\x01\x00\x00\xa1\x03\x03" + bytes(200) + b"\r\n\r\n"):
            with socket.create_connection(("127.0.0.1", server.port), 20) as peer:
                peer.sendall(raw)
                peer.shutdown(socket.SHUT_WR)
                answer = b""
                try:
                    while piece := peer.recv(4096):
                        answer += piece
                except ConnectionResetError:
                    pass
                assert b" 200 " not in answer, (raw[:60], answer)
        assert server.client().get("/v1/health").expect(200).json()["status"] == "ok"


def test_out_of_descriptors():
    """accept() fails for want of descriptors; the listener must outlive that."""
    with Server(STORE) as server:
        server.client("u-senior").get("/v1/session").expect(200)
        used = len(os.listdir(f"/proc/{server.process.pid}/fd"))
        resource.prlimit(server.process.pid, resource.RLIMIT_NOFILE, (used + 6, used + 6))
        peers = [socket.create_connection(("127.0.0.1", server.port), 20) for _ in range(30)]
        for peer in peers:
            peer.sendall(b"GET /v1/health HTTP/1.1\r\nHost: a\r\n\r\n")
        assert peers[0].recv(64).startswith(b"HTTP/1.1 200")
        for peer in peers:
            peer.close()
        server.client().get("/v1/health").expect(200)
        server.client("u-senior").post("/v1/views", {}).expect(200)


def test_repetition():
    """A repeated key gives the first answer, byte for byte; a reused one is refused."""
    with Server(STORE) as server:
        desk, senior, other = Desk(server), server.client("u-senior"), server.client("u-senior2")
        key, body = new_key(), intake(next(NUMBERS))
        first = desk.service.post("/v1/cases", body, key=key).expect(200)
        assert desk.service.post("/v1/cases", body, key=key).expect(200).body == first.body
        desk.service.post("/v1/cases", intake(next(NUMBERS)), key=key).expect(422, "key_reused")

        key = new_key()
        taken = senior.post(f"{WORK}/take-next", {}, key=key).expect(200)
        assert senior.post(f"{WORK}/take-next", {}, key=key).expect(200).body == taken.body
        view = taken.json()
        item = view["work_item"]
        path = f"{WORK}/{item['id']}/decision"
        mine = other.post(f"{WORK}/take-next", {}, key=key).expect(200).json()["work_item"]
        assert mine["id"] != item["id"], "another user's key is another key"

        key, answers = new_key(), []

        def decide():
            client = server.client("u-senior")
            answers.append(client.post(path, decision(view), key=key, version=item["version"]))

        threads = [threading.Thread(target=decide) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        done = [a.body for a in answers if a.status == 200]
        assert done and len(set(done)) == 1, [(a.status, a.body[:200]) for a in answers]
        assert all(a.status in (200, 409) for a in answers)
        senior.post(path, decision(view, "block"), key=key, version=item["version"]).expect(
            422, "key_reused")
        view = senior.get(f"{WORK}/{item['id']}").expect(200).json()
        assert len(view["decisions"]) == 1 and view["decisions"][0]["choice"] == "pass"


def test_versions_and_drafts():
    with Server(STORE) as server:
        desk, senior, other = Desk(server), server.client("u-senior"), server.client("u-senior2")
        view = desk.take(senior)
        item = view["work_item"]
        path, version = f"{WORK}/{item['id']}", item["version"]
        senior.post(f"{path}/decision", decision(view), key=new_key(),
                    version=version + 1).expect(409, "conflict")
        other.post(f"{path}/decision", decision(view), key=new_key(),
                   version=version).expect(409, "conflict")
        form = {"choice": "block", "rationale": "The document is older than 90 days."}
        draft = {"revision": 1, "form": form}
        senior.put(f"{path}/draft", draft, key=new_key()).expect(200)
        senior.put(f"{path}/draft", {**draft, "revision": 2}, key=new_key()).expect(200)
        senior.put(f"{path}/draft", {**draft, "revision": 2}, key=new_key()).expect(
            409, "conflict")
        kept = senior.get(path).expect(200).json()["draft"]
        assert kept["revision"] == 2 and kept["form"].items() >= form.items(), kept
        lease = senior.post(f"{path}/lease", key=new_key()).expect(200).json()
        assert lease["user"] == "u-senior"
        other.post(f"{path}/lease", key=new_key()).expect(409, "conflict")
        made = senior.post(f"{path}/decision", decision(view), key=new_key(),
                           version=version).expect(200).json()
        back = senior.post(f"/v1/decisions/{made['id']}/retract", key=new_key(),
                           version=made["work_item_version"]).expect(200).json()
        assert back["lease"]["user"] == "u-senior"
        assert back["work_item"]["version"] > version
        senior.post(f"{path}/release", {}, key=new_key(), version=version).expect(409, "conflict")
        senior.post(f"{path}/release", {}, key=new_key(),
                    version=back["work_item"]["version"]).expect(200)


def test_export():
    """A case leaves the screen only with an audit row, masked as on the screen, and never by an
    outsourced agent."""
    with Server(STORE) as server:
        desk, senior, other = Desk(server), server.client("u-senior"), server.client("u-senior2")
        item = desk.take(senior)["work_item"]
        path = f"{WORK}/{item['id']}/export"
        server.client("u-bpo").post(path, key=new_key()).expect(403, "forbidden")
        senior.post(path).expect(428, "missing_key")
        held = senior.post(path, key=new_key()).expect(200).json()
        masked = other.post(path, key=new_key()).expect(200).json()
        assert "external_id" in held["case"]["subject"], held
        assert "external_id" not in masked["case"]["subject"], masked
    with contextlib.closing(sqlite3.connect(STORE.database.removeprefix("sqlite:"))) as db:
        rows = db.execute("SELECT actor FROM audit WHERE action = 'export' ORDER BY seq").fetchall()
    assert rows == [("u-senior",), ("u-senior2",)], rows


def test_requests_and_holds():
    """Two actions that are not decisions: the case leaves the desk and no label is made."""
    later = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=5)
    due = later.strftime("%Y-%m-%dT%H:%M:00.000Z")
    with Server(STORE) as server:
        desk, senior = Desk(server), server.client("u-senior")
        for action, body, field, state in (
                ("request", {"codes": ["address_doc_new"], "due_at": due}, "codes",
                 "waiting_customer"),
                ("hold", {"reason": "outage", "wake_at": due}, "reason", "on_hold")):
            item = desk.take(senior)["work_item"]
            path = f"{WORK}/{item['id']}"
            wrong = {**body, field: ["no_such_code"] if field == "codes" else "no_such_code"}
            senior.post(f"{path}/{action}", wrong, key=new_key(),
                        version=item["version"]).expect(422, "invalid", field)
            after = senior.post(f"{path}/{action}", body, key=new_key(),
                                version=item["version"]).expect(200).json()
            assert after["state"] == state and after["version"] > item["version"], after
            senior.post(f"{path}/{action}", body, key=new_key(),
                        version=after["version"]).expect(409, "conflict")
            senior.post(f"{path}/answer", {"answer": "returned_with_guidance", "guidance": "-"}, key=new_key(),
                        version=after["version"]).expect(409, "conflict")


def test_purpose_stays_inside():
    """Nothing that a reviewer is sent tells why a case is looked at, or its truth."""
    with Server(STORE) as server:
        desk, senior = Desk(server), server.client("u-senior")
        taken = desk.take(senior)
        page = senior.post("/v1/views", {}).expect(200)
        for text in (json.dumps(taken), page.body.decode()):
            for word in ('"purpose"', '"truth"', '"pi"'):
                assert word not in text, word


def test_what_is_not_theirs_is_absent():
    """A BPO agent of one vendor: no row, no count, no event, and by id the same words as for
    what does not exist; no write gets through either."""
    with Server(STORE) as server:
        senior, bpo = server.client("u-senior"), server.client("u-bpo")
        page = senior.post("/v1/views", {}).expect(200).json()
        row = page["rows"][0]
        assert page["count"] > 0
        theirs = bpo.post("/v1/views", {}).expect(200).json()
        assert theirs["count"] == 0 and not theirs.get("rows"), theirs
        assert not any(c["count"] for c in theirs.get("counts", [])), theirs
        bpo.get(f"/v1/views/{page['view']}").expect(404)
        bpo.post(f"{WORK}/take-next", {}, key=new_key()).expect(404)
        for path, absent in ((f"{WORK}/{row['work_item']}", f"{WORK}/{ABSENT}"),
                             (f"{WORK}/{row['work_item']}/related", f"{WORK}/{ABSENT}/related"),
                             (f"{WORK}/{row['work_item']}/notes", f"{WORK}/{ABSENT}/notes"),
                             (f"/v1/cases/{row['case_id']}", f"/v1/cases/{ABSENT}")):
            assert bpo.get(path).expect(404).body == bpo.get(absent).expect(404).body
        for action, body in (("lease", None), ("release", {}), ("hold", {"reason": "outage"}),
                             ("notes", {"scope": "case", "text": "Not ours."})):
            answers = [bpo.post(f"{WORK}/{item}/{action}", body, key=new_key(),
                                version=row["version"]).expect(404).body
                       for item in (row["work_item"], ABSENT)]
            assert answers[0] == answers[1], answers
        stream = Stream(server, "u-bpo", after=0)
        wanted = {row["work_item"], row["case_id"]}
        for _ in range(2):  # all streams are served in turn: after two turns theirs was too
            other = Stream(server, "u-senior", after=0)
            assert other.next()["seq"] > 0
            other.close()
        server.process.terminate()
        while (event := stream.next()) is not None:
            assert isinstance(event, str) or event.get("object") not in wanted, event
        stream.close()
        server.stop(how=None)


def test_notes():
    """A note is there for whoever opens the case, once, and whoever has it open is told."""
    with Server(STORE) as server:
        senior, agent = server.client("u-senior"), server.client("u-agent")
        row = senior.post("/v1/views", {}).expect(200).json()["rows"][0]
        path, key = f"{WORK}/{row['work_item']}/notes", new_key()
        stream = Stream(server, "u-senior")
        body = {"scope": "case", "text": "Called back. 客户未接听。", "language": "zh-CN"}
        answers = [agent.post(path, body, key=key).expect(200).body for _ in range(2)]
        assert answers[0] == answers[1]
        while isinstance(event := stream.next(), str) or event["kind"] != "note":
            pass
        assert event["object"] == row["case_id"] and "text" not in event, event
        stream.close()
        notes = senior.get(path).expect(200).json()["notes"]
        assert [n["text"] for n in notes] == [body["text"]], notes
        for wrong, field in (({"scope": "case", "text": " "}, "text"),
                             ({"scope": "world", "text": "x"}, "scope"),
                             ({"scope": "case", "text": "x", "language": "fr"}, "language")):
            agent.post(path, wrong, key=new_key()).expect(422, field=field)
        related = senior.get(f"{WORK}/{row['work_item']}/related").expect(200).json()
        assert related["work_item"] == row["work_item"]


def test_sop_versions_and_drafts():
    """What is on record is read by name; a clause is proposed where the case shows a gap only."""
    with Server(STORE) as server:
        agent, bpo = server.client("u-agent"), server.client("u-bpo")
        path = "/v1/sops/withdrawal_anomaly"
        versions = agent.get(f"{path}/versions").expect(200).json()["versions"]
        assert [v["in_force"] for v in versions] == [True], versions
        now = agent.get(path).expect(200).json()
        assert agent.get(f"{path}/versions/{versions[0]['version']}").expect(200).json() == now
        agent.get(f"{path}/versions/v99").expect(404)
        agent.get("/v1/sops/nothing/versions").expect(404)
        row = server.client("u-senior").post("/v1/views", {}).expect(200).json()["rows"][0]
        drafts = f"{WORK}/{row['work_item']}/sop-drafts"
        assert agent.get(drafts).expect(200).json()["work_item"] == row["work_item"]
        bpo.get(drafts).expect(403)
        for wrong, field in (({"step": 99, "kind": "ask", "text": {"en": "Ask."}}, "step"),
                             ({"step": 1, "kind": "guess", "text": {"en": "Ask."}}, "kind")):
            agent.post(drafts, wrong, key=new_key()).expect(422, field=field)


class Stream:
    """Server-sent events, read line by line."""

    def __init__(self, server, user, after=None):
        head = {"Authorization": f"Bearer {STORE.tokens[user]}"}
        if after is not None:
            head["Last-Event-ID"] = str(after)
        self.connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
        self.connection.request("GET", "/v1/events", None, head)
        self.answer = self.connection.getresponse()
        assert self.answer.status == 200, self.answer.read()
        assert self.answer.headers["Content-Type"] == "text/event-stream"

    def next(self):
        """The next event, a comment as text, or None at the end."""
        event = {}
        while True:
            line = self.answer.readline().decode()
            if line == "":
                return None
            if line.startswith(":"):
                return line.strip()
            if line == "\n":
                if "data" in event:
                    return json.loads(event["data"])
                continue
            name, _, value = line.rstrip("\n").partition(": ")
            event[name] = value

    def take(self, count):
        return [self.next() for _ in range(count)]

    def close(self):
        self.connection.close()


def test_events():
    with Server(STORE) as server:
        desk = Desk(server)
        live = Stream(server, "u-senior")
        desk.arrive()
        first = live.next()
        everything = Stream(server, "u-senior", after=0)
        old = everything.next()
        assert old["seq"] < first["seq"]
        desk.arrive()
        second = live.next()
        assert second["seq"] > first["seq"]
        again = Stream(server, "u-senior", after=first["seq"])
        assert again.next() == second, "a stream that resumes misses nothing"
        client = server.client("u-senior")
        client.get("/v1/events", headers={"Last-Event-ID": "x"}).expect(422)
        threading.Timer(0.2, server.process.terminate).start()
        assert wait_until_end(live) and wait_until_end(again) and wait_until_end(everything)
        server.stop(how=None)


def wait_until_end(stream):
    while (event := stream.next()) is not None:
        assert isinstance(event, (dict, str))
    stream.close()
    return True


def test_labels_and_heartbeat_take_ten_seconds():
    """A decision is exported only once it is in effect; a quiet stream says it is there."""
    with Server(STORE) as server:
        desk, senior, lead = Desk(server), server.client("u-senior"), server.client("u-lead")
        view = desk.take(senior)
        item = view["work_item"]
        made = senior.post(f"{WORK}/{item['id']}/decision", decision(view), key=new_key(),
                           version=item["version"]).expect(200).json()
        begin, stream = time.monotonic(), Stream(server, "u-senior")

        def labels():
            lines = lead.get("/v1/labels").expect(200).body.splitlines()
            return [row for row in map(json.loads, lines) if row["decision"] == made["id"]]

        assert labels() == []
        while not isinstance(stream.next(), str):
            pass
        assert time.monotonic() - begin < 15
        stream.close()
        row = wait_for(labels, "the label", 20)[0]
        assert time.monotonic() - begin > 9
        assert row["choice"] == "pass" and row["actor"] == "u-senior"
        assert row["route"] == "no_assessment" and row["pi"] == 1 and "label" not in row, row
        senior.post(f"/v1/decisions/{made['id']}/retract", key=new_key(),
                    version=made["work_item_version"]).expect(409, "conflict")
    exported = STORE.run("export-labels").stdout.splitlines()
    assert made["id"] in [json.loads(line)["decision"] for line in exported]


def test_users_and_tokens():
    token = STORE.add_user("u-gone", "senior")
    listed = [json.loads(line) for line in STORE.run("user", "list", "--json").stdout.splitlines()]
    assert {"u-gone", "u-lead"} <= {user["id"] for user in listed}
    assert token not in STORE.run("user", "list").stdout
    with Server(STORE) as server:
        server.client("u-gone").get("/v1/session").expect(200)
        server.client("u-gone").post("/v1/session", {"user": "u-lead"}).expect(422)
        held = STORE.run("user", "list", code=1)
        assert held.stderr.count("\n") == 1 and str(server.process.pid) in held.stderr, held.stderr
    STORE.run("user", "disable", "u-gone")
    with Server(STORE) as server:
        server.client("u-gone").get("/v1/session").expect(401, "unauthorized")
    STORE.run("user", "add", "--name=x", "--role=king", code=2)
    STORE.run("user", "promote", code=2)
    for path in STORE.folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            for user, secret in STORE.tokens.items():
                assert secret.encode() not in content, (path, user)
            assert path.stat().st_mode & 0o077 == 0 or path.name == "server.log", path


def test_audit_verifies():
    report = json.loads(STORE.run("verify-audit", "--json").stdout)
    assert report["rows"] > 20 and report["objects"] > 5, report


def main():
    try:
        for role in ROLES:
            vendor = ["--vendor=acme"] if role in ("bpo", "vendor_lead") else []
            STORE.add_user(f"u-{role}", role, *vendor)
        STORE.add_user("u-senior2", "senior")
        STORE.stock(12, NUMBERS)
        run([test_every_route_and_role, test_table_is_as_narrow_as_meant,
             test_refusals_name_what_is_wrong, test_malformed_http, test_out_of_descriptors,
             test_repetition,
             test_versions_and_drafts, test_export, test_requests_and_holds,
             test_purpose_stays_inside,
             test_what_is_not_theirs_is_absent, test_notes, test_events,
             test_labels_and_heartbeat_take_ten_seconds, test_users_and_tokens,
             test_audit_verifies])
    finally:
        STORE.remove()


if __name__ == "__main__":
    main()
