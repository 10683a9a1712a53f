# SPDX-License-Identifier: GPL-3.0-or-later
"""A shift of a small floor through the API: two reviewers, a senior, a lead and the next one, and a
vendor's agent in nesting; two hundred cases, a wave of forty, an outage of the core system, questions
to customers, holds, escalations, and a handover. Whatever happens on the way, afterwards each effect
was carried out once, every decision of the newcomer was looked at by a second person, nobody ever held
more than they may, and the report on time adds up."""
import collections
import contextlib
import datetime
import hashlib
import random
import sqlite3
import sys
import time

from core_system import Core, write_key
from harness import Server, Store, intake, new_key, run, wait_for

WORK = "/v1/work-items"
CASES, WAVE, VENDOR, KEY_USERS, LATE = 200, 40, 36, 6, 10
BOUND = 120  # seconds for the shift itself
REVIEWERS = ["u-one", "u-two", "u-senior", "u-bpo"]
RNG = random.Random(20)


def in_seconds(seconds):
    later = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=seconds)
    return later.strftime("%Y-%m-%dT%H:%M:%S.") + f"{later.microsecond // 1000:03d}Z"


def make_case(number):
    more = {"opened_at": in_seconds(-number - 1)}
    if number < WAVE:
        field = {"name": "device", "value": "Pixel 9 · 3f2a", "type": "text", "klass": "personal"}
        more["evidence"] = [{"kind": "device", "at": in_seconds(-number - 1), "fields": [field]}]
    elif number < WAVE + VENDOR:
        more["vendor"] = "acme"
    elif number < WAVE + VENDOR + KEY_USERS:
        more["priority"] = 80
        more["priority_reasons"] = [{"code": "institution", "points": 80, "key_user_reason": True}]
    return intake(number, **more)


@contextlib.contextmanager
def database(store):
    with contextlib.closing(sqlite3.connect(store.database.removeprefix("sqlite:"))) as db, db:
        yield db


def make_store():
    """Two hundred cases wait; ten of them were left over from the shift before and are late."""
    store = Store(sys.argv[1])
    for user, role in (("u-one", "agent"), ("u-two", "agent"), ("u-senior", "senior"),
                       ("u-lead", "lead"), ("u-next", "lead"), ("u-service", "service")):
        store.add_user(user, role)
    store.add_user("u-bpo", "bpo", "--vendor=acme", "--zone=Asia/Manila", stage="nesting")
    store.run("user", "add", "--name=Nowhere", "--role=agent", "--zone=+08:00", code=2)
    with Server(store) as server:
        service = server.client("u-service")
        for number in range(CASES):
            service.post("/v1/cases", make_case(number), key=new_key()).expect(200)
    with database(store) as db:
        db.execute("UPDATE case_file SET received_at = received_at - 600000000")
    with Server(store) as server:
        lead = server.client("u-lead")
        wait_for(lambda: lead.post("/v1/views", {}).expect(200).json()["count"] >= CASES,
                 "cases that wait for people", BOUND)
    with database(store) as db:
        db.execute("UPDATE work_item SET queued_at = queued_at - 18000000000, "
                   "due_at = due_at - 18000000000 WHERE id IN (SELECT id FROM work_item "
                   "WHERE vendor IS NULL AND key_user = 0 ORDER BY id DESC LIMIT ?)", (LATE,))
    return store


def make_word(seed):
    """A word of its own for each case: an annotation that was copied is refused."""
    digits = hashlib.sha256(seed.encode()).hexdigest()[:24]
    return "".join(chr(ord("a") + int(digit, 16)) for digit in digits)


def is_key_user(view):
    return view["case"]["priority"] >= 75


