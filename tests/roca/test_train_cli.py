#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Train and evaluate with the real program: what it prints, what it refuses, what it leaves behind.
The case type comes from data alone: the program has never heard of it. TAP on stdout."""
import csv
import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import traceback

SERVER = sys.argv[1]
TYPE = "loan_check"


class Place:
    def __init__(self, folder):
        self.folder = folder
        self.database = os.path.join(folder, "review.db")

    def path(self, name):
        return os.path.join(self.folder, name)

    def write_ids(self, name, ids):
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write("\n".join(ids) + "\n")
        return self.path(name)

    def run(self, *arguments, code=0):
        done = subprocess.run([SERVER, *arguments, "--database", "sqlite:" + self.database],
                              capture_output=True, timeout=90, check=False)
        error = done.stderr.decode()
        assert done.returncode == code, f"{arguments}: {done.returncode}, {error}"
        assert "Sanitizer" not in error, error
        return done.stdout.decode(), error

    def query(self, sql):
        with sqlite3.connect(f"file:{self.database}?mode=ro", uri=True) as connection:
            return connection.execute(sql).fetchall()


def make_cases(place):
    rand = random.Random(4)
    with open(place.path("loans.csv"), "w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["loan", "income", "debt", "noise", "bad"])
        for i in range(400):
            income, debt = rand.uniform(1, 9), rand.uniform(0, 9)
            bad = rand.random() < 1 / (1 + 2.718 ** -(2 * (debt - income)))
            rows.writerow([f"L{i:03}", f"{income:.3f}", f"{debt:.3f}", f"{rand.random():.3f}",
                           int(bad)])
    mapping, _ = place.run("mapping", "suggest", place.path("loans.csv"), "--type", TYPE, "--id",
                           "loan", "--truth", "bad")
    with open(place.path("m.json"), "w", encoding="utf-8") as file:
        file.write(mapping)
    place.run("import", place.path("loans.csv"), "--mapping", place.path("m.json"))


def test_train(place):
    ids = place.write_ids("train.ids", [f"L{i:03}" for i in range(300)])
    out, error = place.run("train", "--type", TYPE, "--ids", ids, "--json")
    said = json.loads(out)
    assert said["n"] == 300 and 60 < said["positives"] < 240, said
    assert 0.85 < said["cv_auc"] < 1, said
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
    assert said["thresholds"] == {"certified": False, "pass": 0, "block": 1,
                                  "verdict_cut": 0.5}, said
    assert said["automation"] == 0, said
    assert said["policy"] == "r1" and said["in_sample"] is False, said
    assert said["auc"] > 0.85, said
    again, _ = place.run("evaluate", "--type", TYPE, "--ids", ids, "--json")
    assert again == out
    text, _ = place.run("evaluate", "--type", TYPE, "--ids", ids)
    assert "not certified" in text, text


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
        done = subprocess.run([SERVER, *arguments, "--database", "sqlite:" + place.database],
                              capture_output=True, timeout=60, check=False)
        error = done.stderr.decode()
        assert done.returncode in (1, 2), (arguments, done.returncode)
        assert error.count("\n") == 1 and word in error, (arguments, error)
        assert done.stdout == b"", arguments
    assert place.query("SELECT count(*) FROM model WHERE state = 'live'") == [(1,)]


def test_worker(place):
    """The training process: damaged input is one line and an exit code."""
    for name, data in [("garbage", b"x" * 200), ("empty", b"")]:
        with open(place.path(name), "wb") as file:
            file.write(data)
        done = subprocess.run([SERVER, "train-worker", place.path(name), place.path("out"), "v",
                               "0"], capture_output=True, timeout=60, check=False)
        assert done.returncode == 1, done
        assert done.stderr.count(b"\n") == 1, done.stderr
        assert not os.path.exists(place.path("out"))
    left = [n for n in os.listdir(tempfile.gettempdir()) if n.startswith("riskops-train-")]
    assert not left, left


def main():
    tests = [test_train, test_evaluate, test_refuses_trained, test_same_again, test_refusals,
             test_worker]
    failed = 0
    print(f"1..{len(tests)}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        tempfile.tempdir = os.environ["TMPDIR"] = folder
        place = Place(folder)
        make_cases(place)
        for n, test in enumerate(tests, 1):
            try:
                test(place)
                print(f"ok {n} {test.__name__}", flush=True)
            except Exception:  # pylint: disable=broad-except
                failed += 1
                print(f"not ok {n} {test.__name__}", flush=True)
                print("\n".join("# " + line for line in traceback.format_exc().splitlines()))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
