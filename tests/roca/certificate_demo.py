#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Certificates on generated cases, without cross-fitting. By hand:

    certificate_demo.py SERVER [--history 10500] [--seed 5] [--type T]…

For each case type of the demo: trains on three tenths of the history, certifies on four tenths
that the model has not seen, and replays the rest under a policy with the certified thresholds.
Prints one line a type: automation share and whether the certificate is refuted (exact one-sided
binomial test at 5 %)."""
import argparse
import json
import os
import random
import sqlite3
import tempfile

from certificate_splits import LEVEL, PRECISION, RECALL, Program, upper_tail

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "data", "policy")


def read_truths(database, case_type):
    """External ids with their truth, without what certificates leave out."""
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        return dict(connection.execute(
            "SELECT c.external_id, t.positive FROM case_file c JOIN truth t ON t.case_id = c.id "
            "WHERE c.type = ? AND t.maturity <> 'provisional' AND COALESCE (t.nature, '') <> "
            "'unfit'", (case_type,)).fetchall())


def write_policy(program, case_type, thresholds):
    with open(os.path.join(DATA, "r1.json"), encoding="utf-8") as file:
        policy = json.load(file)
    row = next(row for row in policy["types"] if row["case_type"] == case_type)
    low, high = thresholds["pass"], thresholds["block"]
    row["threshold_pass"] = 0 if low is None else low
    row["threshold_block"] = 1 if high is None else high
    policy["version"] = "tried"
    path = os.path.join(program.folder, "policy.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(policy, file)
    return path


def try_type(program, case_type, seed):
    truths = read_truths(os.path.join(program.folder, "review.db"), case_type)
    ids = sorted(truths)
    random.Random(seed).shuffle(ids)
    a, b = len(ids) * 3 // 10, len(ids) * 7 // 10
    certify, test = program.write("certify", ids[a:b]), program.write("test", ids[b:])
    trained = program.run("train", "--type", case_type, "--ids", program.write("train", ids[:a]))
    proposed = program.run("threshold", "--type", case_type, "--ids", certify)
    assert proposed["out_of_fold"] == 0 and proposed["plain"] == b - a, proposed
    policy = write_policy(program, case_type, proposed["thresholds"])
    said = program.run("backtest", "--type", case_type, "--policy", policy, "--ids", test)
    measures, n = {name: row["tried"] for name, row in said["measures"].items()}, said["cases"]
    assert said["labels"] == n == len(ids) - b, said
    bad = sum(truths[i] for i in ids[b:])
    missed = round(measures["missed_per_10000"] * n / 10000)
    wrong = round(measures["false_blocks_per_10000"] * n / 10000)
    blocked = round(measures["auto_block"] * n)
    refuted = (missed > 0 and upper_tail(missed, bad, 1 - RECALL) <= LEVEL
               or wrong > 0 and upper_tail(wrong, blocked, 1 - PRECISION) <= LEVEL)
    print(f"{case_type}: {sum(truths.values())} bad of {len(ids)}, auc {trained['cv_auc']:.4f}, "
          f"certified on {proposed['positives']} bad, automation "
          f"{measures['auto_pass'] + measures['auto_block']:.3f}, missed {missed} of {bad}, wrongly "
          f"stopped {wrong} of {blocked}{', REFUTED' if refuted else ''}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("server")
    parser.add_argument("--history", type=int, default=10500)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--type", action="append")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        program = Program(options.server, folder)
        program.run("demo", "--history", str(options.history), "--arriving", "0", "--seed",
                    str(options.seed))
        with sqlite3.connect(f"file:{folder}/review.db?mode=ro", uri=True) as connection:
            types = [row[0] for row in connection.execute("SELECT DISTINCT type FROM case_file "
                                                          "ORDER BY type")]
        for case_type in options.type or types:
            try_type(program, case_type, options.seed)


if __name__ == "__main__":
    main()
