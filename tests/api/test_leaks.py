# SPDX-License-Identifier: GPL-3.0-or-later
"""Blind cases leak nothing: two stores that differ only in what ROCA said of the blind cases, and in
what followed from it, answer a reviewer who has not made a first call with the same bytes, on every
route they may call. A server that leaks on purpose is caught."""
import contextlib
import http.client
import json
import re
import sqlite3
import sys
import time

from harness import PATIENCE, Client, Server, Store, decision, intake, new_key, run

PROGRAM, FAULTY = sys.argv[1:3]
STORE = Store(PROGRAM)
WORK = "/v1/work-items"
TYPE = "poa_review"
READERS = ["bpo", "agent", "senior", "qa", "lead"]
DOCUMENT = json.loads(STORE.run_plain("routes", "--openapi"))
# What tells of all cases together and of none: a figure over hundreds moves with one of them.
AGGREGATES = {"/v1/hub", "/v1/hub/{type}", "/v1/scorecard/{type}"}
STREAM = "/v1/events"
# What the two stores say of the same cases.
SAYS = {"a": {"verdict": "pass", "risk": 0.012345, "act": "pass", "route": "auto_pass"},
        "b": {"verdict": "block", "risk": 0.987654, "act": "block", "route": "auto_block"}}


def open_store(store):
    return contextlib.closing(sqlite3.connect(store.database.removeprefix("sqlite:")))


def think(view, risk):
    row = view["values"]["evidence"][0]
    text = {"en": "The bill is of an accepted kind.", "zh-CN": "账单属于受理类型。"}
    cited = {"evidence": row["label"], "field": row["fields"][0]["name"],
             "value": row["fields"][0]["value"]}
    return {"agent": "other-house", "model": "m-1", "as_of": view["values"]["as_of"],
            "evidence_hash": view["evidence_hash"], "risk": risk,
            "verdict": "block" if risk >= view["verdict_cut"] else "pass",
            "raw_score": 0.5, "base": -1.0, "rest": 0.25,
            "signals": [{"feature": "doubt", "name": text, "display": text, "value": 1,
                         "contribution": 1.25, "evidence": [row["label"]]}],
            "steps": [{"n": 1, "kind": "fact", "claim": text, "direction": "lowers",
                       "features": ["doubt"], "decisive": True, "citations": [cited]}]}


def arrival(number):
    """A case whose customer has the device of all the others."""
    case = intake(number, TYPE, vendor="acme")
    device = {"name": "device", "value": "Pixel 9", "type": "text", "klass": "personal"}
    case["evidence"].append({"kind": "login", "at": "2026-11-20T09:00:00.000Z",
                             "fields": [device]})
    return case


def prepare():
    """Five cases of one kind, assessed and waiting."""
    for role in ("bpo", "agent", "senior", "qa", "lead", "service"):
        STORE.add_user(f"u-{role}", role, *(["--vendor=acme"] if role == "bpo" else []))
    with Server(STORE) as server:
        service = server.client("u-service")
        said = {"case_type": TYPE, "label": "FP", "reason": "bills of this kind look alike",
                "conditions": [{"attribute": "doubt", "low": 0.5}]}
        server.client("u-bpo").post("/v1/patterns", said, key=new_key()).expect(200)
        for number in range(5):
            case = service.post("/v1/cases", arrival(number), key=new_key()).expect(200).json()
            view = service.get(f"/v1/cases/{case['id']}/values").expect(200).json()
            service.post(f"/v1/cases/{case['id']}/assessments", think(view, 0.6),
                         key=new_key()).expect(200)


def reword(body, says):
    """The assessment as the store has it, saying something else."""
    said = json.loads(body)
    said.update(verdict=says["verdict"], risk=says["risk"], route=says["route"], pi=0.02,
                reason=says["verdict"] + "_reason", raw_score=says["risk"] * 9,
                reason_text={"en": "Because of " + says["verdict"], "zh-CN": says["verdict"]})
    said["signals"][0]["contribution"] = says["risk"] * 3
    said["steps"][0]["direction"] = "raises" if says["verdict"] == "block" else "lowers"
    return json.dumps(said, ensure_ascii=False)


