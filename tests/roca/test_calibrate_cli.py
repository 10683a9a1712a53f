#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The weekly calibration check from outside: what it says of newer labels, what --apply stores, and
that the model itself stays as it is. TAP on stdout."""
import json
import random
import sys

from command_place import run_tests

SERVER = sys.argv[1]
TYPE = "permit_check"
N, TRAINED = 1600, 600


def make_cases(place):
    """Later cases turn out bad far more often than the early ones did, at the same score."""
    rand = random.Random(12)
    rows = [["permit", "weight", "noise", "bad"]]
    for i in range(N):
        weight = rand.uniform(-3, 3)
        shift = 0 if i < TRAINED else 2
        bad = rand.random() < 1 / (1 + 2.718 ** -(1.5 * weight - 1 + shift))
        rows.append([f"Q{i:04}", f"{weight:.4f}", f"{rand.random():.3f}", int(bad)])
    place.import_table("permits.csv", TYPE, "permit", "bad", rows)
    train = place.write_ids("train.ids", [f"Q{i:04}" for i in range(TRAINED)])
    place.write_ids("newer.ids", [f"Q{i:04}" for i in range(TRAINED, N)])
    place.trained = json.loads(place.run("train", "--type", TYPE, "--ids", train, "--json")[0])


def check(place, *more):
    out, error = place.run("calibrate", "--type", TYPE, "--json", *more)
    assert error == "" and out.count("\n") == 1, (out, error)
    return json.loads(out)


def live(place):
    return place.query("SELECT c.version, c.n FROM calibration c JOIN model m ON m.version = c.model "
                       "WHERE c.state = 'live' AND m.state = 'live'")


def test_trained_with_its_own(place):
    """A training stores the model's calibration under a version of its own."""
    (version, n), = live(place)
    assert "-cal-" in version and version != place.trained["model"], version
    assert n == TRAINED, n


def test_check(place):
    """Cases that were trained on do not count; the shift is seen; nothing changes."""
    before = live(place)
    said = check(place, "--check")
    assert said["n"] == N - TRAINED, said
    assert said["observed_to_expected"] > 1.2 and said["z"] > 5, said
    assert said["ece"] > 0.05 and said["mcb"] > 0.01, said
    assert said["refit_is_better"] and said["log_loss_refit"] < said["log_loss"], said
    assert said["applied"] is None and said["calibration"] == before[0][0], said
    assert said["model"] == place.trained["model"], said
    assert live(place) == before
    assert check(place) == said
    text, _ = place.run("calibrate", "--type", TYPE)
    assert "--apply stores it" in text, text


def test_apply(place):
    """Another calibration, the same model, the same order of the cases, and it fits."""
    ids = place.path("newer.ids")
    before = json.loads(place.run("evaluate", "--type", TYPE, "--ids", ids, "--json")[0])
    old = live(place)
    said = check(place, "--apply")
    (version, n), = live(place)
    assert said["applied"] == version and n == said["n"] and version != old[0][0], said
    after = json.loads(place.run("evaluate", "--type", TYPE, "--ids", ids, "--json")[0])
    assert after["model"] == before["model"], after
    assert abs(after["auc"] - before["auc"]) < 1e-9, (before, after)
    again = check(place)
    assert again["calibration"] == version, again
    assert abs(again["z"]) < 2 and again["mcb"] < said["mcb"], again
    assert not again["refit_is_better"], again
    states = place.query("SELECT state, count(*) FROM calibration GROUP BY state ORDER BY state")
    assert states == [("live", 1), ("retired", 1)], states
    audit = place.query("SELECT count(*) FROM audit WHERE action = 'calibration_live'")
    assert audit == [(2,)], audit


def test_refusals(place):
    few = place.write_ids("few.ids", [f"Q{i:04}" for i in range(TRAINED, TRAINED + 20)])
    for arguments, word in [
            (["calibrate"], "type"),
            (["calibrate", "--type", "nothing"], "nothing"),
            (["calibrate", "--type", TYPE, "--ids", few], "needs"),
            (["calibrate", "--type", TYPE, "--ids", place.path("train.ids")], "needs"),
            (["calibrate", "--type", TYPE, "--since", "yesterday"], "since"),
            (["calibrate", "--type", TYPE, "--since", "2999-01-01T00:00:00Z"], "needs"),
            (["calibrate", "--type", TYPE, "--check", "--apply"], "apply"),
    ]:
        before = live(place)
        error = place.refused(*arguments)
        assert word in error, (arguments, error)
        assert live(place) == before


if __name__ == "__main__":
    sys.exit(run_tests(SERVER, make_cases, [test_trained_with_its_own, test_check, test_apply,
                                            test_refusals]))
