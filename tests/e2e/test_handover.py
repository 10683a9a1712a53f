#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The end of a shift, keyboard only: a reviewer starts a shift, takes a case, and the end of the shift
leads into handing it over, with a next step and a note; the lead finds it on Today, reads what is to be
done, accepts, and the case is theirs. Usage: test_handover.py BUILD en|zh   (TAP)"""
import datetime
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from story import Story, play

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


class Handover(Story):
    def __init__(self, stage, language):
        super().__init__(stage, language, WORDS[language])

    def expect_row(self, sql, row):
        found = tuple(self.query(sql)[0])
        assert found == row, found

    def prepare(self):
        now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000Z")
        path = self.stage.home / "handover.jsonl"
        path.write_text("\n".join(json.dumps(make_case(n, now)) for n in range(CASES)) + "\n")
        self.stage.server("import", str(path))
        self.change("UPDATE case_file SET received_at = received_at - 600000000")

    def start(self):
        self.start_app(r"\bWD-\d+")

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



if __name__ == "__main__":
    sys.exit(play(Handover, STEPS))