class Person:
    """Somebody at a desk, and what lies on it."""

    def __init__(self, server, user):
        self.user, self.client = user, server.client(user)
        self.desk = collections.deque()
        self.did = collections.Counter()

    def take(self):
        """Whether there was one more."""
        answer = self.client.post(f"{WORK}/take-next", {}, key=new_key())
        if answer.status == 200:
            self.desk.append(answer.json())
        else:
            answer.expect(404, "not_found")
        return answer.status == 200

    def act(self, view, verb, body):
        item = view["work_item"]
        answer = self.client.post(f"{WORK}/{item['id']}/{verb}", body, key=new_key(),
                                  version=item["version"])
        return answer.expect(200).json()

    def decide(self, view, choice):
        form = {"choice": choice}
        if choice == "block":
            form["disposition"] = "not_curable"
        if choice == "escalate":
            form.update(reason_codes=["key_user"], recommendation="pass", checked="E1 was read.",
                        rationale="A key user.")
        if choice == "escalate" or is_key_user(view):
            form.update(root_cause="RC-X08", path="N", annotation_language="en",
                        annotation=f"{make_word(view['case']['id'])} misled (E1).")
        seen = {"evidence_hash": view["evidence_hash"], "active_ms": 1500, "verdict_visible": False}
        self.act(view, "decision", {"form": form, "seen": seen})
        self.did[choice] += 1

    def finish_one(self, waits):
        """Does something with what lies longest on the desk."""
        view = self.desk.popleft()
        junior = self.user not in ("u-senior", "u-lead", "u-next")
        draw = RNG.random()
        if junior and is_key_user(view):
            self.decide(view, "escalate")
        elif waits and draw < 0.06:
            self.act(view, "request", {"codes": ["address_doc_new"], "note": "Compare E1."})
            self.did["ask"] += 1
        elif waits and draw < 0.10:
            self.act(view, "hold", {"reason": "outage", "wake_at": in_seconds(3)})
            self.did["hold"] += 1
        elif waits and draw < 0.13:
            self.act(view, "snooze", {"until": in_seconds(3), "note": "Then E1 again."})
            self.did["snooze"] += 1
        else:
            self.decide(view, "block" if draw < 0.25 else "pass")

    def answer_escalations(self):
        for one in self.client.get("/v1/inbox").expect(200).json().get("escalations", []):
            taken = self.client.post(f"{WORK}/{one['work_item']}/take", key=new_key(),
                                     version=one["version"])
            if taken.status == 200:
                self.decide(taken.json(), "pass")


class Floor:
    """Everybody, the core system and what is known of them at any time."""

    def __init__(self, server, core):
        self.server, self.core = server, core
        self.service, self.lead = server.client("u-service"), server.client("u-lead")
        self.people = {user: Person(server, user) for user in [*REVIEWERS, "u-next"]}
        self.held = collections.Counter()

    def check_limits(self):
        for person in self.lead.get("/v1/roster").expect(200).json()["people"]:
            leased = person.get("leased", 0)
            assert leased <= person["at_most"], person
            assert person.get("zone") == {"u-bpo": "Asia/Manila"}.get(person["account"]), person
            self.held[person["account"]] = max(self.held[person["account"]], leased)

    def deliver_answers(self):
        for one in self.service.get("/v1/requests").expect(200).json().get("requests", []):
            body = {"external_id": f"m-{one['id']}", "text": "Please find it attached."}
            for _ in range(2):  # the carrier repeats itself
                self.service.post(f"/v1/requests/{one['id']}/answer", body,
                                  key=new_key()).expect(200)

    def work(self, users, turns, waits=True):
        """So many times everybody does one case; whether anybody had one the last time."""
        for turn in range(turns):
            busy = False
            for user in users:
                person = self.people[user]
                if not person.desk and not person.take():
                    continue
                busy = True
                person.finish_one(waits)
            if turn % 8 == 0:
                self.check_limits()
                self.deliver_answers()
        return busy

    def count_open(self):
        """Cases that are not closed: what was decided takes effect after ten seconds."""
        with database(self.server.store) as db:
            return db.execute("SELECT COUNT(*) FROM case_file WHERE state <> 'closed'").fetchone()[0]


def start_shifts(floor):
    for user in [*REVIEWERS, "u-lead"]:
        person = floor.server.client(user).post("/v1/shift/start", key=new_key())
        assert person.expect(200).json()["standing"] == "on"
    floor.lead.post("/v1/people/u-two/limit", {"at_most": 3, "reason": "Trains the newcomer."},
                    key=new_key()).expect(200)
    two = floor.people["u-two"]
    for _ in range(3):
        assert two.take()
    two.client.post(f"{WORK}/take-next", {}, key=new_key()).expect(409, "full")
    floor.check_limits()
    assert floor.held["u-two"] == 3


