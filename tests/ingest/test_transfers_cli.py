# SPDX-License-Identifier: GPL-3.0-or-later
"""Transfers between accounts as a graph: what an import finds of rings, chains and fans, and when."""
import contextlib
import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import traceback

PROGRAM = sys.argv[1]
ROOT = pathlib.Path(os.environ["G_TEST_SRCDIR"])
MAPPING = ROOT / "data" / "mappings" / "amlsim-transfers.json"
FOLDER = pathlib.Path(tempfile.mkdtemp(prefix="review-transfers-"))

# A ring of four, in order; a chain of one amount; six who pay one alike; and small talk.
TRANSFERS = (
    [(0, 1, 100, 1), (1, 2, 98, 2), (2, 3, 97, 4), (3, 0, 96, 5)]
    + [(10, 11, 33.3, 3), (11, 12, 33.3, 60), (12, 13, 33.3, 90)]
    + [(20 + k, 30, 50 + k / 10, 10 + k) for k in range(6)]
    + [(40, 41, 700, 8), (41, 42, 20, 9)]
)


def write(name, header, rows):
    path = FOLDER / name
    path.write_text("\n".join([header, *(",".join(map(str, row)) for row in rows)]) + "\n")
    return path


def run(*args, code=0):
    env = dict(os.environ, HOME=str(FOLDER))
    done = subprocess.run([PROGRAM, *map(str, args)], env=env, capture_output=True, text=True, timeout=60)
    assert done.returncode == code, (done.returncode, done.stdout, done.stderr)
    return done


def load(mapping=MAPPING, database="graph.db"):
    """Imports the accounts and returns, by account, the graph edges as (relation, fields, at)."""
    nodes = write("nodes.csv", "nodeid,isFraud,seen", [(n, 1 if n < 4 else 0, 3) for n in range(50)])
    moves = write("transactions.csv", "sourceNodeId,targetNodeId,value,time", TRANSFERS)
    path = FOLDER / database
    path.unlink(missing_ok=True)
    run("import", "--database", f"sqlite:{path}", "--mapping", mapping, nodes, moves)
    edges = {}
    with contextlib.closing(sqlite3.connect(path)) as db:
        for account, at, fields in db.execute(
                "SELECT c.external_id, e.at, e.fields FROM evidence e JOIN case_file c ON c.id = "
                "e.case_id WHERE e.kind = 'graph_edge' ORDER BY c.external_id, e.n"):
            row = {field[0]: field[3] for field in json.loads(fields)}
            edges.setdefault(int(account), []).append((row["relation"], row, at // 86_400_000_000))
    return edges


def find(edges, account, relation):
    return next((edge for edge in edges.get(account, []) if edge[0] == relation), None)


def test_patterns():
    edges = load()
    for account in range(4):
        _, ring, day = find(edges, account, "ring")
        assert ring["accounts"] == "4" and ring["counterparty"] == str((account + 1) % 4), ring
        assert float(ring["kept"]) == 0.96 and float(ring["hours"]) == 96 and day == 5, (ring, day)
        assert ring["in_order"] == ("true" if account == 0 else "false"), ring
    assert find(edges, 11, "chain")[1]["accounts"] == "4"
    assert find(edges, 30, "fan_in")[1]["accounts"] == "6"
    assert find(edges, 22, "payee_fan_in")[1]["accounts"] == "5"
    assert {e[0] for e in edges[40]} == {"transfer_graph"}, "looked at, nothing found"
    assert 49 not in edges, "no transfer names it"


def test_only_what_could_be_seen():
    """As of day 3 there is no ring yet and no chain; as of the end, day 150, there is."""
    mapping = json.loads(MAPPING.read_text())
    mapping["as_of"] = {"column": "seen", "type": "time", "format": "unix_d"}
    early = FOLDER / "early.json"
    early.write_text(json.dumps(mapping))
    edges = load(early, "early.db")
    assert find(edges, 0, "ring") is None and find(edges, 11, "chain") is None
    assert find(edges, 0, "transfer_graph") is not None
    assert all(day <= 3 for rows in edges.values() for _, _, day in rows)


def test_bad_mapping():
    mapping = json.loads(MAPPING.read_text())
    for change, field in (({"at": {"column": "time"}}, "transfers.at.format"),
                          ({"amount": {"column": "value", "type": "text"}}, "transfers.amount.type"),
                          ({"to": None}, "to")):
        broken = json.loads(json.dumps(mapping))
        broken["files"][1]["transfers"].update(change)
        if change.get("to", 0) is None:
            del broken["files"][1]["transfers"]["to"]
        path = FOLDER / "broken.json"
        path.write_text(json.dumps(broken))
        done = run("import", "--database", f"sqlite:{FOLDER}/none.db", "--mapping", path,
                   FOLDER / "nodes.csv", FOLDER / "transactions.csv", code=2)
        assert field in done.stderr, done.stderr


def main():
    tests = [test_patterns, test_only_what_could_be_seen, test_bad_mapping]
    failed = 0
    print(f"1..{len(tests)}")
    try:
        for number, test in enumerate(tests, 1):
            try:
                test()
                print(f"ok {number} /{test.__name__[5:]}", flush=True)
            except Exception:  # a test may fail in any way; the others still run
                failed += 1
                for line in traceback.format_exc().splitlines():
                    print(f"# {line}")
                print(f"not ok {number} /{test.__name__[5:]}", flush=True)
    finally:
        shutil.rmtree(FOLDER, ignore_errors=True)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
