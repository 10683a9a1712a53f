# SPDX-License-Identifier: GPL-3.0-or-later
"""Policies on trial against the real server: proposed with a back-test, in shadow beside the one in
force, on a part of the cases, promoted by another person; and what stops one by itself."""
import contextlib
import json
import sqlite3
import sys

from harness import Server, Store, intake, new_key, run, wait_for

PROGRAM = sys.argv[1]
STORE = Store(PROGRAM)
TYPE = "withdrawal_anomaly"
EXPERIMENTS = "/v1/experiments"
NUMBERS = iter(range(1, 10000))
ODD = {"fact": "exposure_hops", "op": "ge", "number": 1}
BODIES = {}


def rule(effect):
    return {"id": "odd", "name": {"en": "Odd", "zh-CN": "异常"}, "effect": effect, "when": ODD,
            "case_types": [TYPE]}


def sql(query, *values):
    with contextlib.closing(sqlite3.connect(STORE.database.removeprefix("sqlite:"))) as db:
        return db.execute(query, values).fetchall()


def draft(client, effect, live=None, **row):
    """A version made from the one in force: the rule with another effect, the type's row changed."""
    policy = client.get("/v1/policies/live").expect(200).json()
    policy.update(base=policy["version"], rules=[rule(effect)])
    for kind in policy["types"]:
        if kind["case_type"] == TYPE:
            kind.update(threshold_pass=0, threshold_block=1, **row)
    return client.post("/v1/policies", policy, key=new_key()).expect(200).json()["version"]


def approve(client, version, live=False):
    client.post(f"/v1/policies/{version}/approve", None, key=new_key()).expect(200)
    if live:
        client.post(f"/v1/policies/{version}/live", {"reason": "test"}, key=new_key()).expect(200)


def propose(client, version, **more):
    body = {"case_type": TYPE, "policy": version, **more}
    return client.post(EXPERIMENTS, body, key=new_key())


def look(client, one):
    return client.get(f"{EXPERIMENTS}/{one['id']}").expect(200).json()


def act(client, one, step, body=None, version=None):
    version = look(client, one)["version"] if version is None else version
    body = {} if body is None and step != "shadow" else body
    return client.post(f"{EXPERIMENTS}/{one['id']}/{step}", body, key=new_key(), version=version)


def arrive(service, count):
    """Cases that the rule is about, once they are assessed."""
    cases = []
    for _ in range(count):
        body = intake(next(NUMBERS), TYPE, features=[{"name": "exposure_hops", "value": 2}])
        case = service.post("/v1/cases", body, key=new_key()).expect(200).json()
        BODIES[case["id"]] = body
        cases.append(case["id"])
    marks = ",".join("?" * count)
    wait_for(lambda: sql(f"SELECT COUNT(*) FROM assessment WHERE case_id IN ({marks})",
                         *cases)[0][0] == count, "assessed cases")
    return cases


def find_out(service, cases, positive):
    """What became known of them later: a chargeback, or none."""
    truth = {"positive": positive, "source": "chargeback", "maturity": "matured",
             "basis": "new_evidence"}
    if positive:
        truth["nature"] = "third_party"
    for case in cases:
        service.post("/v1/cases", dict(BODIES[case], truth=truth), key=new_key()).expect(200)


def said(case):
    body, route, policy = sql("SELECT body, route, policy FROM assessment WHERE case_id = ?", case)[0]
    return json.loads(body).get("gates", {}), route, policy


def routed(one):
    return sql("SELECT case_id, rollout, arm, live_act, tried_act FROM experiment_case "
               "WHERE experiment = ?", one["id"])


def start(server):
    """People look at every odd case under the policy in force."""
    lead, admin = server.client("u-lead"), server.client("u-admin")
    approve(admin, draft(lead, "force_human"), live=True)
    return lead, admin, server.client("u-service"), server.client("u-senior")


