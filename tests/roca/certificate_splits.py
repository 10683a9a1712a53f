#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Do the certificates of cross-fitted scores hold on cases that nobody has seen? By hand:

    certificate_splits.py SERVER MAPPING TYPE IDS_CSV ID_COLUMN FILE… [--splits 10] [--seed 1]

Imports FILEs, and for each of so many random splits trains on 70 % of the ids, certifies on their
out-of-fold scores and measures the other 30 %: automation share, and whether the certificate is
refuted there (exact one-sided binomial test at 5 %, of precision among what is blocked and of
misses among the bad). Prints one line a split and the means."""
import argparse
import csv
import json
import math
import os
import random
import subprocess
import tempfile

LEVEL = 0.05
RECALL, PRECISION = 0.99, 0.95


def upper_tail(k, n, p):
    """P(Bin(n, p) >= k)."""
    return math.fsum(math.exp(math.lgamma(n + 1) - math.lgamma(i + 1) - math.lgamma(n - i + 1)
                              + i * math.log(p) + (n - i) * math.log(1 - p))
                     for i in range(k, n + 1))


def is_refuted(said):
    """Whether what happened would be a surprise at 5 % if the promises held."""
    missed, wrong = said["missed"], said["wrongly_stopped"]
    return (missed > 0 and upper_tail(missed, said["positives"], 1 - RECALL) <= LEVEL
            or wrong > 0 and upper_tail(wrong, said["auto_block"], 1 - PRECISION) <= LEVEL)


class Program:
    def __init__(self, server, folder):
        self.server = server
        self.folder = folder
        self.database = "sqlite:" + os.path.join(folder, "review.db")

    def run(self, *arguments):
        done = subprocess.run([self.server, *arguments, "--database", self.database, "--json"],
                              capture_output=True, check=False)
        if done.returncode not in (0, 3):
            raise SystemExit(done.stderr.decode())
        return json.loads(done.stdout)

    def write(self, name, ids):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write("\n".join(ids) + "\n")
        return path


def try_split(program, case_type, train, test):
    train, test = program.write("train", train), program.write("test", test)
    trained = program.run("train", "--type", case_type, "--ids", train)
    proposed = program.run("threshold", "--type", case_type, "--ids", train)
    said = program.run("evaluate", "--type", case_type, "--ids", test)
    assert proposed["plain"] == 0, proposed
    assert said["thresholds"]["pass"] == proposed["thresholds"]["pass"]
    assert said["thresholds"]["block"] == proposed["thresholds"]["block"]
    return trained, said


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    for name in ("server", "mapping", "type", "ids", "column"):
        parser.add_argument(name)
    parser.add_argument("files", nargs="+")
    parser.add_argument("--splits", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with open(options.ids, encoding="utf-8", newline="") as file:
        ids = sorted(row[options.column] for row in csv.DictReader(file))
    shares, refuted = [], 0
    with tempfile.TemporaryDirectory() as folder:
        program = Program(options.server, folder)
        program.run("import", "--mapping", options.mapping, *options.files)
        for split in range(options.splits):
            random.Random(1000 * options.seed + split).shuffle(ids)
            cut = len(ids) * 7 // 10
            trained, said = try_split(program, options.type, ids[:cut], ids[cut:])
            shares.append(said["automation"])
            refuted += is_refuted(said)
            print(f"split {split}: cv auc {trained['cv_auc']:.4f}, auc {said['auc']:.4f}, "
                  f"f1 {said['f1']:.4f}, automation {said['automation']:.3f}, "
                  f"missed {said['missed']} of {said['positives']}, "
                  f"wrongly stopped {said['wrongly_stopped']} of {said['auto_block']}"
                  f"{', REFUTED' if is_refuted(said) else ''}", flush=True)
            ids.sort()
    print(f"automation above 0 in {sum(share > 0 for share in shares)} of {len(shares)}, "
          f"mean {sum(shares) / len(shares):.3f}, refuted {refuted}")


if __name__ == "__main__":
    main()
