# SPDX-License-Identifier: GPL-3.0-or-later
"""Agents of other houses deliver assessments under a service account: same checks, same gates,
same record."""
import copy
import json
import sys

from harness import ROLES, Server, Store, intake, new_key, run, wait_for

STORE = Store(sys.argv[1])
WORK = "/v1/work-items"
NUMBERS = iter(range(1, 10000))


class Agent:
    """A service account that brings cases and says what it thinks of them."""

    def __init__(self, server):
        self.client = server.client("u-service")

    def arrive(self, **more):
        return self.client.post("/v1/cases", intake(next(NUMBERS), **more), key=new_key()).expect(200).json()

    def read(self, case):
        return self.client.get(f"/v1/cases/{case['id']}/values").expect(200).json()

    def think(self, view, risk):
        """What it says, with a reason that points at the evidence."""
        row = view["values"]["evidence"][0]
        field = row["fields"][0]
        text = {"en": "The bill is of an accepted kind.", "zh-CN": "账单属于受理类型。"}
        return {
            "agent": "other-house", "model": "llm-2026.11", "as_of": view["values"]["as_of"],
            "evidence_hash": view["evidence_hash"], "risk": risk,
            "verdict": "block" if risk >= view["verdict_cut"] else "pass",
            "raw_score": 0.5, "base": -1.0, "rest": 0.25,
            "signals": [{"feature": "llm_doubt", "name": {"en": "Doubt", "zh-CN": "疑点"},
                         "display": {"en": "high", "zh-CN": "高"}, "value": 1, "contribution": 1.25,
                         "evidence": [row["label"]]}],
            "steps": [{"n": 1, "kind": "fact", "claim": text, "direction": "lowers", "decisive": True,
                       "citations": [{"evidence": row["label"], "field": field["name"],
                                      "value": field["value"]}]},
                      {"n": 2, "kind": "rule", "claim": text, "clause": view["sop"]["clauses"][0]["id"],
                       "answer": "met"}],
        }

    def deliver(self, case, said, key=None):
        return self.client.post(f"/v1/cases/{case['id']}/assessments", said, key=key or new_key())

    def say(self, case, risk):
        return self.deliver(case, self.think(self.read(case), risk)).expect(200).json()


def sql(query, *values):
    import contextlib
    import sqlite3
    with contextlib.closing(sqlite3.connect(STORE.database.removeprefix("sqlite:"))) as db:
        return db.execute(query, values).fetchall()


def test_it_reads_what_roca_reads():
    """Labels and values, the SOP with its numbers filled in, and never the truth."""
    with Server(STORE) as server:
        agent = Agent(server)
        view = agent.read(agent.arrive())
        assert view["values"]["evidence"][0]["label"] and "truth" not in view["values"]
        assert 0 < view["verdict_cut"] < 1 and "{" not in view["sop"]["clauses"][1]["text"]["en"]
        agent.client.get("/v1/cases/" + "0" * 32 + "/values").expect(404)


def test_people_see_what_it_said():
    with Server(STORE) as server:
        agent, senior = Agent(server), server.client("u-senior")
        case = agent.arrive()
        made = agent.say(case, 0.6)
        assert made["route"] == "human" and made["reason"] == "human_band" and made["pi"] == 1, made
        assert made["agent"] == "other-house" and made["steps"][0]["no_clause"] is True
        view = senior.get(f"/v1/cases/{case['id']}").expect(200).json()
        shown = view["assessment"]
        assert shown["id"] == made["id"] and shown["model"] == "llm-2026.11" and shown["risk"] == 0.6
        assert shown["steps"][0]["citations"][0]["status"] == "ok", shown["steps"][0]
        assert sql("SELECT COUNT(*) FROM sop_gap WHERE assessment = ?", made["id"]) == [(1,)]