def decide_wave(floor):
    """The lead decides the wave as a group; a tenth of it stays in the queue."""
    def find():
        waves = floor.lead.get("/v1/campaigns").expect(200).json().get("items", [])
        return waves[0] if waves else None

    wave = wait_for(find, "the wave", 60)
    view = floor.lead.get(f"/v1/campaigns/{wave['id']}").expect(200).json()
    form = {"choice": "block", "disposition": "not_curable", "reasoning": "sound",
            "rationale": "One device sent all of them."}
    floor.lead.post(f"/v1/campaigns/{wave['id']}/decision", form, key=new_key(),
                    version=view["campaign"]["version"]).expect(200)

    def decided():
        seen = floor.lead.get(f"/v1/campaigns/{wave['id']}").expect(200).json()["campaign"]
        return seen if seen["state"] == "decided" else None

    return wait_for(decided, "the decision about the wave", 60)["decision"]


def hand_over(floor):
    """The second reviewer goes: everything that hangs on them is accepted by the next lead."""
    two, after = floor.people["u-two"], floor.people["u-next"]
    while len(two.desk) < 3:
        assert two.take(), "nothing is left to hand over"
    two.act(two.desk.popleft(), "request", {"codes": ["address_doc_new"]})
    two.act(two.desk.popleft(), "hold", {"reason": "outage", "wake_at": in_seconds(8)})
    listed = two.client.get("/v1/people/me/cases").expect(200).json()["items"]
    kinds = {one["kind"] for one in listed}
    assert {"leased", "waiting_customer", "on_hold"} <= kinds, kinds
    steps = [{"work_item": one["work_item"], "step": "reread", "note": "E1 first."}
             for one in listed[:1]]
    body = {"step": "decide", "steps": steps}
    two.client.post("/v1/handovers", {**body, "to": "u-two"}, key=new_key()).expect(422, field="to")
    made = two.client.post("/v1/handovers", body, key=new_key()).expect(200).json()
    assert made["open"] == len(listed), made
    ended = two.client.post("/v1/shift/end", key=new_key()).expect(200).json()
    assert ended["standing"] == "off" and ended.get("leased", 0) == 0, ended
    two.client.post(f"{WORK}/take-next", {}, key=new_key()).expect(409, "off_duty")
    two.desk.clear()
    after.client.post("/v1/shift/start", key=new_key()).expect(200)
    path = f"/v1/handovers/{made['id']}/accept"
    for _ in range(2):  # accepted twice is the same
        done = after.client.post(path, {}, key=new_key(), version=made["version"]).expect(200).json()
    assert done["state"] == "settled" and done.get("open", 0) == 0, done
    assert done["accepted"] + done.get("dropped", 0) == len(listed), done
    return done


def finish(floor, end):
    """Those who are left work until every case is closed."""
    users = ["u-one", "u-senior", "u-next", "u-bpo"]

    def go_on():
        for user in ("u-senior", "u-next"):
            floor.people[user].answer_escalations()
        floor.deliver_answers()
        return floor.work(users, 1, waits=False) or floor.count_open() == 0

    while floor.count_open() > 0:
        wait_for(go_on, "what is left of the shift", max(1, end - time.monotonic()))


def check_effects(floor, store, refused):
    """Every effect was carried out once, those that the core could not take at first too, and is
    confirmed; nothing waits or failed. (Questions to customers go the same way, until answered.)"""
    with database(store) as db:
        states = dict(db.execute("SELECT state, COUNT(*) FROM effect GROUP BY state"))
        effects = {key for key, in db.execute("SELECT id FROM effect")}
    ids = [command["id"] for command in floor.core.done if command["id"] in effects]
    assert refused & effects and refused & effects <= set(ids), refused & effects - set(ids)
    assert set(states) == {"confirmed"} and not floor.core.wrong, (states, floor.core.wrong)
    assert len(ids) == len(set(ids)) == states["confirmed"], (len(ids), len(set(ids)), states)
    return len(ids)


