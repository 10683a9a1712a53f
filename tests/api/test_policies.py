# SPDX-License-Identifier: GPL-3.0-or-later
"""The Decision Hub's API against the real server: a policy from draft to force and back, what each
step refuses, and who hears of it."""
import json
import sys

from harness import Server, Store, new_key, run

PROGRAM = sys.argv[1]
STORE = Store(PROGRAM)
POLICIES = "/v1/policies"
AMOUNT = {"fact": "amount_to_median_90d", "op": "gt", "param": "amount_ratio"}


def rule(name, effect, when, **more):
    return {"id": name, "name": {"en": name, "zh-CN": name}, "effect": effect, "when": when,
            "case_types": ["withdrawal_anomaly"], **more}


def live_policy(client):
    policy = client.get(f"{POLICIES}/live").expect(200).json()
    policy["base"] = policy["version"]
    return policy


def act(client, version, step, reason=None):
    body = None if step == "approve" else {"reason": reason} if reason else {}
    return client.post(f"{POLICIES}/{version}/{step}", body, key=new_key())


def test_from_draft_to_force_and_back():
    with Server(STORE) as server:
        lead, admin, senior = (server.client(f"u-{n}") for n in ("lead", "admin", "senior"))
        policy = live_policy(lead)
        before = policy["version"]
        for parameter in policy["parameters"]:
            if parameter["name"] == "customer_wait_h":
                parameter["value"] = 37.5
        policy["rules"] = [rule("big", "force_human", AMOUNT)]
        key = new_key()
        first = lead.post(POLICIES, policy, key=key).expect(200)
        assert lead.post(POLICIES, policy, key=key).expect(200).body == first.body
        version = first.json()["version"]
        assert first.json()["state"] == "draft" and first.json()["author"] == "u-lead"
        act(lead, version, "approve").expect(403, "forbidden")
        act(admin, version, "live").expect(409, "conflict")
        assert act(admin, version, "approve").expect(200).json()["approver"] == "u-admin"
        act(admin, version, "approve").expect(409, "conflict")
        assert b"37.5" not in senior.get("/v1/sops/withdrawal_anomaly").expect(200).body
        assert act(lead, version, "live").expect(200).json()["state"] == "live"
        assert b"37.5" in senior.get("/v1/sops/withdrawal_anomaly").expect(200).body
        listed = senior.get(POLICIES).expect(200).json()
        assert listed["live"] == version
        assert [(v["version"], v["state"]) for v in listed["items"]][:2] == [
            (version, "live"), (before, "superseded")]
        assert senior.get(f"{POLICIES}/live").json()["approver"] == "u-admin"
        act(admin, before, "live").expect(422, "invalid", "reason")
        act(admin, before, "live", "too many cases").expect(200)
        assert senior.get(POLICIES).json()["live"] == before
        act(admin, version, "withdraw", "no").expect(409, "conflict")
    with Server(STORE) as server:
        assert server.client("u-lead").get(POLICIES).json()["live"] == before


def test_wrong_policies():
    """Each names the wrong member, and nothing is kept."""
    with Server(STORE) as server:
        lead = server.client("u-lead")
        count = len(lead.get(POLICIES).json()["items"])

        def refuse(change, field):
            policy = live_policy(lead)
            change(policy)
            lead.post(POLICIES, policy, key=new_key()).expect(422, "invalid", field)

        refuse(lambda p: p["types"][0].update(threshold_pass=0.97), "types[0].threshold_pass")
        refuse(lambda p: p["types"][0].update(verdict_cut=1.5), "types[0].verdict_cut")
        refuse(lambda p: p["types"][0].update(certified=True), "types[0].certified")
        refuse(lambda p: p["types"][0].update(case_type="made_up"), "types[0].case_type")
        refuse(lambda p: p.update(base="r99"), "base")
        refuse(lambda p: p.update(nonsense=1), "nonsense")
        refuse(lambda p: p.update(parameters=[]), "parameters")
        refuse(lambda p: p.update(rules=[rule("a", "force_human", {
            "fact": "no_such_feature", "op": "gt", "number": 1})]), "rules[0].when")
        refuse(lambda p: p.update(rules=[rule("a", "force_human", AMOUNT),
                                         rule("b", "force_block", AMOUNT)]), "rules[1].effect")
        refuse(lambda p: p.update(rules=[rule("a", "raise_priority", AMOUNT, priority=75)]),
               "rules[0].priority")
        assert len(lead.get(POLICIES).json()["items"]) == count
        lead.get(f"{POLICIES}/r99").expect(404, "not_found")
        act(lead, "r99", "approve").expect(404, "not_found")


def test_operator_commands():
    """The same steps without a server, under the same rules."""
    def policy(*args, code=0):
        return STORE.run("policy", *args, code=code)

    live = json.loads(policy("show").stdout)
    live["base"] = live["version"]
    live["note"] = "from a file"
    path = STORE.folder / "policy.json"
    path.write_text(json.dumps(live))
    assert "may be put in force" in policy("check", str(path)).stdout
    made = json.loads(policy("draft", str(path), "--as=u-lead", "--json").stdout)
    version = made["version"]
    assert made["state"] == "draft"
    assert "own work" in policy("approve", version, "--as=u-lead", code=1).stderr
    assert "--as" in policy("approve", version, code=2).stderr
    assert "leads" in policy("approve", version, "--as=u-model", code=1).stderr
    policy("approve", version, "--as=u-admin")
    assert json.loads(policy("live", version, "--as=u-lead", "--json").stdout)["state"] == "live"
    assert "reason" in policy("put-back", live["base"], "--as=u-lead", code=2).stderr
    policy("put-back", live["base"], "--as=u-lead", "--reason=too early")
    assert json.loads(policy("show").stdout)["version"] == live["base"]
    states = [line.split()[:2] for line in policy("list").stdout.splitlines()]
    assert [version, "superseded"] in states and [live["base"], "live"] in states, states
    live["types"][0]["threshold_pass"] = 0.99
    path.write_text(json.dumps(live))
    assert "types[0].threshold_pass" in policy("check", str(path), code=2).stderr
    policy("approve", "r99", "--as=u-admin", code=1)
    policy("nonsense", code=2)


def main():
    try:
        for role in ("lead", "admin", "senior", "model"):
            STORE.add_user(f"u-{role}", role)
        run([test_from_draft_to_force_and_back, test_wrong_policies, test_operator_commands])
    finally:
        STORE.remove()


if __name__ == "__main__":
    main()
