#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The end of a shift, keyboard only: a reviewer starts a shift, takes a case, and the end of the shift
leads into handing it over, with a next step and a note; the lead finds it on Today, reads what is to be
done, accepts, and the case is theirs. Usage: test_handover.py BUILD en|zh   (TAP)"""
import datetime
import json
import pathlib
import re
import sqlite3
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from harness import Failure, Stage
from test_hub import Hub

CASES = 3
NOTE = "the payslip of May is missing"
WORDS = {
    "en": dict(user="^User:", lead="W. Zhao", claimed="claimed by you", no_case="^No case open$", unclaimed="^not claimed$",
               search="^Search commands$",
               on="^My shift: On shift$", off="^My shift: Not on shift$", step="^Next step of WD-",
               note="^Note for WD-", to="^To whom$", submit="^Hand over and end my shift$",
               code="check_result", read="^Look for the outstanding result$",
               open=r"^Open WD-\d+$", tile="^Handovers to accept: 1", accept="^Accept 1 case$",
               accepted="^Accepted$"),
    "zh": dict(user="^用户", lead="W. Zhao", claimed="由您处理", no_case="^未打开案件$", unclaimed="^未领取$",
               search="^搜索命令$",
               on="^我的班次(: |：)当班中$", off="^我的班次(: |：)未当班$", step="^WD-.* 的下一步$",
               note="^WD-.* 的交接说明$", to="^交接给$", submit="^交接并下班$",
               code="check_result", read="^查收未到的结果$",
               open=r"^打开 WD-\d+$", tile="^待接收的交接(: |：)1", accept="^接收 1 件$",
               accepted="^已接收$"),
}


def make_case(number, now):
    return {
        "schema": "riskops-case/1", "external_id": f"handover-{number}", "source": "e2e",
        "type": "withdrawal_anomaly", "priority": 20, "value": "125.00", "currency": "USD", "opened_at": now,
        "language": "en", "subject": {"external_id": f"customer-{number}"},
        "evidence": [{"kind": "login", "at": now, "fields": [
            {"name": "device", "value": f"Pixel · {number}", "type": "text", "klass": "personal"}]}],
    }


class Handover(Hub):
    def __init__(self, stage, language):
        super().__init__(stage, language)
        self.words = WORDS[language]

    def expect_row(self, sql, row):
        store = next(pathlib.Path(self.stage.env["XDG_DATA_HOME"]).rglob("*.db"))
        with sqlite3.connect(f"file:{store}?mode=ro", uri=True) as db:
            found = db.execute(sql).fetchone()
        assert found == row, found

    def prepare(self):
        now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000Z")
        path = self.stage.home / "handover.jsonl"
        path.write_text("\n".join(json.dumps(make_case(n, now)) for n in range(CASES)) + "\n")
        self.stage.server("import", str(path))
        store = next(pathlib.Path(self.stage.env["XDG_DATA_HOME"]).rglob("*.db"))
        with sqlite3.connect(store) as db:
            db.execute("UPDATE case_file SET received_at = received_at - 600000000")

    def start(self):
        self.stage.start_app()
        self.stage.expect_row(r"\bWD-\d+", seconds=90)
        self.stage.focus_window()
        if self.language == "zh":
            self.stage.key("ctrl+shift+l")
        self.says(self.words["user"])

    def palette(self, words):
        """The English words find a command in Chinese, too."""
        self.stage.focus_window()
        self.stage.key("ctrl+k")
        self.says(self.words["search"])
        self.stage.focus_window()
        self.stage.type(words)
        self.stage.key("Return")
        self.stage.gone(self.words["search"])
        self.stage.focus_window()

    def shift(self):
        self.says(self.words["off"])
        self.palette("start my shift")
        self.says(self.words["on"])
        self.stage.key("alt+1")
        self.stage.key("Return")
        self.stage.expect(self.words["claimed"])

    def end(self):
        """Never silently: what is held leads into the handover, and the shift is on until it is done."""
        self.palette("end my shift")
        self.says(self.words["submit"])
        self.says(self.words["step"])
        self.expect_row("SELECT COUNT(*) FROM shift WHERE ended_at IS NOT NULL", (0,))

    def choose(self, name, place):
        """In a list of choices, what stands at that place from the top, from 0."""
        self.stage.focus(name)
        self.stage.key("space", "Home")
        for _ in range(place):
            self.stage.key("Down")
        self.stage.key("Return")

    def write(self):
        self.choose(self.words["step"], 3)
        self.stage.focus(self.words["note"])
        self.stage.type(NOTE)
        self.stage.key("ctrl+Return")
        self.says(self.words["off"])
        self.expect_row("SELECT step, note, state FROM handover_item", (self.words["code"], NOTE, "open"))
        self.expect_row("SELECT COUNT(*) FROM shift WHERE ended_at IS NOT NULL", (1,))
        self.expect_row("SELECT COUNT(*) FROM lease", (0,))
        self.stage.key("alt+1")
        self.stage.gone(self.words["claimed"])
        self.says(self.words["no_case"])  # not as one that was lost
        self.stage.key("alt+0")

    def accept(self):
        self.become("lead")
        self.says(self.words["tile"])
        self.stage.focus(self.words["tile"])
        self.stage.key("space")
        self.says(self.words["read"])
        self.says(NOTE)
        self.press(self.words["accept"])
        self.says(self.words["accepted"])
        self.expect_row("SELECT state, by_account FROM handover_item", ("accepted", "u-lead"))

    def go_on(self):
        """The case opens from its handover; it is what comes next, before what waits for anybody."""
        self.press(self.words["open"])
        self.says(self.words["unclaimed"])
        self.stage.key("Return")
        self.stage.expect(self.words["claimed"])
        self.expect_row("SELECT l.account, l.work_item = i.work_item FROM lease l, handover_item i",
                        ("u-lead", 1))

    def audit(self):
        self.stage.stop_app()
        self.stage.server("verify-audit")


STEPS = ("prepare", "start", "shift", "end", "write", "accept", "go_on", "audit")


def main(build, language, shots=None):
    print(f"1..{len(STEPS)}", flush=True)
    with Stage(build) as stage:
        handover = Handover(stage, language)
        for number, name in enumerate(STEPS, 1):
            try:
                getattr(handover, name)()
                if shots and stage.app:
                    stage.settle()
                    stage.shot(pathlib.Path(shots) / f"{language}-{number:02d}-{name}.png")
            except (Failure, AssertionError) as error:
                print(f"not ok {number} {language}: {name}")
                print(f"# {error}")
                shown = stage.names() if stage.app else []
                print("\n".join("# " + re.sub(r"\s+", " ", one) for one in shown))
                stage.shot(pathlib.Path(build) / f"e2e-handover-{language}-failed.png")
                print("Bail out!")
                return 1
            print(f"ok {number} {language}: {name}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4]))