def check_second_reviews(store):
    """What the newcomer decided took effect after another person's own call."""
    with database(store) as db:
        first = db.execute("SELECT d.case_id FROM effective_decision e JOIN decision d "
                           "ON d.id = e.decision WHERE d.account = 'u-bpo' "
                           "AND d.choice <> 'escalate'").fetchall()
        assert first
        for (case,) in first:
            others = db.execute("SELECT d.account FROM decision d JOIN work_item w "
                                "ON w.id = d.work_item WHERE d.case_id = ? "
                                "AND w.purpose = 'second_review'", (case,)).fetchall()
            assert others and all(account != "u-bpo" for (account,) in others), (case, others)
    return len(first)


def check_attainment(floor):
    report = floor.lead.get("/v1/attainment/7").expect(200).json()
    causes = collections.Counter()
    for one in report["types"]:
        counts = sum(cause["count"] for cause in one.get("causes", []))
        assert one["late"] <= counts <= one["late"] + one["too_long"], one
        assert one["open"] == 0, one
        for cause in one.get("causes", []):
            causes[cause["cause"]] += cause["count"]
    looks = sum(one["looks"] for one in report["types"])
    late = sum(one["late"] for one in report["types"])
    # A pause gives a late case half an hour again, so that a few of them end in time.
    assert LATE // 2 <= late <= LATE and looks >= CASES, report
    return looks, late, causes, report["escalations"]


def count_pauses(store):
    with database(store) as db:
        asked, = db.execute("SELECT COUNT(*) FROM information_request").fetchone()
        held, = db.execute("SELECT COUNT(*) FROM hold").fetchone()
        paused, = db.execute("SELECT COALESCE(SUM(paused_ms), 0) FROM work_item").fetchone()
        open_, = db.execute("SELECT COUNT(*) FROM work_item WHERE paused_at IS NOT NULL").fetchone()
    assert open_ == 0
    return asked, held, paused / 1000


def report(floor, store, begin, wave, handover, refused):
    effects = check_effects(floor, store, refused)
    looks, late, causes, escalations = check_attainment(floor)
    asked, held, paused = count_pauses(store)
    print(f"# shift of {time.monotonic() - begin:.0f} s, {CASES} cases, {looks} looks")
    print(f"# attainment {(looks - late) / looks:.1%}; late {late}: "
          + ", ".join(f"{cause} {n}" for cause, n in causes.items()))
    print(f"# effects {effects}, each carried out once; commands sent {sum(floor.core.asked.values())}")
    print(f"# pauses: {asked} questions, {held} holds, {paused:.0f} s")
    print(f"# wave: {wave['decided']} decided as a group, {wave['drawn']} to be read singly")
    print(f"# escalations {escalations['made']}, second reviews {check_second_reviews(store)}")
    print(f"# handover: {handover['accepted']} accepted, {handover.get('dropped', 0)} dropped out")
    print("# most held at once: "
          + ", ".join(f"{user} {n}" for user, n in sorted(floor.held.items())))


def test_shift():
    outage, refused = [], set()

    def how(command, times):
        if outage:
            refused.add(command["id"])
        return "busy" if outage else "confirm"

    core, store = Core(how), make_store()
    try:
        key = write_key(store.folder)
        with Server(store, "--core-uri", core.uri, "--core-key", str(key)) as server:
            begin = time.monotonic()
            floor = Floor(server, core)
            start_shifts(floor)
            wave = decide_wave(floor)
            floor.work(REVIEWERS, 8)
            outage.append(True)
            floor.work(REVIEWERS, 12)
            wait_for(lambda: len(refused) >= 3, "commands that the core could not take", 60)
            outage.clear()
            floor.work(REVIEWERS, 4)
            handover = hand_over(floor)
            finish(floor, begin + BOUND)
            report(floor, store, begin, wave, handover, refused)
        assert store.run("verify-audit").returncode == 0
    finally:
        core.stop()
        store.remove()


if __name__ == "__main__":
    run([test_shift])
