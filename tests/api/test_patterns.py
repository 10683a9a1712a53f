# SPDX-License-Identifier: GPL-3.0-or-later
"""Recurring errors from outside: three flaws are planted in what an agent says of cases, and each is
found, confirmed by what follows, and sent to the path that mends it."""
import contextlib
import datetime
import json
import math
import random
import sqlite3
import sys

import harness
from harness import Server, Store, intake, new_key, run, wait_for

harness.PATIENCE = 150  # a scan reads every labelled case

STORE = Store(sys.argv[1])
TYPE = "poa_review"
FIRST = datetime.datetime(2026, 8, 3, tzinfo=datetime.timezone.utc)
SPLIT, UNTIL = "2026-09-18T00:00:00.000Z", "2026-11-02T00:00:00.000Z"
REPAIRED, LAST = UNTIL, "2026-11-23T00:00:00.000Z"
NUMBERS = iter(range(1, 100000))
PATTERNS = "/v1/patterns"
WEIGHT, CUT, CLAUSE = "NG", "BR", "JP"
GAP = "issuer_unlisted"  # what no clause covers
ARRIVES = "issuer_age"  # what no feature carries


def say(time):
    return time.strftime("%Y-%m-%dT%H:%M:%S.000Z")


def squash(x):
    return 1 / (1 + math.exp(-x))


class World:
    """Cases of five markets; in three of them the agent has a flaw of its own, until it is mended."""

    def __init__(self, server, seed, markets=(WEIGHT, CUT, CLAUSE, "DE", "FR", "SG", "DE", "FR")):
        self.client, self.rand = server.client("u-service"), random.Random(seed)
        self.markets, self.mended = markets, set()
        self.carries = False  # the fact that was missing, once an extractor has it
        self.clause = self.find_clause()

    def find_clause(self):
        """The clause that says what to do about the gap, once somebody published one."""
        sop = self.client.get(f"/v1/sops/{TYPE}").expect(200).json()
        found = [c["id"] for c in sop["clauses"] if GAP in c.get("covers", [])]
        return found[0] if found else None

    def draw(self):
        rand = self.rand
        market = rand.choice(self.markets)
        score, mismatch = -3.0 + 8.0 * rand.gauss(0, 1), rand.choice([0.0, 11.0])
        bent = market == WEIGHT and WEIGHT not in self.mended  # there it says nothing of a customer
        one = {"market": market, "score": score, "mismatch": mismatch, "gap": False,
               "positive": rand.random() < squash(score + (0 if bent else mismatch))}
        if market == CUT and CUT not in self.mended:
            one["score"] += 4.0
        if market == CLAUSE and CLAUSE not in self.mended and not one["positive"]:
            one["gap"] = rand.random() < 0.9
            one["score"] += 12.0 if one["gap"] and self.clause is None else 0
        return one

    def arrive(self, time):
        one, number = self.draw(), next(NUMBERS)
        field = {"name": "document", "value": "utility_bill", "type": "text", "klass": "open"}
        body = intake(number, TYPE, market=one["market"], opened_at=say(time),
                      evidence=[{"kind": "document", "at": say(time), "fields": [field]}])
        case = self.client.post("/v1/cases", body, key=new_key()).expect(200).json()
        self.think(case, one)
        body["truth"] = {"positive": one["positive"], "source": "chargeback", "maturity": "matured",
                         "basis": "new_evidence"}
        self.client.post("/v1/cases", body, key=new_key()).expect(200)

    def think(self, case, one):
        view = self.client.get(f"/v1/cases/{case['id']}/values").expect(200).json()
        text = {"en": "The issuer is not on a list.", "zh-CN": "出具机构不在清单内。"}
        row = view["values"]["evidence"][0]
        raw = one["score"] + one["mismatch"]
        signals = [{"feature": "address_mismatch", "name": {"en": "Mismatch", "zh-CN": "地址不符"},
                    "display": {"en": "yes", "zh-CN": "是"}, "value": 1 if one["mismatch"] else 0,
                    "contribution": one["mismatch"], "evidence": [row["label"]]}]
        if self.carries:
            told = {"en": "Age of the issuer", "zh-CN": "出具机构年限"}
            value = self.rand.gauss(0 if one["positive"] else 2, 1)
            signals.append({"feature": ARRIVES, "name": told, "display": told, "value": value,
                            "contribution": 0.0, "evidence": [row["label"]]})
        step = {"n": 1, "kind": "fact", "claim": text, "direction": "raises", "decisive": one["gap"],
                "citations": [{"evidence": row["label"], "field": row["fields"][0]["name"],
                               "value": row["fields"][0]["value"]}]}
        if one["gap"]:
            step["features"] = [GAP]
            if self.clause is not None:  # it need not guess any more
                step["clause"] = self.clause
        risk = squash(raw)
        self.client.post(f"/v1/cases/{case['id']}/assessments", {
            "agent": "other-house", "model": "m-1", "as_of": view["values"]["as_of"],
            "evidence_hash": view["evidence_hash"], "risk": risk,
            "verdict": "block" if risk >= view["verdict_cut"] else "pass", "raw_score": raw,
            "base": 0.0, "rest": one["score"], "signals": signals, "steps": [step]}, key=new_key()).expect(200)

    def live(self, since, until, n):
        for i in range(n):
            self.arrive(since + (until - since) * i / n)


