#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Imports with the real program into a real store, seen from outside: exit codes, the lines on
stderr, the report, and what the store holds afterwards. TAP on stdout."""
import gzip
import hashlib
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import traceback

SERVER = sys.argv[1]

ACCOUNTS = [["acct", "age", "country", "bad"]] + [
    [f"A{i}", str(i * 3 % 50), ["DE", "FR", "JP"][i % 3], "1" if i % 5 == 0 else "0"]
    for i in range(30)]
MOVES = [["from_acct", "to_acct", "amount", "time"]] + [
    [f"A{i % 30}", f"A{(i * 7 + 1) % 30}", f"{i}.50", str(1600000000 + i * 60)] for i in range(90)]

# What must not depend on order; ids and times of making are left out.
CONTENT = [
    "SELECT c.display_id, c.external_id, c.source, c.type, c.priority, c.opened_at, c.as_of,"
    " c.state, c.history, c.profile FROM case_file c ORDER BY c.source, c.type, c.external_id",
    "SELECT c.external_id, e.n, e.external_id, e.kind, e.at, e.fields, e.sha256 FROM evidence e"
    " JOIN case_file c ON c.id = e.case_id ORDER BY c.external_id, e.n",
    "SELECT c.external_id, f.n, f.body FROM feature_set f JOIN case_file c ON c.id = f.case_id"
    " ORDER BY c.external_id, f.n",
    "SELECT c.external_id, t.n, t.positive, t.nature, t.source, t.maturity, t.basis FROM truth t"
    " JOIN case_file c ON c.id = t.case_id ORDER BY c.external_id, t.n",
    "SELECT id, body FROM case_type ORDER BY id",
    "SELECT case_type, id, n, body FROM feature_def ORDER BY case_type, id",
]
STAGED = ["import_case", "import_key", "import_row", "import_link", "import_count"]


class Place:
    """A folder with files and one store."""

    def __init__(self, folder):
        self.folder = folder
        self.database = os.path.join(folder, "review.db")

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, rows):
        text = "".join(",".join(row) + "\n" for row in rows) if isinstance(rows, list) else rows
        data = text if isinstance(text, bytes) else text.encode()
        if name.endswith(".gz"):
            data = gzip.compress(data)
        with open(self.path(name), "wb") as file:
            file.write(data)
        return self.path(name)

    def run(self, *arguments):
        done = subprocess.run([SERVER, *arguments, "--database", "sqlite:" + self.database],
                              capture_output=True, timeout=60, check=False)
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    def suggest(self, files, kind="mule_test"):
        mapping = self.path(kind + ".json")
        code, _, err = self.run("mapping", "suggest", *files, "--type", kind, "--id", "acct",
                                "--truth", "bad", "--output", mapping)
        equal(code, 0, err)
        return mapping

    def load(self, mapping, *files, options=(), code=0):
        got, out, err = self.run("import", *files, "--mapping", mapping, "--json", *options)
        equal(got, code, err)
        return (json.loads(out) if out else None), err

    def query(self, sql):
        store = sqlite3.connect(self.database)
        try:
            return store.execute(sql).fetchall()
        finally:
            store.close()

    def content(self):
        rows = [self.query(sql) for sql in CONTENT]
        return hashlib.sha256(repr(rows).encode()).hexdigest()

    def staged(self):
        return sum(self.query(f"SELECT COUNT(*) FROM {name}")[0][0] for name in STAGED)


def equal(got, wanted, note=""):
    if got != wanted:
        raise AssertionError(f"{got!r} is not {wanted!r} {note}")


def contains(text, part):
    if part not in text:
        raise AssertionError(f"{part!r} is not in {text!r}")


def test_suggested_import_and_repeat(place):
    files = [place.write("acc.csv", ACCOUNTS), place.write("mov.csv.gz", MOVES)]
    mapping = place.suggest(files)
    report, err = place.load(mapping, *files)
    equal((report["added"], report["refused"], err), (30, 0, ""))
    equal(place.query("SELECT DISTINCT type FROM case_file"), [("mule_test",)])
    equal(place.query("SELECT id FROM case_type"), [("mule_test",)])
    equal(place.query("SELECT COUNT(*) FROM feature_def")[0][0], 4)
    equal(place.query("SELECT SUM(positive), COUNT(*) FROM truth"), [(6, 30)])
    contains(place.query("SELECT display_id FROM case_file LIMIT 1")[0][0], "MT-")
    before = place.content()
    again, _ = place.load(mapping, *reversed(files))
    equal((again["added"], again["extended"], again["unchanged"]), (0, 0, 30))
    equal(place.content(), before)
    equal(place.staged(), 0)
    equal(place.run("verify-audit")[0], 0)


def test_order_does_not_matter(place):
    files = [place.write("acc.csv", ACCOUNTS), place.write("mov.csv", MOVES)]
    mapping = place.suggest(files)
    place.load(mapping, *files)
    first = place.content()
    place.database = place.path("other.db")
    turned = [place.write("mov.csv", MOVES[:1] + MOVES[:0:-1]),
              place.write("acc.csv", ACCOUNTS[:1] + ACCOUNTS[:0:-1])]
    place.load(mapping, *turned)
    equal(place.content(), first)


def test_other_content_is_new_evidence(place):
    files = [place.write("acc.csv", ACCOUNTS), place.write("mov.csv", MOVES)]
    mapping = place.suggest(files)
    place.load(mapping, *files)
    rows = place.query("SELECT COUNT(*) FROM evidence")[0][0]
    old = set(place.query("SELECT id, sha256 FROM evidence"))
    place.write("mov.csv", MOVES + [["A3", "A4", "77.5", "1700000000"]])
    report, _ = place.load(mapping, *files)
    equal((report["added"], report["extended"], report["unchanged"]), (0, 2, 28))
    equal(place.query("SELECT COUNT(*) FROM evidence")[0][0], rows + 2)
    equal(old <= set(place.query("SELECT id, sha256 FROM evidence")), True)


def test_bad_rows_are_named(place):
    files = [place.write("acc.csv", ACCOUNTS), place.write("mov.csv", MOVES)]
    mapping = place.suggest(files)
    place.write("mov.csv", MOVES + [["A3", "A4", "much", "1700000000"], ["A3", "A4"]])
    report, err = place.load(mapping, *files, code=3)
    equal((report["added"], report["refused"]), (30, 2))
    contains(err, "mov.csv:92: amount: \"much\" is no amount\n")
    contains(err, "mov.csv:93: the row has 2 fields, 4 are expected\n")
    equal(report["problems"][0]["column"], "amount")
    _, err = place.load(mapping, *files, options=("--max-problems", "1"), code=3)
    contains(err, "and 1 more")


def test_strict_writes_nothing(place):
    files = [place.write("acc.csv", ACCOUNTS), place.write("mov.csv", MOVES)]
    mapping = place.suggest(files)
    place.write("mov.csv", MOVES + [["A3", "A4", "much", "1700000000"]])
    report, err = place.load(mapping, *files, options=("--strict",), code=2)
    equal((report["cases"], report["refused"]), (0, 1))
    contains(err, "nothing was written")
    for table in ("case_file", "evidence", "subject", "case_type", "feature_def", *STAGED):
        equal(place.query(f"SELECT COUNT(*) FROM {table}")[0][0], 0, table)
    equal(place.query("SELECT COUNT(*) FROM audit WHERE object LIKE 'case:%'")[0][0], 0)
    place.write("mov.csv", MOVES)
    report, _ = place.load(mapping, *files, options=("--strict",))
    equal(report["added"], 30)


def test_whole_file_faults(place):
    files = [place.write("acc.csv", ACCOUNTS), place.write("mov.csv.gz", MOVES)]
    mapping = place.suggest(files)
    with open(files[1], "r+b") as file:
        file.truncate(os.path.getsize(files[1]) - 7)
    code, _, err = place.run("import", *files, "--mapping", mapping)
    equal(code, 1, err)
    contains(err, "mov.csv.gz: the gzip file is cut off")
    place.write("mov.csv.gz", [row[:3] for row in MOVES])
    code, _, err = place.run("import", *files, "--mapping", mapping)
    equal(code, 2, err)
    contains(err, "column \"time\" is missing")
    equal(place.query("SELECT COUNT(*) FROM case_file")[0][0], 0)
    equal(err.count("\n"), 1)


def case(number, **more):
    return json.dumps({"schema": "riskops-case/1", "external_id": f"P{number}", "source": "s",
                       "type": "poa_review", "opened_at": "2024-01-01T00:00:00Z",
                       "features": [{"name": "document_age_days", "value": number}], **more}) + "\n"


def test_canonical_lines(place):
    text = case(1, truth={"positive": True}).encode()
    text += b"{\"x\": \"" + b"y" * (10 * 1024 * 1024) + b"\"}\n"
    text += b"\xff\xfe\n" + case(2, type="no_such_type").encode() + case(3, value="much").encode()
    text += case(4).encode() + case(4).encode()
    path = place.write("cases.jsonl", text)
    code, out, err = place.run("import", path, "--json")
    equal(code, 3, err)
    report = json.loads(out)
    equal([p["line"] for p in report["problems"]], [2, 3, 4, 5])
    equal([p.get("column") for p in report["problems"]], [None, None, "type", "value"])
    equal((report["added"], report["refused"]), (2, 4))
    equal(place.query("SELECT external_id, state, history FROM case_file ORDER BY external_id"),
          [("P1", "closed", 1), ("P4", "new", 0)])


def test_queue_and_ids(place):
    path = place.write("cases.jsonl", "".join(case(i, truth={"positive": i == 2})
                                              for i in range(5)))
    ids = place.write("two.ids", "P1\nP2\n")
    code, out, err = place.run("import", path, "--ids", ids, "--json")
    equal((code, json.loads(out)["added"]), (0, 2), err)
    code, out, err = place.run("import", path, "--json")
    equal((json.loads(out)["added"], json.loads(out)["unchanged"]), (3, 2), err)
    equal(place.query("SELECT COUNT(*) FROM case_file WHERE history = 1"), [(5,)])
    for expected in ((2, 0), (0, 2)):
        code, out, err = place.run("import", path, "--ids", ids, "--queue", "--json")
        equal((json.loads(out)["extended"], json.loads(out)["unchanged"]), expected, err)
    equal(place.query("SELECT external_id FROM case_file WHERE history = 0 ORDER BY external_id"),
          [("P1",), ("P2",)])
    equal(place.query("SELECT COUNT(*) FROM truth"), [(5,)])
    equal(place.run("verify-audit")[0], 0)


def test_new_type_end_to_end(place):
    """A type that no file of the program names: from a table to an assessed case in the queue."""
    head = ["acct", "speed", "tenure", "country", "opened", "bad"]

    def row(i, known):
        bad = i % 3 == 0
        return [f"N{i}", str((7 if bad else 3) + i * 13 % 5), str((2 if bad else 6) + i * 7 % 4),
                ["DE", "US"][i % 2], f"2024-03-{1 + i % 28:02d} 10:00:00",
                str(int(bad)) if known else ""]

    path = place.write("history.csv", [head] + [row(i, True) for i in range(240)])
    mapping = place.suggest([path], "card_dispute")
    place.load(mapping, path)
    code, out, err = place.run("train", "--type", "card_dispute", "--json")
    equal(code, 0, err)
    equal(json.loads(out)["n"], 240)
    live = place.write("live.csv", [head] + [row(i, False) for i in range(1000, 1006)])
    report, err = place.load(mapping, live)
    equal((report["added"], report["refused"]), (6, 0), err)
    equal(place.query("SELECT state, COUNT(*) FROM case_file GROUP BY state ORDER BY state"),
          [("closed", 240), ("queued", 6)])
    for verdict, route, body in place.query("SELECT verdict, route, body FROM assessment"):
        equal(route, "human")
        contains("pass block", verdict)
        equal(json.loads(body)["signals"][0]["feature"] in ("speed", "tenure"), True)


def test_screening_lists(place):
    names = place.write("names.txt", "# made up\nBADMANOV, Boris\n")
    wallets = place.write("wallets.txt", "0xABC0000000000000000000000000000000000001\n")
    code, out, err = place.run("list", "import", names, "--format", "lines", "--kind", "names")
    equal((code, "names/names: 1" in out), (0, True), err)
    equal(place.run("list", "import", wallets, "--format", "lines", "--kind", "addresses")[0], 0)
    rows = place.write("who.csv", "id,name,destination\n1,Boris Badmanov,0x1\n2,Ann Smith,"
                                  "0xabc0000000000000000000000000000000000001\n3,Carl Jung,0x2\n")
    mapping = place.write("who.json", json.dumps({
        "schema": "riskops-mapping/1", "source": "who", "case_type": "who_test",
        "id_column": "id", "files": [{"name": "who", "role": "cases", "evidence": [
            {"kind": "event", "fields": [{"name": "destination", "column": "destination"}]}]}],
        "profile": [{"name": "name", "column": "name"}]}))
    place.load(mapping, rows)
    found = place.query("SELECT c.external_id, e.fields FROM evidence e JOIN case_file c"
                        " ON c.id = e.case_id WHERE e.kind = 'screening' ORDER BY c.external_id")
    equal([row[0] for row in found], ["1", "2"])
    contains(found[0][1], "exact")
    contains(found[1][1], "direct")
    before = place.query("SELECT list, part, entries FROM list_part ORDER BY list")
    for arguments in (("import", names, "--format", "ofac-sdn"), ("import", names),
                      ("import", "--format", "lines", "--kind", "names"), ("drop", names),
                      ("import", names, "--format", "lines")):
        code, _, err = place.run("list", *arguments)
        equal((code, err.count("\n")), (2, 1), err)
    equal(place.query("SELECT list, part, entries FROM list_part ORDER BY list"), before)
    code, out, err = place.run("list", "screen")
    equal((code, out.split(" ")[0]), (0, "0"), err)


def test_command_line(place):
    for arguments in (("import",), ("import", "--nonsense"), ("mapping",), ("mapping", "guess"),
                      ("mapping", "suggest", "x.csv")):
        code, _, err = place.run(*arguments)
        equal((code, err.count("\n")), (2, 1), err)
    bad = place.write("bad.json", "{\"schema\": \"riskops-mapping/1\", \"surprise\": 1}")
    code, _, err = place.run("import", place.write("acc.csv", ACCOUNTS), "--mapping", bad)
    equal(code, 2)
    contains(err, "bad.json: surprise: not a member")


def main():
    tests = [(name[5:], func) for name, func in globals().items() if name.startswith("test_")]
    failed = 0
    print(f"1..{len(tests)}")
    for number, (name, func) in enumerate(tests, 1):
        with tempfile.TemporaryDirectory(prefix="review-import-") as folder:
            try:
                func(Place(folder))
                print(f"ok {number} {name}", flush=True)
            except Exception:
                failed += 1
                print(f"not ok {number} {name}")
                print("".join("# " + line + "\n" for line in traceback.format_exc().splitlines()),
                      flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
