# SPDX-License-Identifier: GPL-3.0-or-later
"""The Decision Hub's page against the real server: what it shows without a model and with one, and
history once more under another policy."""
import json
import sys

from harness import Server, Store, intake, new_key, run, wait_for

PROGRAM = sys.argv[1]
STORE = Store(PROGRAM)
TYPE = "withdrawal_anomaly"
HISTORY = 700
MEASURES = {"auto_pass", "auto_block", "queue_per_day", "false_blocks_per_10000", "missed_per_10000",
            "verdict_precision", "verdict_recall", "auto_precision", "auto_recall",
            "system_precision", "system_recall"}


def test_without_a_model():
    """Thresholds of the policy, and not one number that nobody measured."""
    with Server(STORE) as server:
        lead = server.client("u-lead")
        overview = lead.get("/v1/hub").expect(200).json()
        assert overview["policy"] == "r1"
        kinds = {t["case_type"]: t for t in overview["types"]}
        assert "automation" not in kinds[TYPE] and "model" not in kinds[TYPE], kinds[TYPE]
        view = lead.get(f"/v1/hub/{TYPE}").expect(200).json()
        assert view["threshold_pass"] == 0.05 and view["policy"] == "r1"
        assert not {"auc", "brier", "model", "certificate_pass"} & set(view), view
        assert view.get("points", []) == [] and view.get("bins", []) == []
        lead.get("/v1/hub/no_such_type").expect(404, "not_found")
        policy = lead.get("/v1/policies/live").json()
        lead.post(f"/v1/hub/{TYPE}/backtest", {"policy": policy}).expect(409, "conflict")


def test_with_a_model():
    """Shares rise with the threshold, the histogram holds every case, and whoever asks again gets
    the same."""
    STORE.run("train", "--type", TYPE)
    with Server(STORE) as server:
        lead, model = server.client("u-lead"), server.client("u-model")
        wait_for(lambda: "automation" in [t for t in lead.get("/v1/hub").json()["types"]
                                          if t["case_type"] == TYPE][0], "assessed arrivals")
        view = lead.get(f"/v1/hub/{TYPE}").expect(200).json()
        assert view["model"] and 0.98 * HISTORY <= view["labels"] <= HISTORY  # unfit ones are none
        assert 0.8 < view["auc_low"] < view["auc"] < view["auc_high"] <= 1
        assert abs(view["brier"] - (view["miscalibration"] - view["discrimination"]
                                    + view["uncertainty"])) < 1e-6
        assert [p["risk"] for p in view["points"]] == [round(i / 200, 6) for i in range(201)]
        passes = [p["pass_share"] for p in view["points"]]
        blocks = [p["block_share"] for p in view["points"]]
        assert passes == sorted(passes) and blocks == sorted(blocks, reverse=True)
        held = sum(b.get("good", 0) + b.get("bad", 0) + b.get("unknown", 0) for b in view["bins"])
        assert view["forced_automatic_share"] == 0  # no rule blocks
        free = view["cases"] * (1 - view["forced_share"])
        assert abs(held - free) < 1e-6 * free, (held, free)
        assert 0 < view["forced_share"] < 0.5
        for side in ("certificate_pass", "certificate_block"):
            assert view[side]["model"] == view["model"] and view[side]["n"] > 0
        assert model.get(f"/v1/hub/{TYPE}").expect(200).json() == view


def test_backtest():
    """Against itself nothing changes; a wider boundary takes work from people."""
    with Server(STORE) as server:
        lead = server.client("u-lead")
        policy = lead.get("/v1/policies/live").json()
        path = f"/v1/hub/{TYPE}/backtest"
        same = lead.post(path, {"policy": policy}).expect(200).json()
        assert same.get("changed", 0) == 0 and same["labels"] > 0.98 * HISTORY
        rows = {r["measure"]: r for r in same["rows"]}
        assert set(rows) == MEASURES, set(rows) ^ MEASURES
        for row in same["rows"]:
            assert row.get("live") == row.get("tried"), row
        wider = json.loads(json.dumps(policy))
        for kind in wider["types"]:
            kind.update(threshold_pass=0.3, threshold_block=0.7)
        other = lead.post(path, {"policy": wider}).expect(200).json()
        moved = {r["measure"]: r for r in other["rows"]}
        assert other["changed"] > 0
        assert moved["auto_pass"]["tried"] > moved["auto_pass"]["live"]
        assert moved["queue_per_day"]["tried"] < moved["queue_per_day"]["live"]
        everything = json.loads(json.dumps(policy))
        everything["rules"] = [{"id": "all", "name": {"en": "All", "zh-CN": "全部"},
                                "effect": "force_human", "when": {"always": True}}]
        people = lead.post(path, {"policy": everything}).expect(200).json()
        none = {r["measure"]: r for r in people["rows"]}
        assert none["auto_pass"]["tried"] == 0 and none["auto_block"]["tried"] == 0
        wider["types"][0]["threshold_pass"] = 0.8
        lead.post(path, {"policy": wider}).expect(422, "invalid", "policy.types[0].threshold_pass")
        lead.post(path, {}).expect(422, "invalid", "policy")


