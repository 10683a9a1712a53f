#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints `N passed, N failed` over all TAP cases of a meson test run."""
import json
import re
import sys

CASE = re.compile(r"^(not )?ok\b(?:\s+\d+)?(.*)$", re.M)


def main(path):
    passed = failed = skipped = 0
    with open(path, encoding="utf-8") as log:
        for line in log:
            test = json.loads(line)
            cases = CASE.findall(test.get("stdout") or "")
            bad = sum(1 for fault, _ in cases if fault)
            skip = sum(1 for _, rest in cases if "# SKIP" in rest.upper())
            passed += len(cases) - bad - skip
            skipped += skip
            failed += bad
            # A program that died after its last case, or never spoke, is one failure more.
            if bad == 0 and (test["result"] not in ("OK", "SKIP", "EXPECTEDFAIL") or not cases):
                failed += 1
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
