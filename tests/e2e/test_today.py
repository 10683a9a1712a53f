#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The day as it begins, keyboard only: a lead finds Today open, a figure opens the queue with what it
counts, a switch of language stays on the page, and a reviewer's page is the small one.
Usage: test_today.py BUILD en|zh   (TAP)"""
import datetime
import json
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from story import Story, play

WAITING = 9
WORDS = {
    "en": dict(user="^User:", lead="W. Zhao", senior="L. Chen", breach="^Going to breach$",
               waiting=r"^Withdrawal anomaly, Waiting: 9\. Opens the queue", row="^WD-", first="^KYC audit",
               today="^Today$", other="^即将超时$", own="^My accuracy, 90 days$", people="^People qualified$"),
    "zh": dict(user="^用户", lead="W. Zhao", senior="L. Chen", breach="^即将超时$",
               waiting="^异常提币，待审：9。打开待审队列", row="^WD-", first="^KYC 审核",
               today="^今日$", other="^Going to breach$", own="^我的准确率（近 90 天）$", people="^具备资格人员$"),
}


def make_case(number, case_type, minutes):
    now = datetime.datetime.now(datetime.timezone.utc)
    opened = (now - datetime.timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    return {
        "schema": "riskops-case/1", "external_id": f"day-{number}", "source": "e2e", "type": case_type,
        "priority": 20, "value": "125.00", "currency": "USD", "opened_at": opened, "language": "en",
        "subject": {"external_id": f"customer-{number}"},
        "evidence": [{"kind": "login", "at": opened,
                      "fields": [{"name": "device", "value": f"Pixel {number}", "type": "text", "klass": "personal"}]}],
    }


class Today(Story):
    def __init__(self, stage, language):
        super().__init__(stage, language, WORDS[language])

    def prepare(self):
        """Cases of two types, as they waited in vain for an agent ten minutes ago."""
        cases = [make_case(n, "withdrawal_anomaly", 5) for n in range(WAITING)]
        cases += [make_case(WAITING + n, "kyc_audit", 5) for n in range(2)]
        path = self.stage.home / "day.jsonl"
        path.write_text("\n".join(json.dumps(one) for one in cases) + "\n")
        self.stage.server("import", str(path))
        self.change("UPDATE case_file SET received_at = received_at - 600000000")

    def start(self):
        self.start_app(r"\bWD-\d+")

    def lead(self):
        self.become("lead")
        self.says(self.words["breach"])
        self.says(self.words["people"])

    def queue(self):
        self.stage.wait(lambda: self.stage.find(self.words["waiting"]), "the figure", 300)
        self.stage.focus(self.words["waiting"])
        self.stage.key("Return")
        self.stage.wait(lambda: self.count_rows() == WAITING, f"{WAITING} rows in the queue", 60)

    def count_rows(self):
        return sum(1 for _ in self.stage.matching(
            lambda one: one.role in ("list item", "table row") and re.search(r"\bWD-\d+", one.name), rows=True))

    def language_switch(self):
        self.stage.key("alt+0")
        self.says(self.words["breach"])
        self.stage.key("ctrl+shift+l")
        self.says(self.words["other"])
        self.stage.focus_window()
        self.stage.key("ctrl+shift+l")
        self.says(self.words["breach"])
        self.stage.focus_window()

    def reviewer(self):
        self.become("senior")
        self.stage.key("alt+0")
        self.says(self.words["own"])

    def end(self):
        self.stage.stop_app()
        self.stage.server("verify-audit")


STEPS = ("prepare", "start", "lead", "queue", "language_switch", "reviewer", "end")


if __name__ == "__main__":
    sys.exit(play(Today, STEPS))