def add_decision(db, item, number, says, work=None, account="roca"):
    """What ROCA decided alone, or a person decided before, and what it set in motion."""
    key = f"{number:032x}"
    at = 1_790_000_000_000_000
    stamp = "2026-09-21T13:46:40.000Z"
    body = {"id": key, "work_item": work or "", "case_id": item["case_id"], "n": 1,
            "actor": account, "decided_at": stamp, "effective_at": stamp, "stage": "first",
            "choice": says["act"], "form": {"choice": says["act"]},
            "seen": {"assessment": item["assessment"]}}
    db.execute("INSERT INTO decision (id, work_item, case_id, n, account, decided_at, effective_at,"
               " stage, choice, assessment, body) VALUES (?, ?, ?, 1, ?, ?, ?, 'first', ?, ?, ?)",
               (key, work, item["case_id"], account, at, at, says["act"], item["assessment"],
                json.dumps(body)))
    db.execute("INSERT INTO effect (id, decision, case_id, n, kind, target, state, at, next_at) VALUES"
               " (?, ?, ?, 1, ?, 'account', 'requested', ?, ?)",
               (f"{number + 16:032x}", key, item["case_id"], says["act"] + "_it", at, at))
    db.execute("INSERT INTO truth (case_id, n, positive, source, maturity, basis, decision, at)"
               " VALUES (?, 1, ?, 'review', 'confirmed', 'on_record', ?, ?)",
               (item["case_id"], says["act"] == "block", key, at))
    if work:
        db.execute("INSERT INTO effective_decision (work_item, decision) VALUES (?, ?)", (work, key))


def follow(db, items, says):
    """What the learning loop made of it: gaps of the SOP and cases that show a pattern, or none."""
    marks = ",".join("?" * len(items))
    cases = [item["case_id"] for item in items]
    if says["act"] == "pass":
        assert db.execute(f"DELETE FROM sop_gap WHERE case_id IN ({marks})", cases).rowcount == len(items)
        return
    pattern, = db.execute("SELECT id FROM pattern").fetchone()
    for n, case in enumerate(cases, 1):
        db.execute("INSERT INTO pattern_case (pattern, n, case_id) VALUES (?, ?, ?)", (pattern, n, case))


def make_blind(store, says):
    """An audit, a gold case, a case that is hidden by policy and one that is shown on demand; the
    fifth stays open. Returns the work items of the four."""
    with open_store(store) as db, db:
        db.row_factory = sqlite3.Row
        db.execute("DROP TRIGGER assessment_no_update")
        items = db.execute("SELECT * FROM work_item ORDER BY queued_at, id").fetchall()
        assert len(items) == 5, len(items)
        for item in items[:4]:
            body, = db.execute("SELECT body FROM assessment WHERE id = ?", (item["assessment"],)).fetchone()
            db.execute("UPDATE assessment SET verdict = ?, risk = ?, route = ?, pi = 0.02, body = ?"
                       " WHERE id = ?", (says["verdict"], says["risk"], says["route"],
                                         reword(body, says), item["assessment"]))
        audit, gold, hidden, asked = items[:4]
        db.execute("UPDATE work_item SET purpose = 'audit', blind = 'hidden' WHERE id = ?", (audit["id"],))
        db.execute("UPDATE case_file SET state = 'effects_pending' WHERE id = ?", (audit["case_id"],))
        add_decision(db, audit, 1, says)
        db.execute("UPDATE work_item SET state = 'closed' WHERE id = ?", (gold["id"],))
        db.execute("UPDATE case_file SET state = 'closed' WHERE id = ?", (gold["case_id"],))
        add_decision(db, gold, 2, says, gold["id"], "u-service")
        columns = [name for name in gold.keys() if name not in ("id", "purpose", "blind", "state")]
        db.execute(f"INSERT INTO work_item (id, purpose, blind, state, {', '.join(columns)}) "
                   f"SELECT ?, 'gold', 'hidden', 'queued', {', '.join(columns)} FROM work_item "
                   "WHERE id = ?", (f"{3:032x}", gold["id"]))
        db.execute("UPDATE work_item SET blind = 'hidden' WHERE id = ?", (hidden["id"],))
        db.execute("UPDATE work_item SET blind = 'on_demand' WHERE id = ?", (asked["id"],))
        db.execute("UPDATE account SET role = 'agent' WHERE id = 'u-service'")
        follow(db, items[:4], says)
    return [audit["id"], f"{3:032x}", hidden["id"], asked["id"]]


