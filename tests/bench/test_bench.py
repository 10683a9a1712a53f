# SPDX-License-Identifier: GPL-3.0-or-later
"""Every measure runs and says what it compares; how fast it is, is no test's business."""
import re
import subprocess
import sys

NAMES = ["roca-score", "roca-explain", "roca-train", "rules", "sweep"]
LINE = re.compile(r'^bench (\S+) ratio=(\d+\.\d+) seconds=\S+ baseline_seconds=\S+ \w+=\d+ '
                  r'per_second=\d+ runs=\d+ baseline="[^"]+"$')


def main():
    done = subprocess.run([sys.argv[1], "roca", "--quick"], capture_output=True, text=True, timeout=110)
    lines = [LINE.match(line) for line in done.stdout.splitlines()]
    print(f"1..{len(NAMES) + 1}")
    failed = 0
    for number, name in enumerate(NAMES, 1):
        ok = done.returncode == 0 and any(m and m[1] == name and float(m[2]) > 0 for m in lines)
        failed += not ok
        print(f"{'ok' if ok else 'not ok'} {number} /bench/{name}")
    refused = subprocess.run([sys.argv[1], "nothing"], capture_output=True, text=True, timeout=20)
    ok = refused.returncode == 2 and "no other suite" in refused.stderr
    print(f"{'ok' if ok else 'not ok'} {len(NAMES) + 1} /bench/unknown-suite")
    if failed:
        for line in (done.stdout + done.stderr).splitlines()[-20:]:
            print(f"# {line}")
    sys.exit(1 if failed or not ok else 0)


if __name__ == "__main__":
    main()
