#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""House rules that a machine can check. `--all` adds those that need more tools than a build.

Each check is a function that yields one line per fault; the TAP line of a check fails when it
yields any.
"""
import json
import pathlib
import re
import shutil
import subprocess
import sys
import xml.dom.minidom

ROOT = pathlib.Path(__file__).resolve().parents[2]
FILE_STOP, FUNCTION_STOP, NESTING_STOP = 800, 80, 6


def tracked(*patterns):
    out = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", *patterns],
                         cwd=ROOT, capture_output=True)
    if out.returncode != 0:  # a source archive has no git
        return [p for pattern in patterns for p in ROOT.rglob(pattern) if "build" not in p.parts]
    return [ROOT / name for name in out.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


def name(path):
    return str(path.relative_to(ROOT))


def functions(lines):
    """(first line, length) of each function: from its name's line to the closing column-0 brace."""
    start = None
    for i, line in enumerate(lines):
        if line == "{":
            start = i
        elif line == "}" and start is not None:
            yield start, i - start - 1
            start = None


def check_sizes():
    for path in tracked("*.c", "*.h", "*.py", "*.ui"):
        lines = path.read_text(encoding="utf-8").splitlines()
        if len(lines) > FILE_STOP:
            yield f"{name(path)}: {len(lines)} lines, the stop is {FILE_STOP}"
        if path.suffix != ".c":
            continue
        for start, length in functions(lines):
            if length > FUNCTION_STOP:
                yield f"{name(path)}:{start}: a function of {length} lines, the stop is {FUNCTION_STOP}"


def check_headers():
    for path in tracked("*.c", "*.h", "*.py", "*.ui", "meson.build", "dev", "*.css", "*.sql"):
        head = path.read_text(encoding="utf-8")[:400]
        if "SPDX-License-Identifier: GPL-3.0-or-later" not in head and path.name != "meson.build":
            yield f"{name(path)}: no SPDX line"


def check_words():
    words = re.compile(r"\b(TODO|FIXME|XXX|HACK|not implemented)\b")
    paths = re.compile(r"(?<![\w.])/(work|farm|tmp/wt|root)/")
    for path in tracked("src", "data", "tests", "po", "README.md", "dev", ".ci"):
        if path.suffix in (".png", ".mo", ".gz") or path == pathlib.Path(__file__).resolve():
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            if words.search(line):
                yield f"{name(path)}:{number}: {words.search(line).group(0)}"
            if paths.search(line):
                yield f"{name(path)}:{number}: a path of one machine"


def check_tips():
    """A tooltip that is set on a widget in a window asks the display at once: review_tip_set waits."""
    for path in tracked("src/*.c", "src/**/*.c"):
        if path.name == "review-tip.c":
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if re.search(r"\bgtk_widget_set_tooltip_(text|markup)\b", line):
                yield f"{name(path)}:{number}: use review_tip_set"


def check_translations():
    potfiles = ROOT / "po" / "POTFILES.in"
    if not potfiles.exists():
        return
    listed = [l for l in potfiles.read_text().split("\n") if l and not l.startswith("#")]
    if listed != sorted(listed):
        yield "po/POTFILES.in: not sorted"
    marked = re.compile(r'(?<![\w])(?:_|N_|C_|NC_|ngettext|g_dngettext|g_dpgettext2?) ?\("|translatable="(yes|true)"')
    for path in tracked("src/*.c", "src/*.ui", "data/*.in", "*.desktop", "src/**/*.c", "src/**/*.ui"):
        uses = marked.search(path.read_text(encoding="utf-8"))
        if uses and name(path) not in listed:
            yield f"po/POTFILES.in: {name(path)} has texts and is not listed"
    for file in listed:
        if not (ROOT / file).exists():
            yield f"po/POTFILES.in: {file} does not exist"
    for po in tracked("po/*.po"):
        out = subprocess.run(["msgfmt", "--statistics", "-c", "-o", "/dev/null", po], capture_output=True,
                             text=True, env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"})
        if out.returncode != 0 or re.search(r"fuzzy|untranslated", out.stderr):
            yield f"{name(po)}: {out.stderr.strip().splitlines()[-1]}"


def check_data():
    for path in tracked("data/*.json", "data/**/*.json"):
        try:
            json.loads(path.read_text(encoding="utf-8"))
        except ValueError as error:
            yield f"{name(path)}: {error}"
    for path in tracked("*.ui", "*.svg", "*.xml"):
        try:
            xml.dom.minidom.parse(str(path))
        except Exception as error:  # any parser fault is the finding
            yield f"{name(path)}: {error}"


def check_desktop():
    for path in tracked("*.desktop"):
        out = subprocess.run(["desktop-file-validate", path], capture_output=True, text=True)
        yield from (out.stdout + out.stderr).splitlines()


def check_format():
    tool = shutil.which("clang-format-14") or shutil.which("clang-format")
    version = subprocess.run([tool, "--version"], capture_output=True, text=True).stdout if tool else ""
    if " 14." not in version:
        print("# format: clang-format 14 is the style and is not here; not checked")
        return
    files = [str(p) for p in tracked("*.c", "*.h")]
    out = subprocess.run([tool, "--dry-run", "--Werror", *files], capture_output=True, text=True, cwd=ROOT)
    for line in sorted({l.split(": error")[0] for l in out.stderr.splitlines() if ": error" in l}):
        yield line.replace(str(ROOT) + "/", "")


def check_shell():
    out = subprocess.run(["shellcheck", "dev", ".ci/run"], capture_output=True, text=True, cwd=ROOT)
    yield from out.stdout.splitlines()


BASIC = [check_sizes, check_headers, check_words, check_tips, check_translations, check_data]
MORE = [check_desktop, check_format, check_shell]


def main():
    checks = BASIC + (MORE if "--all" in sys.argv else [])
    failed = 0
    print(f"1..{len(checks)}")
    for number, check in enumerate(checks, 1):
        faults = list(check())
        failed += bool(faults)
        for fault in faults[:200]:
            print(f"# {fault}")
        print(f"{'not ok' if faults else 'ok'} {number} {check.__name__[6:]}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
