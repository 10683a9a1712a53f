#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Train and evaluate with the real program: what it prints, what it refuses, what it leaves behind.
The case type comes from data alone: the program has never heard of it. TAP on stdout."""
import hashlib
import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile

from command_place import run_tests

SERVER = sys.argv[1]
TYPE = "loan_check"


def make_cases(place):
    rand = random.Random(4)
    rows = [["loan", "income", "debt", "noise", "bad"]]
    for i in range(400):
        income, debt = rand.uniform(1, 9), rand.uniform(0, 9)
        bad = rand.random() < 1 / (1 + 2.718 ** -(2 * (debt - income)))
        rows.append([f"L{i:03}", f"{income:.3f}", f"{debt:.3f}", f"{rand.random():.3f}", int(bad)])
    place.import_table("loans.csv", TYPE, "loan", "bad", rows)


def test_train(place):
    ids = place.write_ids("train.ids", [f"L{i:03}" for i in range(300)])
    out, error = place.run("train", "--type", TYPE, "--ids", ids, "--json")
    said = json.loads(out)
    assert said["n"] == 300 and 60 < said["positives"] < 240, said
    assert 0.85 < said["cv_auc"] < 1, said
    assert said["out_of_fold"] and said["folds"] == 5 and said["trained_on"] == 300, said
    assert said["tp"] + said["fp"] + said["tn"] + said["fn"] == 300, said
    assert abs(said["auc"] - said["cv_auc"]) < 1e-9 and said["f1"] <= said["cv_f1"] + 1e-9, said
    assert said["policy"] == "r1" and said["rows_per_second"] > 0, said
    assert error == "", error
    live = place.query("SELECT version, case_type, length(sha256) FROM model WHERE state = 'live'")
    assert live == [(said["model"], TYPE, 64)], live
    assert place.query("SELECT count(*), count(DISTINCT fold) FROM model_training") == [(300, 5)]


def test_evaluate(place):
    ids = place.write_ids("test.ids", [f"L{i:03}" for i in range(300, 400)] + ["nobody"])
    out, _ = place.run("evaluate", "--type", TYPE, "--ids", ids, "--json")
    assert out.count("\n") == 1
    said = json.loads(out)
    assert said["n"] == 100 and said["not_found"] == 1, said
    assert said["tp"] + said["fp"] + said["tn"] + said["fn"] == 100, said
    assert said["tp"] + said["fn"] == said["positives"], said
    for name in ("auc", "precision", "recall", "f1"):
        low, high = said["intervals"][name]
        assert 0 <= low < said[name] < high <= 1, (name, said)
    assert abs(said["precision"] - said["tp"] / (said["tp"] + said["fp"])) < 1e-5, said
    assert abs(said["automation"] * 100 - said["auto_pass"] - said["auto_block"]) < 1e-6, said
    assert said["thresholds"] == {"certified": False, "pass": None, "block": None,
                                  "verdict_cut": 0.5, "source": "certificate"}, said
    assert said["certificate"]["pass"]["lambda"] is None, said
    assert said["certificate"]["pass"]["more"] > 100, said
    assert said["automation"] == 0, said
    for name in ("system_precision", "system_recall", "system_recall_with_people"):
        assert said[name] is None, said
    assert said["policy"] == "r1" and said["in_sample"] is False, said
    assert said["auc"] > 0.85, said
    again = json.loads(place.run("evaluate", "--type", TYPE, "--ids", ids, "--json")[0])
    assert said.pop("rows_per_second") > 0 and again.pop("rows_per_second") > 0
    assert again == said
    text, _ = place.run("evaluate", "--type", TYPE, "--ids", ids)
    assert "pass at or below none" in text, text


def test_refuses_trained(place):
    ids = place.write_ids("mixed.ids", [f"L{i:03}" for i in range(295, 320)])
    out, error = place.run("evaluate", "--type", TYPE, "--ids", ids, "--json", code=2)
    assert out == "" and error.count("\n") == 1, (out, error)
    assert "trained on 5 of these" in error and "L295" in error, error
    out, _ = place.run("evaluate", "--type", TYPE, "--ids", ids, "--json", "--in-sample")
    assert json.loads(out)["in_sample"] is True


def test_same_again(place):
    """The same cases and seed give a model that says the same."""
    train, test = place.path("train.ids"), place.path("test.ids")
    before, _ = place.run("evaluate", "--type", TYPE, "--ids", test, "--json")
    place.run("train", "--type", TYPE, "--ids", train)
    after, _ = place.run("evaluate", "--type", TYPE, "--ids", test, "--json")
    one, two = json.loads(before), json.loads(after)
    assert one.pop("model") != two.pop("model")
    for said in one, two:
        del said["rows_per_second"]
        for side in said["certificate"].values():
            del side["model"], side["calibration"]
    assert one == two
    states = place.query("SELECT state, count(*) FROM model GROUP BY state ORDER BY state")
    assert states == [("live", 1), ("retired", 1)], states


def test_refusals(place):
    for arguments, word in [
            (["train"], "type"),
            (["train", "--type", "nothing"], "nothing"),
            (["train", "--type", TYPE, "--ids", place.write_ids("few.ids", ["L001", "L002"])],
             "positive"),
            (["train", "--type", TYPE, "--ids", place.path("absent")], "absent"),
            (["evaluate", "--type", TYPE], "ids"),
            (["evaluate", "--type", "nothing", "--ids", place.path("test.ids")], "nothing"),
            (["evaluate", "--type", TYPE, "--ids", place.write_ids("none.ids", ["x"])], "none"),
    ]:
        error = place.refused(*arguments)
        assert word in error, (arguments, error)
    assert place.query("SELECT count(*) FROM model WHERE state = 'live'") == [(1,)]


def test_damaged(place):
    """A live model that is damaged, or that is another type's, is not used: no number from it."""
    evaluate = ["evaluate", "--ids", place.path("test.ids"), "--type"]
    (version, artefact, sha256), = place.query("SELECT version, artefact, sha256 FROM model "
                                               "WHERE state = 'live'")

    def put(data, checksum, case_type):
        with sqlite3.connect(place.database) as connection:
            connection.execute("UPDATE model SET artefact = ?, sha256 = ?, case_type = ? "
                               "WHERE version = ?", (data, checksum, case_type, version))

    broken = artefact[:2000] + bytes([artefact[2000] ^ 1]) + artefact[2001:]
    put(broken, sha256, TYPE)
    assert "checksum" in place.refused(*evaluate, TYPE)
    put(broken, hashlib.sha256(broken).hexdigest(), TYPE)
    assert "damaged" in place.refused(*evaluate, TYPE)
    put(artefact, sha256, "withdrawal_anomaly")
    error = place.refused(*evaluate, "withdrawal_anomaly")
    assert f"for {TYPE}, not for withdrawal_anomaly" in error, error
    put(artefact, sha256, TYPE)
    place.run(*evaluate, TYPE, "--json")


def test_worker(place):
    """The training process: damaged input is one line and an exit code."""
    for name, data in [("garbage", b"x" * 200), ("empty", b"")]:
        with open(place.path(name), "wb") as file:
            file.write(data)
        done = subprocess.run([SERVER, "train-worker", place.path(name), place.path("out"), "v",
                               "0", "full"], capture_output=True, timeout=60, check=False)
        assert done.returncode == 1, done
        assert done.stderr.count(b"\n") == 1, done.stderr
        assert not os.path.exists(place.path("out"))
    left = [n for n in os.listdir(tempfile.gettempdir()) if n.startswith("riskops-train-")]
    assert not left, left


if __name__ == "__main__":
    sys.exit(run_tests(SERVER, make_cases, [test_train, test_evaluate, test_refuses_trained,
                                            test_same_again, test_refusals, test_damaged,
                                            test_worker]))
