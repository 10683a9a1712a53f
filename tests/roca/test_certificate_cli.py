#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Train, threshold and evaluate in a row, from outside, on a type that the program has never heard
of: the proposed thresholds are proven where they can be, hold on cases that nobody has seen, and
asking for them changes nothing. TAP on stdout."""
import json
import os
import random
import sqlite3
import sys

from command_place import run_tests

SERVER = sys.argv[1]
TYPE = "parcel_check"
N, TRAINED = 2400, 1600


def make_cases(place):
    """Half are bad. One column tells nearly all of them; 2 % of the labels are noise that only
    shows in the middle, so that both ends can be decided automatically."""
    rand = random.Random(7)
    rows = [["parcel", "weight", "age", "bad"]]
    for i in range(N):
        weight = rand.uniform(-1, 1)
        bad = weight > 0 if abs(weight) > 0.15 else rand.random() < 0.5 + 3 * weight
        rows.append([f"P{i:04}", f"{weight:.4f}", f"{rand.random():.3f}", int(bad)])
    place.import_table("parcels.csv", TYPE, "parcel", "bad", rows)
    train = place.write_ids("train.ids", [f"P{i:04}" for i in range(TRAINED)])
    place.write_ids("test.ids", [f"P{i:04}" for i in range(TRAINED, N)])
    place.write_ids("mixed.ids", [f"P{i:04}" for i in range(TRAINED - 500, N)] + ["nobody"])
    place.trained = json.loads(place.run("train", "--type", TYPE, "--ids", train, "--json")[0])


def propose(place, ids, *more):
    out, error = place.run("threshold", "--type", TYPE, "--ids", place.path(ids), "--json", *more)
    assert error == "" and out.count("\n") == 1, (out, error)
    return json.loads(out)


def test_threshold(place):
    said = propose(place, "train.ids")
    assert said["n"] == TRAINED and said["out_of_fold"] == TRAINED and said["plain"] == 0, said
    low, high = said["thresholds"]["pass"], said["thresholds"]["block"]
    assert 0 <= low < high <= 1, said
    for side, target in ("pass", 0.99), ("block", 0.95):
        proof = said["certificate"][side]
        assert proof["lambda"] == said["thresholds"][side], said
        assert proof["target"] == target <= proof["bound"] <= 1, proof
        assert 0 <= proof["k"] < proof["n"] and proof["delta"] == 0.1, proof
        assert proof["more"] is None and proof["model"] == place.trained["model"], proof
    assert said["certificate"]["pass"]["n"] == said["positives"], said
    assert said["sensitivity"] == {"measured": False, "lower_bound": 1, "found": 0, "seen": 0}
    assert said["window"]["since"] <= said["window"]["until"], said
    assert 0.5 < said["automation"] < 1, said
    assert said["policy"] == "r1" and said["rows_per_second"] > 0, said


def test_train_says_the_same(place):
    said = propose(place, "train.ids")
    for side in "pass", "block":
        assert place.trained["thresholds"][side] == said["thresholds"][side]
    assert place.trained["certificate"] == said["certificate"]
    assert place.trained["automation"] == said["automation"]


def test_changes_nothing(place):
    # The full-text index keeps its rows in tables of its own, which are counted.
    tables = [name for name, in place.query("SELECT name FROM sqlite_master WHERE type = 'table' "
                                            "AND sql NOT LIKE 'CREATE VIRTUAL%'")]
    count = " UNION ALL ".join(f"SELECT '{name}', count(*) FROM {name}" for name in tables)
    before = place.query(count)
    propose(place, "train.ids")
    assert place.query(count) == before


def test_mixed(place):
    """Trained ids count by out-of-fold scores, others by plain ones; without ids all cases do."""
    said = propose(place, "mixed.ids")
    assert (said["out_of_fold"], said["plain"]) == (500, N - TRAINED), said
    all_cases = json.loads(place.run("threshold", "--type", TYPE, "--json")[0])
    assert (all_cases["out_of_fold"], all_cases["plain"]) == (TRAINED, N - TRAINED), all_cases


def test_delta(place):
    """The more certain it has to be, the less is automated, down to nothing."""
    shares = [propose(place, "train.ids", "--delta", delta)["automation"]
              for delta in ("0.5", "0.1", "0.001", "1e-12")]
    assert shares == sorted(shares, reverse=True) and shares[3] == 0, shares
    few = place.write_ids("few.ids", [f"P{i:04}" for i in range(100)])
    said = propose(place, few)
    assert said["thresholds"]["pass"] is None, said
    assert said["certificate"]["pass"]["more"] > 100, said
    text, _ = place.run("threshold", "--type", TYPE, "--ids", few)
    assert "not certifiable yet, about" in text and "assumed" in text, text


def test_evaluate(place):
    proposed = propose(place, "train.ids")
    out, _ = place.run("evaluate", "--type", TYPE, "--ids", place.path("test.ids"), "--json")
    said = json.loads(out)
    assert said["n"] == N - TRAINED and said["not_found"] == 0, said
    assert said["thresholds"]["source"] == "certificate" and said["thresholds"]["certified"], said
    for side in "pass", "block":
        assert said["thresholds"][side] == proposed["thresholds"][side], said
    assert said["certificate"] == proposed["certificate"], said
    decided = said["auto_pass"] + said["auto_block"]
    found = said["positives"] - said["missed"]
    assert abs(said["automation"] - decided / said["n"]) < 1e-12 and said["automation"] > 0.5, said
    assert abs(said["system_recall"] - found / said["positives"]) < 1e-12, said
    assert abs(said["system_precision"] - found / (found + said["wrongly_stopped"])) < 1e-12, said
    assert said["system_recall"] > 0.98 and said["auto_precision"] > 0.93, said
    assert said["system_recall_with_people"] is None, said
    for name, interval in said["intervals"].items():
        assert 0 <= interval[0] <= said[name] <= interval[1] <= 1, (name, said)
    text, _ = place.run("evaluate", "--type", TYPE, "--ids", place.path("test.ids"))
    assert "system recall" in text and "(certificate)" in text, text


def write_policy(place, name, low, high):
    """The policy in force with other thresholds for this type."""
    data = os.path.join(os.path.dirname(__file__), "..", "..", "data", "policy", "r1.json")
    with open(data, encoding="utf-8") as file:
        policy = json.load(file)
    others = next(row for row in policy["types"] if row["case_type"] == "*")
    policy["types"].append({**others, "case_type": TYPE, "threshold_pass": low,
                            "threshold_block": high})
    policy["version"] = "tried"
    with open(place.path(name), "w", encoding="utf-8") as file:
        json.dump(policy, file)
    return place.path(name)


def replay(place, policy, *more):
    out, error = place.run("backtest", "--type", TYPE, "--policy", policy, "--json", *more)
    assert error == "" and out.count("\n") == 1, (out, error)
    return json.loads(out)


def test_backtest(place):
    proposed = json.loads(place.run("threshold", "--type", TYPE, "--json")[0])
    policy = write_policy(place, "p.json", proposed["thresholds"]["pass"],
                          proposed["thresholds"]["block"])
    said = replay(place, policy)
    assert said["cases"] == said["labels"] == N and said["live"] == "r1", said
    measures = said["measures"]
    automatic = measures["auto_pass"]["tried"] + measures["auto_block"]["tried"]
    assert measures["auto_pass"]["live"] == measures["auto_block"]["live"] == 0, said
    assert abs(automatic - proposed["automation"]) < 1e-9, (automatic, proposed["automation"])
    assert said["changed"] == round(automatic * N), said
    assert measures["auto_precision"]["live"] is None, said
    assert measures["auto_precision"]["tried"] >= 0.95, said
    assert measures["system_recall"]["live"] == 1 and measures["system_recall"]["tried"] >= 0.99
    assert measures["system_recall"]["difference"] <= 0, said
    assert measures["queue_per_day"]["difference"] < 0, said
    for row in measures.values():
        assert not row["unseen"], said
        if row["tried"] is not None:
            low, high = row["tried_interval"]
            assert low <= row["tried"] <= high, row
    text, _ = place.run("backtest", "--type", TYPE, "--policy", policy)
    assert "system_recall" in text and "take another route" in text, text


def test_written_policy(place):
    """What threshold writes can be tried as it is: thresholds, certificates, the rest unchanged."""
    proposed = propose(place, "train.ids", "--policy", place.path("proposed.json"))
    with open(place.path("proposed.json"), encoding="utf-8") as file:
        policy = json.load(file)
    row = next(row for row in policy["types"] if row["case_type"] == TYPE)
    assert policy["base"] == "r1" and row["certified"], policy
    for side, proof in zip(("pass", "block"), row["certificates"]):
        assert row[f"threshold_{side}"] == proof["lambda"] == proposed["thresholds"][side], row
        assert proof["side"] == side and proof["model"] == proposed["model"], row
    said = replay(place, place.path("proposed.json"), "--ids", place.path("train.ids"))
    automatic = said["measures"]["auto_pass"]["tried"] + said["measures"]["auto_block"]["tried"]
    assert abs(automatic - proposed["automation"]) < 1e-9, (said, proposed)


def test_backtest_narrower(place):
    """The policy in force against itself; a part of the cases; a day that is still to come."""
    same = replay(place, "r1", "--ids", place.path("test.ids"))
    assert same["cases"] == N - TRAINED and same["changed"] == 0, same
    assert all(row["difference"] in (0, None) for row in same["measures"].values()), same
    assert replay(place, "live", "--since", "2001-01-01")["cases"] == N
    for arguments, word in [
            ((), "policy"),
            (("--policy", "r77"), "r77"),
            (("--policy", "r1", "--since", "yesterday"), "yesterday"),
            (("--policy", "r1", "--since", "2999-01-01"), "no case"),
            (("--policy", write_policy(place, "crossed.json", 0.9, 0.1)), "threshold"),
            (("--policy", place.path("train.ids")), "train.ids"),
    ]:
        error = place.refused("backtest", "--type", TYPE, *arguments)
        assert word in error, (arguments, error)


def test_people(place):
    """Gold cases measure people: their lower bound is part of the claim from then on."""
    before = propose(place, "train.ids")
    with sqlite3.connect(place.database) as store:
        bad = [row[0] for row in store.execute("SELECT case_id FROM truth WHERE positive = 1 "
                                               "ORDER BY case_id")]
        for n, case in enumerate(bad):
            store.execute("INSERT INTO work_item (id, case_id, purpose, round, as_of, queued_at, "
                          "due_at, state, version, band, case_type, key_user, value_rank, stage) "
                          "VALUES (?, ?, 'gold', 1, 0, 0, 0, 'closed', 1, 3, ?, 0, 0, 'first')",
                          (f"w{n}", case, TYPE))
            store.execute("INSERT INTO decision (id, work_item, case_id, n, account, decided_at, "
                          "effective_at, stage, choice, body) VALUES (?, ?, ?, 1, 'x', 0, 0, "
                          "'first', ?, '{}')", (f"d{n}", f"w{n}", case,
                                                "pass" if n < 5 else "block"))
            store.execute("INSERT INTO effective_decision (work_item, decision) VALUES (?, ?)",
                          (f"w{n}", f"d{n}"))
    said = propose(place, "train.ids")
    people = said["sensitivity"]
    assert people["measured"] and (people["found"], people["seen"]) == (len(bad) - 5, len(bad))
    assert 0.98 < people["lower_bound"] < (len(bad) - 5) / len(bad), people
    assert said["certificate"]["pass"]["sensitivity_measured"], said
    assert said["thresholds"]["pass"] <= before["thresholds"]["pass"], said
    assert said["certificate"]["pass"]["bound"] >= 0.99, said
    assert said["thresholds"]["block"] == before["thresholds"]["block"], said
    out, _ = place.run("evaluate", "--type", TYPE, "--ids", place.path("test.ids"), "--json")
    said = json.loads(out)
    assert 0.98 < said["system_recall_with_people"] < said["system_recall"], said
    text, _ = place.run("threshold", "--type", TYPE, "--ids", place.path("train.ids"))
    assert f"People found {len(bad) - 5} of {len(bad)}" in text, text


def test_refusals(place):
    train = place.path("train.ids")
    for arguments, word in [
            (["threshold"], "type"),
            (["threshold", "--type", "nothing"], "nothing"),
            (["threshold", "--type", TYPE, "--ids", place.path("absent")], "absent"),
            (["threshold", "--type", TYPE, "--ids", place.write_ids("none.ids", ["x"])], "none"),
            (["threshold", "--type", TYPE, "--ids", train, "--delta", "0"], "delta"),
            (["threshold", "--type", TYPE, "--ids", train, "--delta", "nan"], "delta"),
            (["threshold", "--type", TYPE, "--ids", train, "--delta", "1.5"], "delta"),
    ]:
        error = place.refused(*arguments)
        assert word in error, (arguments, error)


if __name__ == "__main__":
    sys.exit(run_tests(SERVER, make_cases, [test_threshold, test_train_says_the_same,
                                            test_changes_nothing, test_mixed, test_delta,
                                            test_evaluate, test_backtest, test_written_policy,
                                            test_backtest_narrower, test_people, test_refusals]))