def parse(time):
    return datetime.datetime.strptime(time, "%Y-%m-%dT%H:%M:%S.%fZ").replace(
        tzinfo=datetime.timezone.utc)


def scan(client, **times):
    return client.post(f"{PATTERNS}/scan", dict({"case_type": TYPE}, **times), key=new_key())


def find(client, market):
    """The pattern of a market: the one whose conditions name it."""
    found = [p for p in client.get(PATTERNS).expect(200).json()["items"]
             if market in [c.get("equals") for c in p["conditions"]] and p["label"] == "FP"]
    assert len(found) == 1, (market, json.dumps(found)[:2000])
    return client.get(f"{PATTERNS}/{found[0]['id']}").expect(200).json()


def act(client, pattern, what, body):
    return client.post(f"{PATTERNS}/{pattern['id']}/{what}", body, key=new_key(),
                       version=pattern["version"])


def test_each_flaw_to_its_path():
    """Found in one half, confirmed by the other, routed with the evidence."""
    with Server(STORE) as server:
        World(server, 7).live(FIRST, parse(UNTIL), 1800)
        model = server.client("u-model")
        done = scan(model, since=say(FIRST), split=SPLIT, until=UNTIL).expect(200).json()
        assert done["cases"] == 1800 and done["tried"] > 20 and done["confirmed"] >= 3, done
        for market, path in ((WEIGHT, "A"), (CUT, "B"), (CLAUSE, "C")):
            one = find(model, market)
            assert one["state"] == "confirmed" and one.get("suggested") == path, json.dumps(one)
            assert one["found"]["low"] > 1 and one["later"]["low"] > 1 and one["q"] <= 0.1, one
            assert len(one["proofs"]) == 10 and 1 <= len(one["exemplars"]) <= 5, one
            assert [s["act"] for s in one["steps"]] == ["find", "confirm"], one["steps"]
            assert 0 < one["query"]["limit"] < one["found"]["rate"], one["query"]
        weight = find(model, WEIGHT)
        assert weight["fix"] == "weight" and weight["feature"] == "address_mismatch", weight
        again = scan(model, since=say(FIRST), split=SPLIT, until=UNTIL).expect(200).json()
        assert again["found"] == again["known"] and again["confirmed"] == 0, again


def test_closed_by_data_alone():
    """A lead takes it on, its owner says it is mended; new cases decide, and later ones again."""
    with Server(STORE) as server:
        lead, senior, model = (server.client(u) for u in ("u-lead", "u-senior", "u-model"))
        weight, cut, clause = (find(model, m) for m in (WEIGHT, CUT, CLAUSE))
        accept = {"path": "A", "owner": "u-model"}
        act(lead, weight, "accept", dict(accept, owner="u-bpo")).expect(422, "invalid", "owner")
        act(lead, weight, "accept", dict(accept, path="B")).expect(422, "invalid", "reason")
        taken = act(lead, weight, "accept", accept).expect(200).json()
        assert taken["state"] == "working" and not taken.get("overridden"), taken
        act(lead, weight, "dismiss", {"reason": "it is none"}).expect(409, "conflict")
        other = act(senior, cut, "accept", {"path": "D", "owner": "u-senior",
                                            "reason": "one source is late"}).expect(200).json()
        assert other["overridden"] is True and other["path"] == "D", other
        repair = {"reference": "m-2", "since": REPAIRED, "reason": "trained anew"}
        act(senior, taken, "repair", repair).expect(403, "forbidden")
        mended = act(model, taken, "repair", repair).expect(200).json()
        taken = act(senior, clause, "accept", {"path": "C", "owner": "u-senior"}).expect(200).json()
        untrue = act(lead, taken, "repair", dict(repair, reference="v2")).expect(200).json()
        assert mended["state"] == untrue["state"] == "repaired"
        world = World(server, 8, (WEIGHT, CLAUSE, CLAUSE, "DE"))
        world.mended.add(WEIGHT)
        world.live(parse(REPAIRED), parse(LAST), 700)
        done = scan(model, until=LAST).expect(200).json()
        assert done["closed"] == 1 and done["failed"] == 1, done
        weight, clause = find(model, WEIGHT), find(model, CLAUSE)
        assert weight["state"] == "closed" and weight["query"]["high"] < weight["query"]["limit"], weight
        assert clause["state"] == "working" and clause["steps"][-1]["act"] == "fail", clause
        assert weight["steps"][-1]["by"] == "system", "nobody closes one by hand"
        act(lead, dict(clause, version=1), "repair", repair).expect(409, "conflict")