def known_ids(store):
    with open_store(store) as db:
        return [row[0] for query in ("SELECT id FROM case_file", "SELECT id FROM work_item",
                                     "SELECT id FROM decision", "SELECT id FROM assessment")
                for row in db.execute(query + " ORDER BY id")]


class Diary:
    """What was answered, without what differs between any two runs: times, new ids, keys."""

    def __init__(self, store):
        self.store, self.known, self.pages = store, set(known_ids(store)), {}
        with open_store(store) as db:
            self.items = {row[0] for row in db.execute("SELECT id FROM work_item")}
            self.cases = {row[0] for row in db.execute("SELECT id FROM case_file")}

    def old(self, match):
        """An id that both stores know stays; one that was made meanwhile is no difference."""
        return match[0] if match[0].decode() in self.known else b"X"

    def note(self, what, body):
        text = re.sub(rb"\d{4}-\d\d-\d\dT[\d:.]+Z", b"T", body)
        text = re.sub(rb"\b[0-9a-f]{32}\b", self.old, text)
        text = re.sub(rb'"(generation|seq)":\d+', rb'"\1":0', text)
        text = re.sub(rb'"hours_seen":[\d.e-]+', rb'"hours_seen":0', text)
        what = re.sub(rb"\b[0-9a-f]{32}\b", self.old, what.encode()).decode()
        assert what not in self.pages, what
        self.pages[what] = text

    def ask(self, client, method, path, body=None, **more):
        answer = client.ask(method, path, body, **more)
        self.note(f"{len(self.pages)} {method} {path}", b"%d %s" % (answer.status, answer.body))
        return answer


def paths(role):
    """Every path that the role may read, with every id in the place of what is open in it."""
    for path, methods in DOCUMENT["paths"].items():
        operation = methods.get("get")
        if operation is None or role not in operation["x-roles"] or path in (STREAM, "/v1/openapi"):
            continue
        if re.sub(r"\{\w+\}", "{type}", path) not in AGGREGATES:
            yield path


def look_at_all(diary, client):
    """From every look at every other case: all of them share a device."""
    for item in sorted(diary.items):
        for case in sorted(diary.cases):
            diary.ask(client, "POST", f"{WORK}/{item}/look", {"case_id": case})


def read_all(diary, client, role):
    for path in paths(role):
        holes = re.findall(r"\{\w+\}", path)
        for key in (sorted(diary.known) + [TYPE, "live"]) if holes else [None]:
            diary.ask(client, "GET", re.sub(r"\{\w+\}", str(key), path))
    look_at_all(diary, client)
    for body in ({}, {"case_type": TYPE}, {"mine": True}):
        page = diary.ask(client, "POST", "/v1/views", body)
        if page.status == 200:
            view = f"/v1/views/{page.json()['view']}"
            diary.ask(client, "GET", f"{view}?offset=0&limit=50")
            for key in sorted(diary.known):
                diary.ask(client, "GET", f"{view}/work-items/{key}")


def work_all(diary, client):
    """Takes what there is; writes, asks and tries to decide without a first call."""
    views = []
    while True:
        answer = diary.ask(client, "POST", f"{WORK}/take-next", {}, key=new_key())
        if answer.status != 200:
            break
        views.append(answer.json())
    for view in views:
        path, version = f"{WORK}/{view['work_item']['id']}", view["work_item"]["version"]
        form = {"choice": "pass", "root_cause": "RC-X08", "step": 1, "reasoning": "sound"}
        diary.ask(client, "PUT", f"{path}/draft", {"revision": 1, "form": form}, key=new_key())
        diary.ask(client, "POST", f"{path}/lease", key=new_key())
        if view["blind_mode"] == "hidden":
            for choice in ("pass", "block"):
                diary.ask(client, "POST", f"{path}/decision", decision(view, choice),
                          key=new_key(), version=version)
            diary.ask(client, "POST", f"{path}/verdict", {}, key=new_key(), version=version)
    return views


def put_back(diary, client, views):
    for view in views:
        diary.ask(client, "POST", f"{WORK}/{view['work_item']['id']}/release", {}, key=new_key(),
                  version=view["work_item"]["version"])