def test_the_whole_way():
    with Server(STORE) as server:
        lead, admin, service, senior = start(server)
        before = lead.get("/v1/policies/live").json()["version"]
        version = draft(lead, "force_block", audit_rate=1.0)
        key = new_key()
        plain = propose(lead, version).expect(200).json()
        assert {g["measure"] for g in plain["guards"]} == {"blocks", "precision", "recall", "on_time",
                                                           "appeals"}
        assert plain["error_cost"] == 19 and plain["adjudicated"] == 1 and plain["min_cases"] == 200
        body = {"case_type": TYPE, "policy": version, "error_cost": 1, "min_cases": 10,
                "note": "Odd ones are bad.",
                "guards": [{"measure": "precision", "limit": 0.95},
                           {"measure": "recall", "tolerance": 0.01}]}
        first = lead.post(EXPERIMENTS, body, key=key).expect(200)
        assert lead.post(EXPERIMENTS, body, key=key).expect(200).body == first.body
        one = first.json()
        assert one["state"] == "proposed" and one["live"] == before and one["tried"] == version
        assert one["backtest"]["cases"] > 0 and one["alpha"] == 0.05 and len(one["guards"]) == 2
        assert [s["state"] for s in one["steps"]] == ["proposed"]
        arrive(service, 1)
        assert routed(one) == []
        act(lead, one, "rollout", {"share": 0.5}).expect(409, "conflict")
        act(lead, one, "shadow", version=7).expect(409, "conflict")
        act(lead, one, "shadow").expect(200)

        # Both read every case, the one in force decides, and the difference is judged blind.
        cases = arrive(service, 8)
        assert sorted(routed(one)) == sorted((c, 0, "live", None, "block") for c in cases)
        gates, route, policy = said(cases[0])
        assert gates["experiment"] == one["id"] and gates["arm"] == "live"
        assert route == "human" and policy == before
        assert sql("SELECT DISTINCT blind FROM work_item WHERE case_id = ?", cases[0]) == [("hidden",)]
        shown = look(senior, one)["duel"]
        assert shown["differ"] == 8 and shown["open"] == 8 and shown["more"] == 8, shown
        find_out(service, cases[:7], True)
        shown = look(lead, one)
        assert shown["duel"]["saved"] == 7 and shown["duel"]["verdict"] == "goes_on", shown["duel"]
        assert set(shown["missing"]) == {"policy_not_approved", "shadow_goes_on"}
        find_out(service, cases[7:], True)
        shown = look(lead, one)
        assert shown["duel"]["verdict"] == "better" and shown["duel"]["e_better"] >= 40
        assert shown["missing"] == ["policy_not_approved"]
        act(lead, one, "rollout", {"share": 0.5}).expect(409, "conflict")
        approve(admin, version)
        act(lead, one, "rollout", {"share": 1.5}).expect(422, "invalid", "share")
        act(lead, one, "rollout", {"share": 0.5}).expect(200)

        # A case keeps its arm, and each decision says whose policy it was made under.
        cases = arrive(service, 40)
        arms = {case: arm for case, rolled, arm, _, _ in routed(one) if rolled}
        assert set(arms) == set(cases), len(arms)
        assert 8 <= list(arms.values()).count("tried") <= 32, list(arms.values()).count("tried")
        for case, arm in arms.items():
            gates, route, policy = said(case)
            assert gates["arm"] == arm and policy == (version if arm == "tried" else before)
            assert route == ("audit" if arm == "tried" else "human"), (arm, route)
        decided = sql("SELECT a.policy, COUNT(*) FROM decision d JOIN assessment a "
                      "ON a.id = d.assessment JOIN experiment_case x ON x.case_id = d.case_id "
                      "WHERE x.experiment = ? AND x.rollout = 1 GROUP BY a.policy", one["id"])
        assert decided == [(version, list(arms.values()).count("tried"))]
        rows = {r["measure"]: r for r in look(lead, one)["rows"]}
        assert rows["automation"]["tried"] == 1 and rows["automation"]["live"] == 0
        assert rows["automation"]["tried_low"] > rows["automation"]["live_high"]
        assert "tried" not in rows["precision"] and rows["precision"]["tried_low"] == 0
        find_out(service, cases, True)
        rows = {r["measure"]: r for r in look(lead, one)["rows"]}
        assert rows["precision"]["tried"] == 1 and 0.4 < rows["precision"]["tried_low"] < 1
        assert rows["recall"]["tried"] == 1, rows["recall"]
        assert not any(r.get("broken") for r in rows.values()), rows

        # The author of the policy never promotes it.
        act(lead, one, "promote", {}).expect(403, "forbidden")
        done = act(admin, one, "promote", {"reason": "shown"}).expect(200).json()
        assert done["state"] == "promoted" and done["ended_at"]
        assert [s["state"] for s in done["steps"]] == ["proposed", "shadow", "rollout", "promoted"]
        assert lead.get("/v1/policies/live").json()["version"] == version
        case = arrive(service, 1)[0]
        assert "experiment" not in said(case)[0] and said(case)[2] == version
        audited = sql("SELECT action FROM audit WHERE object = ? ORDER BY seq", f"experiment:{one['id']}")
        assert [a for a, in audited] == ["experiment_propose", "experiment_shadow",
                                         "experiment_rollout", "experiment_promote"]
        assert lead.get(EXPERIMENTS).expect(200).json()["items"][0]["id"] == one["id"]