def test_reopened_by_itself():
    """The flaw is back, and so is the pattern."""
    with Server(STORE) as server:
        model = server.client("u-model")
        World(server, 9, (WEIGHT, WEIGHT, "DE")).live(parse(LAST), parse(LAST) + datetime.timedelta(days=2), 400)
        done = scan(model, until="2026-11-26T00:00:00.000Z").expect(200).json()
        weight = find(model, WEIGHT)
        assert done["reopened"] >= 1 and weight["state"] == "working" and weight["reopened"] == 1, done
        assert weight["steps"][-1]["act"] == "reopen" and weight["owner"] == "u-model", weight["steps"]


def gaps(client):
    return {g["feature"]: g for g in client.get("/v1/sop-gaps").expect(200).json()["items"]
            if g["case_type"] == TYPE}


def draft_for(client, case_id):
    """A clause in one language, as somebody writes it who has the case before them."""
    view = client.get(f"/v1/cases/{case_id}").expect(200).json()
    body = {"step": 1, "kind": "pass", "text": {"en": "Pass where the issuer is a local utility."}}
    return client.post(f"/v1/work-items/{view['work_item']['id']}/sop-drafts", body,
                       key=new_key()).expect(200).json()


def test_a_clause_closes_it():
    """Path C: the gap gathers its cases, becomes a clause by two persons, and new cases follow it."""
    with Server(STORE) as server:
        lead, senior, agent, model = (server.client(f"u-{n}") for n in ("lead", "senior", "agent", "model"))
        gap = gaps(lead)[GAP]
        assert gap["cases"] > 30 and len(gap["examples"]) == 5 and gap["sop_version"] == "v1", gap
        agent.get("/v1/sop-gaps").expect(403)
        draft = draft_for(senior, gap["examples"][0]["case_id"])
        publish = f"/v1/sop-drafts/{draft['id']}/publish"
        both = {"en": draft["text"]["en"], "zh-CN": "出具机构为当地公用事业单位的，予以放行。"}
        body = {"base": "v1", "text": both, "reason": "forty good customers were blocked"}
        senior.post(publish, body, key=new_key()).expect(403)
        own = draft_for(lead, gap["examples"][1]["case_id"])
        lead.post(f"/v1/sop-drafts/{own['id']}/publish", body, key=new_key()).expect(403, "forbidden")
        for wrong, field in ((dict(body, text=draft["text"]), "text.zh-CN"), (dict(body, reason=" "), "reason"),
                             (dict(body, applies_when={"fact": "nothing", "op": "present"}), "draft")):
            lead.post(publish, wrong, key=new_key()).expect(422, "invalid", field)
        lead.post(publish, dict(body, base="v0"), key=new_key()).expect(409, "conflict")
        version = lead.post(publish, body, key=new_key()).expect(200).json()
        assert (version["version"], version["author"], version["approver"]) == ("v1.1", "u-senior", "u-lead")
        lead.post(publish, dict(body, base="v1.1"), key=new_key()).expect(409, "conflict")
        senior.post(f"/v1/sop-drafts/{draft['id']}/withdraw", None, key=new_key()).expect(409, "conflict")
        assert GAP not in gaps(lead)
        clause = agent.get(f"/v1/sops/{TYPE}").expect(200).json()["clauses"][-1]
        assert clause["covers"] == [GAP] and clause["text"] == both and clause["draft"] == draft["id"], clause
        one = find(model, CLAUSE)
        taken = one if one["state"] == "working" else act(
            senior, one, "accept", {"path": "C", "owner": "u-senior"}).expect(200).json()
        act(lead, taken, "repair", {"reference": "v1.1", "since": LAST, "reason": "published"}).expect(200)
    with Server(STORE) as server:  # what people published is in force after a restart, too
        lead, model = server.client("u-lead"), server.client("u-model")
        world = World(server, 10, (CLAUSE, CLAUSE, "DE"))
        assert world.clause == clause["id"], world.clause
        world.live(parse(LAST), parse(LAST) + datetime.timedelta(days=2), 500)
        done = scan(model, until="2026-11-26T00:00:00.000Z").expect(200).json()
        one = find(model, CLAUSE)
        assert done["closed"] >= 1 and one["state"] == "closed", (done, json.dumps(one))
        versions = lead.get(f"/v1/sops/{TYPE}/versions").expect(200).json()["versions"]
        assert [(v["version"], v["in_force"]) for v in versions] == [("v1.1", True), ("v1", False)]
        after, before = versions
        assert before["gaps"] > 30 and after["cases"] >= 300 and after["gaps"] == 0, versions


