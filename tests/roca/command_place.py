# SPDX-License-Identifier: GPL-3.0-or-later
"""A folder with a store in it and the real program: what tests of subcommands share."""
import csv
import os
import sqlite3
import subprocess
import tempfile
import traceback


class Place:
    def __init__(self, server, folder):
        self.server = server
        self.folder = folder
        self.database = os.path.join(folder, "review.db")

    def path(self, name):
        return os.path.join(self.folder, name)

    def write_ids(self, name, ids):
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write("\n".join(ids) + "\n")
        return self.path(name)

    def run(self, *arguments, code=0):
        done = subprocess.run([self.server, *arguments, "--database", "sqlite:" + self.database],
                              capture_output=True, timeout=90, check=False)
        error = done.stderr.decode()
        assert done.returncode == code, f"{arguments}: {done.returncode}, {error}"
        assert "Sanitizer" not in error, error
        return done.stdout.decode(), error

    def refused(self, *arguments):
        """Runs what must fail: one line on stderr, nothing on stdout."""
        error = self.refuse_noisily(*arguments)
        assert error.count("\n") == 1, (arguments, error)
        return error

    def refuse_noisily(self, *arguments):
        """The same of a subcommand that says on stderr how far it is."""
        done = subprocess.run([self.server, *arguments, "--database", "sqlite:" + self.database],
                              capture_output=True, timeout=60, check=False)
        error = done.stderr.decode()
        assert done.returncode in (1, 2), (arguments, done.returncode)
        assert done.stdout == b"", (arguments, error)
        return error

    def query(self, sql):
        with sqlite3.connect(f"file:{self.database}?mode=ro", uri=True) as connection:
            return connection.execute(sql).fetchall()

    def import_table(self, name, case_type, id_column, truth_column, rows):
        """Imports @rows, the first of them the header, by the mapping that is suggested."""
        with open(self.path(name), "w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(rows)
        mapping, _ = self.run("mapping", "suggest", self.path(name), "--type", case_type, "--id",
                              id_column, "--truth", truth_column)
        with open(self.path("m.json"), "w", encoding="utf-8") as file:
            file.write(mapping)
        self.run("import", self.path(name), "--mapping", self.path("m.json"))


def run_tests(server, prepare, tests):
    """TAP on stdout; the exit code."""
    failed = 0
    print(f"1..{len(tests)}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        tempfile.tempdir = os.environ["TMPDIR"] = folder
        place = Place(server, folder)
        prepare(place)
        for n, test in enumerate(tests, 1):
            try:
                test(place)
                print(f"ok {n} {test.__name__}", flush=True)
            except Exception:  # pylint: disable=broad-except
                failed += 1
                print(f"not ok {n} {test.__name__}", flush=True)
                print("\n".join("# " + line for line in traceback.format_exc().splitlines()))
    return 1 if failed else 0