def parametered(policy, name, value, when):
    """The policy with another value of a parameter and a rule that sends to people."""
    tried = json.loads(json.dumps(policy))
    for parameter in tried["parameters"]:
        if parameter["name"] == name:
            parameter["value"] = value
    tried["rules"] = [{"id": "to-people", "name": {"en": "To people", "zh-CN": "转人工"},
                       "effect": "force_human", "when": when}]
    return tried


def test_backtest_answers_clauses_again():
    """A clause asks for the tried policy's parameter: at nothing all amounts are unusual, above
    everything none is."""
    met = {"fact": "clause:WD-2.1", "op": "eq", "number": 1}
    with Server(STORE) as server:
        lead = server.client("u-lead")
        policy = lead.get("/v1/policies/live").json()
        for kind in policy["types"]:
            kind.update(threshold_pass=0.3, threshold_block=0.7)

        def automated(tried):
            said = lead.post(f"/v1/hub/{TYPE}/backtest", {"policy": tried}).expect(200).json()
            return sum(r["tried"] for r in said["rows"] if r["measure"] in ("auto_pass", "auto_block"))

        never = automated(parametered(policy, "amount_ratio", 1e9, met))
        always = automated(parametered(policy, "amount_ratio", 0, met))
        between = automated(parametered(policy, "amount_ratio", 10, met))
        assert always < between < never, (always, between, never)


def test_backtest_reads_facts_as_they_are():
    """A value that a float does not hold is equal to itself."""
    with Server(STORE) as server:
        lead, service = server.client("u-lead"), server.client("u-service")
        odd = {"name": "exposure_hops", "value": 0.1}
        body = intake(1, TYPE, features=[odd])
        service.post("/v1/cases", body, key=new_key()).expect(200)
        policy = lead.get("/v1/policies/live").json()
        is_it = {"all": [{"fact": "exposure_hops", "op": op, "number": 0.1} for op in ("le", "ge")]}
        said = {}
        for effect in ("force_block", "force_human"):
            policy["rules"] = [{"id": "odd", "name": {"en": "Odd", "zh-CN": "奇"}, "effect": effect,
                                "when": is_it}]
            rows = lead.post(f"/v1/hub/{TYPE}/backtest", {"policy": policy}).expect(200).json()["rows"]
            said[effect] = {r["measure"]: r["tried"] for r in rows}["auto_block"]
        assert said["force_block"] > said["force_human"], said


def test_forced_blocks_are_nobodys_load():
    """What a rule blocks is decided without people: no threshold may decide it, nobody sees it."""
    with Server(STORE) as server:
        lead, admin = server.client("u-lead"), server.client("u-admin")
        before = lead.get(f"/v1/hub/{TYPE}").expect(200).json()
        policy = lead.get("/v1/policies/live").json()
        policy.update(base=policy["version"], rules=[
            {"id": "alike", "name": {"en": "Alike", "zh-CN": "相似"}, "effect": "force_block",
             "when": {"fact": "destination_first_use", "op": "eq", "number": 1}}])
        version = lead.post("/v1/policies", policy, key=new_key()).expect(200).json()["version"]
        admin.post(f"/v1/policies/{version}/approve", None, key=new_key()).expect(200)
        admin.post(f"/v1/policies/{version}/live", {}, key=new_key()).expect(200)
        after = lead.get(f"/v1/hub/{TYPE}").expect(200).json()
        assert after["policy"] == version
        assert after["forced_automatic_share"] > 0.05, after["forced_automatic_share"]
        assert abs(after["forced_share"] - before["forced_share"]) < 1e-9
        held = sum(b.get("good", 0) + b.get("bad", 0) + b.get("unknown", 0) for b in after["bins"])
        free = after["cases"] * (1 - after["forced_share"] - after["forced_automatic_share"])
        assert abs(held - free) < 1e-6 * free, (held, free)


def main():
    try:
        for role in ("lead", "model", "service", "admin"):
            STORE.add_user(f"u-{role}", role)
        STORE.run("demo", f"--history={HISTORY}", "--arriving=20")
        run([test_without_a_model, test_with_a_model, test_backtest,
             test_backtest_answers_clauses_again, test_backtest_reads_facts_as_they_are,
             test_forced_blocks_are_nobodys_load])
    finally:
        STORE.remove()


if __name__ == "__main__":
    main()
