# SPDX-License-Identifier: GPL-3.0-or-later
"""The demo subcommand from outside: figures as JSON, a repetition adds nothing, wrong numbers
are refused in one line."""
import json
import subprocess
import sys
import tempfile

server = sys.argv[1]
TYPES = {"withdrawal_anomaly", "poa_review", "kyc_audit", "ato", "reset_2fa"}


def demo(folder, *arguments):
    return subprocess.run(
        [server, "demo", "--database", f"sqlite:{folder}/review.db", *arguments],
        capture_output=True, text=True, timeout=60, check=False)


def test_json(folder):
    numbers = ("--seed", "5", "--history", "40", "--arriving", "6", "--json")
    first = demo(folder, *numbers)
    assert first.returncode == 0, first.stderr
    report = json.loads(first.stdout)
    assert report["seed"] == 5
    assert {t["case_type"] for t in report["types"]} >= TYPES
    for entry in report["types"]:
        assert entry["history"] == 40 and entry["arriving"] == 6 and entry["added"] == 46
        assert 0 < entry["positives"] < 46
        assert 0.8 < entry["oracle_auc"] <= 1
    again = json.loads(demo(folder, *numbers).stdout)
    for before, after in zip(report["types"], again["types"]):
        assert after == {**before, "added": 0}


def test_text(folder):
    done = demo(folder, "--seed", "6", "--history", "20", "--arriving", "2")
    assert done.returncode == 0, done.stderr
    for case_type in TYPES:
        line = next(line for line in done.stdout.splitlines() if line.startswith(case_type))
        assert "AUC of the oracle 0." in line or "oracle 1.0" in line, line


def test_refused(folder):
    for arguments in (("--history", "-1"), ("--arriving", "2000000"), ("--seed", "-7"),
                      ("--seed", "x")):
        done = demo(folder, *arguments)
        assert done.returncode == 2, arguments
        assert done.stderr.count("\n") == 1 and done.stdout == ""


tests = [test_json, test_text, test_refused]
print(f"1..{len(tests)}")
failed = 0
for number, test in enumerate(tests, 1):
    with tempfile.TemporaryDirectory() as place:
        try:
            test(place)
            print(f"ok {number} {test.__name__}")
        except Exception as problem:  # every failure is reported, whatever it is
            failed += 1
            print(f"not ok {number} {test.__name__}: {problem!r}")
sys.exit(1 if failed else 0)