def in_rollout(lead, admin, service, **more):
    """An experiment that shadow has shown to be better and that decides every case."""
    version = draft(lead, "force_block", audit_rate=1.0)
    approve(admin, version)
    one = propose(lead, version, error_cost=1, **more).expect(200).json()
    act(lead, one, "shadow").expect(200)
    find_out(service, arrive(service, 8), True)
    act(lead, one, "rollout", {"share": 1}).expect(200)
    return one


def test_a_guardrail_stops_it():
    with Server(STORE) as server:
        lead, admin, service, _ = start(server)
        one = in_rollout(lead, admin, service)
        cases = arrive(service, 12)
        assert {said(c)[0]["arm"] for c in cases} == {"tried"}
        find_out(service, cases, False)
        stopped = wait_for(lambda: (lambda e: e["state"] == "stopped" and e)(look(lead, one)),
                           "a stop by itself")
        last = stopped["steps"][-1]
        assert last["reason"] == "guard:precision" and last["by"] == "system", last
        case = arrive(service, 1)[0]
        gates, route, policy = said(case)
        assert "experiment" not in gates and route == "human" and policy == one["live"]
        assert len(routed(one)) == 20
        act(admin, one, "promote", {}).expect(409, "conflict")
        act(lead, one, "rollout", {"share": 0.1}).expect(409, "conflict")


def test_worse_in_shadow():
    with Server(STORE) as server:
        lead, admin, service, _ = start(server)
        one = propose(lead, draft(lead, "force_block"), error_cost=1).expect(200).json()
        act(lead, one, "shadow").expect(200)
        find_out(service, arrive(service, 8), False)
        wait_for(lambda: look(lead, one)["state"] == "stopped", "a stop by itself")
        assert look(lead, one)["steps"][-1]["reason"] == "shadow_worse"


def test_one_at_a_time():
    """Two on a type would each measure the other; an end needs a reason, and frees the type."""
    with Server(STORE) as server:
        lead, admin, service, senior = start(server)
        version = draft(lead, "force_block")
        one, two = (propose(c, version).expect(200).json() for c in (lead, admin))
        act(lead, one, "shadow").expect(200)
        act(admin, two, "shadow").expect(409, "conflict")
        act(senior, one, "end", {"reason": "no"}).expect(403, "forbidden")
        act(lead, one, "end", {}).expect(422, "invalid", "reason")
        ended = act(lead, one, "end", {"reason": "another idea"}).expect(200).json()
        assert ended["state"] == "ended" and ended["steps"][-1]["by"] == "u-lead"
        act(admin, two, "shadow").expect(200)
        # Another policy goes live: there is nothing left to compare with.
        other = draft(lead, "force_human", audit_rate=0.5)
        approve(admin, other, live=True)
        case = arrive(service, 1)[0]
        assert "experiment" not in said(case)[0]
        wait_for(lambda: look(lead, two)["state"] == "stopped", "a stop by itself")
        assert look(lead, two)["steps"][-1]["reason"] == "policy_changed"