def listen(diary, store, client):
    """Every event from the first to the last that there is."""
    with open_store(store) as db:
        last, = db.execute("SELECT MAX(seq) FROM event WHERE kind = 'queue'").fetchone()
    connection = http.client.HTTPConnection("127.0.0.1", client.port, timeout=PATIENCE)
    connection.request("GET", STREAM, None, {"Authorization": f"Bearer {client.token}",
                                             "Last-Event-ID": "0"})
    answer, lines, end = connection.getresponse(), [], time.monotonic() + PATIENCE
    while time.monotonic() < end:
        line = answer.readline()
        if line.startswith(b"data: "):
            lines.append(line)
            if json.loads(line[6:])["seq"] >= last:
                break
    connection.close()
    diary.note("events", b"".join(lines))


def live(store, role, program=PROGRAM, fault=None):
    """What a reviewer is answered in a morning."""
    diary = Diary(store)
    env = {"REVIEW_PLANTED_FAULT": fault} if fault else None
    with Server(store, program=program, env=env) as server:
        client = Client(server.port, store.tokens[f"u-{role}"])
        read_all(diary, client, role)
        if role not in ("qa",):
            views = work_all(diary, client)
            read_all(diary, client, role)
            put_back(diary, client, views)
        listen(diary, store, client)
    return diary.pages


def stores(program=PROGRAM):
    made = {}
    for name, says in SAYS.items():
        made[name] = STORE.copy(program)
        make_blind(made[name], says)
    return made["a"], made["b"]


def differences(a, b):
    assert list(a) == list(b), "they were asked different things"
    return [what for what in a if a[what] != b[what]]


def test_nothing_leaks():
    """For each role: same requests, same bytes."""
    for role in READERS:
        one, other = stores()
        a, b = live(one, role), live(other, role)
        found = differences(a, b)
        for what in found[:3]:
            print(f"# {role}: {what}\n#   {a[what][:1500]!r}\n#   {b[what][:1500]!r}")
        assert not found, (role, found)
        assert len(a) > 60, len(a)
        one.remove()
        other.remove()


def test_every_reading_route_is_asked():
    """What a reviewer can read is either asked above or named as an aggregate."""
    for role in READERS:
        readable = {re.sub(r"\{\w+\}", "{type}", path) for path, methods in DOCUMENT["paths"].items()
                    if "get" in methods and role in methods["get"]["x-roles"]}
        asked = {re.sub(r"\{\w+\}", "{type}", path) for path in paths(role)}
        assert readable - asked <= AGGREGATES | {STREAM, "/v1/openapi"}, readable - asked


def test_the_call_shows_what_was_hidden():
    """The two stores do differ: a first call, and asking, bring it out."""
    for index, act in ((0, "first-call"), (1, "first-call"), (2, "first-call"), (3, "verdict")):
        shown = []
        for name, says in SAYS.items():
            store = STORE.copy(PROGRAM)
            item = make_blind(store, says)[index]
            with Server(store) as server:
                lead = Client(server.port, store.tokens["u-lead"])
                view = lead.get(f"{WORK}/{item}").expect(200).json()
                assert view["blind"] and "assessment" not in view, (name, view)
                view = lead.post(f"{WORK}/{item}/take", key=new_key(),
                                 version=view["work_item"]["version"]).expect(200).json()
                seen = {"evidence_hash": view["evidence_hash"]}
                body = {"choice": "undecided", "seen": seen} if act == "first-call" else {}
                said = lead.post(f"{WORK}/{item}/{act}", body, key=new_key(),
                                 version=view["work_item"]["version"]).expect(200).json()
            shown.append(said["assessment"]["verdict"])
            if act == "first-call":
                assert "route" not in said["assessment"] and "reason" not in said["assessment"], said
                assert "effects" not in said or not said["effects"], said
            store.remove()
        assert shown == ["pass", "block"], (index, shown)


def test_a_leak_is_found():
    """The same comparison against servers that leak on purpose."""
    for fault in ("leak-view", "leak-row"):
        one, other = stores(FAULTY)
        a = live(one, "agent", FAULTY, fault)
        b = live(other, "agent", FAULTY, fault)
        assert differences(a, b), fault
        one.remove()
        other.remove()


def main():
    try:
        prepare()
        run([test_every_reading_route_is_asked, test_nothing_leaks,
             test_the_call_shows_what_was_hidden, test_a_leak_is_found])
    finally:
        STORE.remove()


if __name__ == "__main__":
    main()