def test_same_gates():
    """Its number meets no threshold that was chosen for another model; a key user is one for everybody."""
    with Server(STORE) as server:
        agent = Agent(server)
        for risk in (0.0, 0.01, 0.99, 1.0):
            sure = agent.arrive()
            made = agent.say(sure, risk)
            assert made["route"] == "human" and made["reason"] == "agent_not_certified", made
            assert made["pi"] == 1 and not made.get("certified") and made["threshold_pass"] == 0.05, made
            assert sql("SELECT account, choice FROM decision WHERE case_id = ?", sure["id"]) == []
        reason = [{"code": "institution", "points": 80, "key_user_reason": True}]
        key_user = agent.arrive(priority=80, priority_reasons=reason)
        made = agent.say(key_user, 0.01)
        assert made["route"] == "human" and made["reason"] == "key_user", made


def test_no_time_before_the_match():
    """What an agent says that it read hides nothing from the gates."""
    with Server(STORE) as server:
        agent, number = Agent(server), next(NUMBERS)
        body = intake(number)
        case = agent.client.post("/v1/cases", body, key=new_key()).expect(200).json()
        early = agent.read(case)["values"]["as_of"]
        body["evidence"] = [{"kind": "screening", "at": "2026-11-21T10:00:00.000Z", "fields": [
            {"name": "result", "value": "match", "type": "text", "klass": "open"}]}]
        agent.client.post("/v1/cases", body, key=new_key()).expect(200)
        said = agent.think(agent.read(case), 0.01)
        agent.deliver(case, dict(said, as_of=early)).expect(422, "invalid", "as_of")
        made = agent.deliver(case, said).expect(200).json()
        assert made["route"] == "human" and made["reason"] == "screening_match", made


def test_whose_name_it_is():
    """A name belongs to the account that used it first, and is neither a person's nor a model's of the house."""
    with Server(STORE) as server:
        agent, other = Agent(server), Agent(server)
        other.client = server.client("u-other")
        case = agent.arrive()
        agent.say(case, 0.4)
        said = agent.think(agent.read(case), 0.4)
        for name in ("other-house", "Other-House"):
            other.deliver(case, dict(said, agent=name)).expect(422, "invalid", "agent")
        for name in ("u-lead", "U-Lead", "u-service", "u-other"):
            other.deliver(case, dict(said, agent=name)).expect(422, "invalid", "agent")
        other.deliver(case, dict(said, agent="third-house")).expect(200)
        agent.deliver(case, dict(said, agent="third-house")).expect(422, "invalid", "agent")


def test_people_are_not_disturbed():
    """Whoever has the case in hand can decide, however often an agent speaks; each word stays on record."""
    with Server(STORE) as server:
        agent, lead = Agent(server), server.client("u-lead")
        case = agent.arrive()
        first = agent.say(case, 0.4)
        query = "SELECT id, version, assessment FROM work_item WHERE case_id = ?"
        (item, version, shown), = sql(query, case["id"])
        agent.say(case, 0.3)
        assert sql(query, case["id"]) == [(item, version, first["id"])]
        lead.post(f"{WORK}/{item}/take", key=new_key(), version=version).expect(200)
        taken = sql(query, case["id"])
        for risk in (0.7, 0.2, 0.8):
            made = agent.say(case, risk)
            assert made["route"] == "human" and made["pi"] == 1, made
        assert sql(query, case["id"]) == taken and taken[0][2] == shown
        assert sql("SELECT COUNT(*) FROM assessment WHERE case_id = ?", case["id"]) == [(5,)]


def test_a_newer_one_supersedes():
    """Another verdict replaces the first on the screen of who has not begun; both stay on record."""
    with Server(STORE) as server:
        agent, lead = Agent(server), server.client("u-lead")
        case = agent.arrive()
        agent.say(case, 0.4)
        second = agent.say(case, 0.7)
        view = lead.get(f"/v1/cases/{case['id']}").expect(200).json()
        assert view["assessment"]["id"] == second["id"] and view["assessment"]["verdict"] == "block"
        assert sql("SELECT COUNT(*) FROM assessment WHERE case_id = ?", case["id"]) == [(2,)]