def annotate(cases):
    """What a reviewer wrote of these cases, as decisions that stand have it."""
    with contextlib.closing(sqlite3.connect(STORE.database.removeprefix("sqlite:"))) as db, db:
        for n, case in enumerate(cases):
            db.execute("INSERT INTO annotation (decision, account, case_id, case_type, text, sha256, at)"
                       " VALUES (?, 'u-agent', ?, ?, 'The issuer of E1 is old; E1 says so.', 'x', ?)",
                       (f"{n:032x}", case, TYPE, n))


def test_a_feature_is_asked_for():
    """Path A without a feature: what reviewers cited goes to the model team, which answers; when the
    feature arrives, it is asked whether it tells the errors from the rest."""
    with Server(STORE) as server:
        weight = find(server.client("u-model"), WEIGHT)
    cited = [e["case_id"] for e in weight["exemplars"]]
    annotate(cited)
    with Server(STORE) as server:
        lead, senior, model = (server.client(f"u-{n}") for n in ("lead", "senior", "model"))
        ask = {"reason": "nothing says how old the issuer is"}
        act(senior, weight, "feature-request", ask).expect(403, "forbidden")
        act(lead, weight, "feature-request", {"reason": " "}).expect(422, "invalid", "reason")
        act(model, weight, "feature-answer", {"text": "which one?"}).expect(409, "conflict")
        asked = act(lead, weight, "feature-request", ask).expect(200).json()
        request = asked["request"]
        assert request["cited"] == len(cited) and request["cases"] >= weight["found"]["errors"], request
        fact, = request["facts"]
        assert (fact["kind"], fact["fields"], fact["cases"], fact["citations"]) == (
            "document", ["document"], len(cited), len(cited)), fact
        assert {e["case_id"] for e in fact["examples"]} == set(cited), fact
        assert "examples" not in [p for p in model.get(PATTERNS).json()["items"]
                                  if p["id"] == weight["id"]][0]["request"]["facts"][0]
        act(lead, asked, "feature-request", ask).expect(409, "conflict")
        act(lead, asked, "feature-answer", {"text": "no"}).expect(403, "forbidden")
        told = act(model, asked, "feature-answer", {"text": "from next week on", "feature": ARRIVES}).expect(200).json()
        assert told["request"]["answered_by_name"] == "u-model" and told["steps"][-1]["act"] == "answer", told
        world = World(server, 12, (WEIGHT,))
        world.carries, at = True, parse("2026-11-25T00:00:00.000Z")
        world.live(at, at + datetime.timedelta(hours=12), 60)
        scan(model, until="2026-11-26T00:00:00.000Z").expect(200)
        known = find(model, WEIGHT)
        request = known["request"]
        assert known["steps"][-1]["act"] == "arrive" and known["state"] == "working", known["steps"]
        assert 10 <= request["known"] <= 60 and request["low"] > 0.6 and request["tells"], request
        assert (known["fix"], known["feature"]) == ("weight", ARRIVES), known
        act(model, known, "feature-answer", {"text": "once more"}).expect(409, "conflict")


def test_in_background():
    """A scan that nobody waits for: how far it is can be read, it can be ended, and it outlives a server."""
    jobs = "/v1/pattern-scans"
    body = {"case_type": TYPE, "until": "2026-11-26T00:00:00.000Z"}

    def over(client, job):
        now = [j for j in client.get(jobs).expect(200).json()["items"] if j["id"] == job["id"]][0]
        return now if now["state"] in ("done", "failed", "cancelled") else None
    with Server(STORE) as server:
        lead, model, agent = (server.client(f"u-{n}") for n in ("lead", "model", "agent"))
        agent.post(jobs, body, key=new_key()).expect(403)
        lead.post(jobs, dict(body, case_type="none"), key=new_key()).expect(404)
        job = lead.post(jobs, body, key=new_key()).expect(200).json()
        assert job["state"] == "waiting" and job["asked_by_name"] == "u-lead", job
        model.post(jobs, body, key=new_key()).expect(409, "conflict")
        model.post(f"{jobs}/{job['id']}/cancel", None, key=new_key()).expect(200)
        lead.post(f"{jobs}/{job['id']}/cancel", None, key=new_key()).expect(409, "conflict")
        second = lead.post(jobs, body, key=new_key()).expect(200).json()
    with Server(STORE) as server:
        lead = server.client("u-lead")
        done = wait_for(lambda: over(lead, second), "the end of the scan", 120)
        assert done["state"] == "done" and done["done"] == done["total"] >= done["scan"]["cases"] > 2000, done
        assert done["scan"]["found"] == done["scan"]["known"], done
        assert over(lead, job)["state"] == "cancelled" and "scan" not in over(lead, job)


