#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The year from the command line: what its last line promises, on generated cases and on cases of a
store, that a seed repeats it, and what it refuses. TAP on stdout."""
import json
import random
import sys

sys.path.insert(0, sys.argv[2])
from command_place import run_tests  # noqa: E402  pylint: disable=wrong-import-position

SERVER = sys.argv[1]
TYPE = "loan_check"
NAMES = ["automation", "system_precision", "system_recall", "recall_lower", "workload",
         "interventions"]
SHORT = ["--weeks", "5", "--cases", "40", "--history", "160", "--json"]


def make_cases(place):
    rand = random.Random(4)
    rows = [["loan", "income", "debt", "noise", "bad"]]
    for i in range(1200):
        income, debt = rand.uniform(1, 9), rand.uniform(0, 9)
        bad = rand.random() < 1 / (1 + 2.718 ** -(6 * (debt - income)))
        rows.append([f"L{i:04}", f"{income:.3f}", f"{debt:.3f}", f"{rand.random():.3f}", int(bad)])
    place.import_table("loans.csv", TYPE, "loan", "bad", rows)


def check_last_line(out, weeks):
    """The contract with programs outside: exactly these names, as many numbers each."""
    lines = out.splitlines()
    last = json.loads(lines[-1], parse_constant=lambda name: 1 / 0)
    assert list(last) == ["with_loop", "without_loop"], list(last)
    for arm in last.values():
        assert list(arm) == NAMES, list(arm)
        for name, values in arm.items():
            assert len(values) == weeks, (name, len(values))
            for value in values:
                assert value is None or isinstance(value, (int, float)), (name, value)
                assert name in ("workload", "interventions") or value is None or 0 <= value <= 1
        for recall, lower in zip(arm["system_recall"], arm["recall_lower"]):
            assert recall is None or lower <= recall, (recall, lower)
    assert not any(last["without_loop"]["interventions"])
    return lines, last


def test_stored(place):
    out, error = place.run("simulate", "--type", TYPE, "--weeks", "16", "--history", "240",
                           "--json")
    lines, last = check_last_line(out, 16)
    details = json.loads(lines[0])
    assert len(lines) == 2 and details["type"] == TYPE, lines
    assert details["history"] == 240 and details["per_week"] == 60, details
    assert details["missing_clause"] is None, details
    ceilings = details["with_loop"]["recall_ceiling"]
    assert len(ceilings) == 16 and all(0.98 < value <= 1 for value in ceilings), ceilings
    assert "week 16 of 16" in error, error
    # It grows with the loop, and not without; people have less to do, and nothing is lost.
    grown, still = last["with_loop"], last["without_loop"]
    assert grown["automation"][-1] > grown["automation"][0] + 0.1, grown["automation"]
    assert grown["automation"][-1] > still["automation"][-1] + 0.1, (grown, still)
    assert abs(still["automation"][-1] - still["automation"][0]) < 0.1, still["automation"]
    assert grown["workload"][-1] < still["workload"][-1], (grown, still)
    assert grown["system_recall"][-1] >= 0.97 and grown["system_precision"][-1] >= 0.93, grown
    assert sum(grown["interventions"]) > 0


def test_seed(place):
    once, _ = place.run("simulate", "--type", TYPE, "--weeks", "4", *SHORT[4:], "--seed", "7")
    again, _ = place.run("simulate", "--type", TYPE, "--weeks", "4", *SHORT[4:], "--seed", "7")
    other, _ = place.run("simulate", "--type", TYPE, "--weeks", "4", *SHORT[4:], "--seed", "8")
    assert once == again and once != other


def test_generated(place):
    # A store that is not there holds no cases: they are generated, which is said.
    before, place.database = place.database, place.path("absent.db")
    try:
        out, error = place.run("simulate", "--type", "poa_review", *SHORT, "--sensitivity", "0.9")
        lines, last = check_last_line(out, 5)
        assert "generated" in error, error
        details = json.loads(lines[0])
        assert details["missing_clause"].startswith("clause:POA-"), details
        assert details["with_loop"]["recall_ceiling"][-1] < 0.97, details
        assert last["with_loop"]["system_recall"][-1] < 1, last
        text, _ = place.run("simulate", "--type", "poa_review", *SHORT[:-1])
        assert text.startswith("poa_review: 160 cases before, 40 a week"), text
    finally:
        place.database = before


def test_refused(place):
    for arguments, word in ((["--sensitivity", "0.2"], "sensitivity"),
                            (["--weeks", "-1"], "weeks"),
                            (["--weeks", "521"], "weeks"),
                            (["--second-review", "some"], "second-review"),
                            (["--audit", "0"], "audit"),
                            (["--delta", "1"], "delta"),
                            (["--history", "5000"], "history"),
                            (["--seed", "-4"], "seed")):
        done = place.refuse_noisily("simulate", "--type", TYPE, *arguments)
        assert word in done, (arguments, done)
    assert "nobody_knows" in place.refuse_noisily("simulate", "--type", "nobody_knows")
    assert "nothing.csv" in place.refuse_noisily("simulate", "--data", place.path("nothing.csv"))
    assert "more.csv" in place.refuse_noisily("simulate", "--data", __file__, place.path("more.csv"))


sys.exit(run_tests(SERVER, make_cases,
                   [test_stored, test_seed, test_generated, test_refused]))