def test_repetition():
    with Server(STORE) as server:
        agent = Agent(server)
        case, key = agent.arrive(), new_key()
        said = agent.think(agent.read(case), 0.5)
        first = agent.deliver(case, said, key).expect(200)
        assert agent.deliver(case, said, key).expect(200).body == first.body
        said["risk"] = 0.51
        agent.deliver(case, said, key).expect(422, "key_reused")


def change(said, path, value):
    """A copy in which the member at the path is another."""
    copied = copy.deepcopy(said)
    place = copied
    for name in path[:-1]:
        place = place[name]
    place[path[-1]] = value
    return copied


def test_what_is_wrong_is_named():
    """Nothing is stored, and the member is named."""
    wrong = [
        (["agent"], "ROCA", "agent"), (["agent"], "a b", "agent"), (["model"], "", "model"),
        (["risk"], 1.5, "risk"), (["risk"], -0.1, "risk"), (["verdict"], "pass", "verdict"),
        (["as_of"], "2099-01-01T00:00:00.000Z", "as_of"),
        (["as_of"], "2020-01-01T00:00:00.000Z", "as_of"),
        (["evidence_hash"], "0" * 64, "evidence_hash"), (["raw_score"], 3.0, "raw_score"),
        (["base"], 1e300, "base"),
        (["signals", 0, "contribution"], 1e6, "signals[0].contribution"),
        (["signals", 0, "feature"], "", "signals[0].feature"),
        (["signals", 0, "display"], {}, "signals[0].display"),
        (["signals", 0, "evidence"], ["E99"], "signals[0].evidence"),
        (["steps", 0, "claim"], {"en": "x" * 2000}, "steps[0].claim"),
        (["steps", 0, "citations", 0, "evidence"], "E99", "steps[0].citations"),
        (["steps", 0, "citations", 0, "field"], "no_such", "steps[0].citations"),
        (["steps", 0, "citations", 0, "value"], "another", "steps[0].citations"),
        (["steps", 1, "clause"], "WD-9.9", "steps[1].clause"),
        (["steps", 0, "answer"], "met", "steps[0].answer"),
        (["asks"], [{"code": "no_such_code"}], "asks[0].code"),
    ]
    with Server(STORE) as server:
        agent = Agent(server)
        case = agent.arrive()
        said = agent.think(agent.read(case), 0.7)
        for path, value, field in wrong:
            agent.deliver(case, change(said, path, value)).expect(422, "invalid", field)
        many = [dict(said["signals"][0], feature=f"f{n}") for n in range(65)]
        agent.deliver(case, dict(said, signals=many)).expect(422, "invalid", "signals")
        agent.deliver(case, change(said, ["risk"], "high")).expect(422)
        agent.deliver(case, dict(said, route="auto_pass")).expect(422)
        agent.client.post("/v1/cases/" + "0" * 32 + "/assessments", said, key=new_key()).expect(404)
        assert sql("SELECT COUNT(*) FROM assessment WHERE case_id = ?", case["id"]) == [(0,)]
        agent.deliver(case, said).expect(200)


def test_it_decides_nothing_itself():
    """A service account has no way to a human label or an approval."""
    with Server(STORE) as server:
        agent = Agent(server)
        agent.client.post(f"{WORK}/take-next", {}, key=new_key()).expect(403)
        for user in ("u-agent", "u-lead", "u-admin"):
            case = agent.arrive()
            server.client(user).post(f"/v1/cases/{case['id']}/assessments", {}, key=new_key()).expect(403)


def main():
    try:
        for role in ROLES:
            vendor = ["--vendor=acme"] if role in ("bpo", "vendor_lead") else []
            STORE.add_user(f"u-{role}", role, *vendor)
        STORE.add_user("u-other", "service")
        run([test_it_reads_what_roca_reads, test_people_see_what_it_said, test_same_gates,
             test_no_time_before_the_match, test_whose_name_it_is,
             test_people_are_not_disturbed, test_a_newer_one_supersedes, test_repetition, test_what_is_wrong_is_named,
             test_it_decides_nothing_itself])
    finally:
        STORE.remove()


if __name__ == "__main__":
    main()