def test_an_audit_in_shadow():
    """What the policy in force decides alone is audited blind where the other would not, at the
    probability that is stored with it."""
    with Server(STORE) as server:
        lead, admin, service, _ = start(server)
        approve(admin, draft(lead, "force_block", audit_rate=0.2), live=True)
        one = propose(lead, draft(lead, "force_human"), adjudicated=0.5).expect(200).json()
        act(lead, one, "shadow").expect(200)
        cases = arrive(service, 30)
        # The wrong blocks of the one that its guard stopped above are none of the policy in force.
        assert lead.get("/v1/wide-bands").expect(200).json()["items"] == []
        drawn = {c for c, in sql("SELECT case_id FROM experiment_case WHERE experiment = ? "
                                 "AND adjudicated = 1", one["id"])}
        assert 5 <= len(drawn) <= 25
        for case in cases:
            pi, = sql("SELECT pi FROM assessment WHERE case_id = ?", case)[0]
            assert 0.6 - 1e-9 <= pi < 0.8, pi  # 1 - (1 - 0.5) (1 - what the audit rate gives)
            assert case not in drawn or said(case)[1] == "audit"
        audits = sql("SELECT COUNT(*) FROM work_item w JOIN experiment_case x ON x.case_id = w.case_id "
                     "WHERE x.experiment = ? AND x.adjudicated = 1 AND w.purpose = 'audit' "
                     "AND w.blind = 'hidden'", one["id"])[0][0]
        assert audits == len(drawn)
        find_out(service, sorted(drawn), False)
        duel = look(lead, one)["duel"]
        assert duel["avoided"] == len(drawn) and duel["adjudicated"] == len(drawn), duel
        act(lead, one, "end", {"reason": "seen"}).expect(200)


def test_what_cannot_be_tried():
    with Server(STORE) as server:
        lead, admin, _, senior = start(server)
        policy = lead.get("/v1/policies/live").json()
        policy.update(base=policy["version"])
        same = lead.post("/v1/policies", policy, key=new_key()).expect(200).json()["version"]
        propose(lead, same).expect(422, "invalid", "policy")
        for kind in policy["types"]:
            kind["sla_minutes"] += 1
        wide = lead.post("/v1/policies", policy, key=new_key()).expect(200).json()["version"]
        propose(lead, wide).expect(422, "invalid", "policy")
        fits = draft(lead, "force_block")
        propose(senior, fits).expect(403, "forbidden")
        propose(lead, policy["version"]).expect(409, "conflict")
        propose(lead, fits, alpha=0.5).expect(422, "invalid", "alpha")
        propose(lead, fits, error_cost=0).expect(422, "invalid", "error_cost")
        guard = {"measure": "recall", "limit": 0.9}
        propose(lead, fits, guards=[guard, guard]).expect(422, "invalid", "guards[1]")
        propose(lead, fits, guards=[{"measure": "recall"}]).expect(422, "invalid", "guards[0]")
        propose(lead, "r999").expect(404, "not_found")
        lead.get(f"{EXPERIMENTS}/{'0' * 32}").expect(404, "not_found")


def main():
    try:
        for role in ("lead", "admin", "senior", "service"):
            STORE.add_user(f"u-{role}", role)
        STORE.run("demo", "--history=150", "--arriving=0")
        STORE.run("train", "--type", TYPE)
        run([test_the_whole_way, test_a_guardrail_stops_it, test_worse_in_shadow,
             test_one_at_a_time, test_an_audit_in_shadow, test_what_cannot_be_tried])
    finally:
        STORE.remove()


if __name__ == "__main__":
    main()