def test_who_may():
    """All nominate; who nominated does not take on; the figures are for who oversees."""
    with Server(STORE) as server:
        bpo, agent, lead = (server.client(u) for u in ("u-bpo", "u-agent", "u-lead"))
        said = {"case_type": TYPE, "label": "FN", "reason": "these bills look alike",
                "conditions": [{"attribute": "market", "equals": "FR"},
                               {"attribute": "address_mismatch", "low": 0.5}]}
        one = bpo.post(PATTERNS, said, key=new_key()).expect(200).json()
        assert one["state"] == "candidate" and one["origin"] == "person" and "found" not in one, one
        turned = dict(said, conditions=said["conditions"][::-1])
        agent.post(PATTERNS, turned, key=new_key()).expect(409, "conflict")
        for wrong, field in ((dict(said, label="TP"), "label"), (dict(said, case_type="x"), "case_type"),
                             (dict(said, conditions=[]), "conditions"),
                             (dict(said, conditions=said["conditions"][:1] * 2), "conditions"),
                             (dict(said, conditions=[{"attribute": "a"}]), "conditions"),
                             (dict(said, reason="ask anna.lee@example.com"), "reason")):
            agent.post(PATTERNS, wrong, key=new_key()).expect(422, "invalid", field)
        for client in (bpo, agent):
            client.get(PATTERNS).expect(403)
            client.get(f"{PATTERNS}/{one['id']}").expect(403)
            scan(client).expect(403)
        act(lead, one, "accept", {"path": "A", "owner": "u-lead"}).expect(409, "conflict")
        lead.get(f"{PATTERNS}/{'0' * 32}").expect(404)
        scan(lead, since=UNTIL, split=SPLIT, until=UNTIL).expect(422, "invalid", "split")
        lead.post(f"{PATTERNS}/scan", {"case_type": "none"}, key=new_key()).expect(404)


def test_no_blind_case_shown():
    """A case that somebody has yet to judge blind is shown with no pattern."""
    with Server(STORE) as server:
        before = [e["case_id"] for e in find(server.client("u-model"), CLAUSE)["exemplars"]]
    with contextlib.closing(sqlite3.connect(STORE.database.removeprefix("sqlite:"))) as db, db:
        assert db.execute("UPDATE work_item SET blind = 'hidden' WHERE case_id = ? AND state = 'queued'",
                          before[:1]).rowcount == 1
    with Server(STORE) as server:
        after = [e["case_id"] for e in find(server.client("u-model"), CLAUSE)["exemplars"]]
        assert before[0] not in after and set(before[1:]) <= set(after), (before, after)


def test_command():
    """The same from the command line; of a type without labels it finds nothing."""
    done = json.loads(STORE.run("patterns", "--type=kyc_audit", "--json").stdout)
    assert done["cases"] == 0 and done["found"] == 0, done
    said = STORE.run("patterns", f"--type={TYPE}", "--until=2026-11-26").stdout
    assert "address_mismatch >= 1" in said and "working FP" in said, said
    STORE.run("patterns", f"--type={TYPE}", "--until=soon", code=2)
    STORE.run("patterns", code=2)


def test_on_record():
    """Every step has its audit row."""
    checked = json.loads(STORE.run("verify-audit", "--json").stdout)
    assert checked["rows"] > 0, checked


if __name__ == "__main__":
    STORE.add_user("u-service", "service")
    STORE.add_user("u-bpo", "bpo", "--vendor=v1")
    for role in ("agent", "senior", "lead", "model"):
        STORE.add_user(f"u-{role}", role)
    run([test_each_flaw_to_its_path, test_closed_by_data_alone, test_reopened_by_itself, test_a_clause_closes_it,
         test_a_feature_is_asked_for, test_in_background, test_who_may,
         test_no_blind_case_shown, test_command, test_on_record])
