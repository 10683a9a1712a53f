#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a lead sees to, keyboard only: a command that failed is sent again, another is confirmed by hand
and its case closes; what was late, with the case behind a number; a referral from draft to filed.
Usage: test_floor.py BUILD en|zh   (TAP)"""
import datetime
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from story import PEOPLE, Story, play

CASES = 4
WORDS = {
    "en": dict(user="^User:", lead="W. Zhao", claimed="claimed by you", effects=r"^Effects to see to \(",
               tile="^Effects to see to: 1", again="^Send again: ", by_hand="^Confirm by hand: ",
               reason="^How you know that it was done$", confirm="^Confirm that it was done: ",
               late="^All, Open, late: 2$", row=r"Late by ", draft="^What is suspected, and why$", save="^Save the draft$",
               send="^Send to compliance$", file="^Filed…$", number="^The authority's number$", filed="^Filed$",
               search="^Search commands$"),
    "zh": dict(user="^用户", lead="W. Zhao", claimed="由您处理", effects="^待处理的执行动作（",
               tile="^待处理的执行动作(: |：)1", again="^重新下发: ", by_hand="^手动确认: ",
               reason="^确认依据$", confirm="^确认已执行: ",
               late="^合计, 未结已超时: 2$", row=r"超时 ", draft="^可疑事项及理由$", save="^保存草稿$",
               send="^转交合规$", file="^已报送…$", number="^主管机关编号$", filed="^已报送$",
               search="^搜索命令$"),
}


def make_case(number, now):
    return {
        "schema": "riskops-case/1", "external_id": f"floor-{number}", "source": "e2e", "type": "withdrawal_anomaly",
        "priority": 20, "value": "125.00", "currency": "USD", "opened_at": now, "language": "en",
        "subject": {"external_id": f"customer-{number}"},
        "evidence": [{"kind": "login", "at": now, "fields": [
            {"name": "device", "value": f"Pixel · {number}", "type": "text", "klass": "personal"}]}],
    }


class Floor(Story):
    def __init__(self, stage, language):
        super().__init__(stage, language, WORDS[language])

    def prepare(self):
        now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000Z")
        path = self.stage.home / "floor.jsonl"
        path.write_text("\n".join(json.dumps(make_case(n, now)) for n in range(CASES)) + "\n")
        self.stage.server("import", str(path))
        self.change("UPDATE case_file SET received_at = received_at - 600000000")

    def start(self):
        self.start_app(r"\bWD-\d+")

    def both_confirmed(self):
        self.stage.wait(lambda: self.count("SELECT COUNT(*) FROM effect WHERE state = 'confirmed'") == 2,
                        "both commands to be confirmed", 90)

    def decide(self):
        """Two cases are passed; their commands are confirmed by the simulated core."""
        self.stage.key("Return")
        self.stage.expect(self.words["claimed"])
        for number in (1, 2):
            self.stage.key("p")
            self.stage.key("ctrl+Return")
            self.stage.wait(lambda: self.count("SELECT COUNT(*) FROM decision") == number, f"decision {number}")
            self.stage.expect(self.words["claimed"])
        self.both_confirmed()
        self.stage.stop_app()

    def spoil(self):
        """As if the core had refused both; and the cases that wait came six hours ago."""
        self.change(
            "UPDATE effect SET state = 'failed', reason = 'refused', next_at = NULL, version = version + 1",
            "UPDATE case_file SET state = 'effects_pending' WHERE state = 'closed'",
            "UPDATE work_item SET queued_at = queued_at - 21600000000, due_at = due_at - 21600000000 "
            "WHERE state <> 'closed'")
        self.start()
        self.says(self.words["effects"] + r".*2")

    def back_from_search(self, name):
        """What stands before the queue is a few steps back from its search."""
        self.stage.key("slash")
        self.stage.go_to(name, "shift+Tab", 16)

    def become(self, who):
        self.back_from_search(PEOPLE)
        self.choose_user(who)

    def open_effects(self):
        self.back_from_search(self.words["effects"])
        self.stage.key("space")

    def retry(self):
        self.open_effects()
        self.stage.wait(lambda: self.can(self.words["again"]), "that it can be sent again")
        self.press_space(self.words["again"])
        self.says(self.words["effects"] + r".*1")

    def by_hand(self):
        """Never by who decided: the lead looks, and says how they know."""
        own = self.stage.find(self.words["by_hand"])
        assert own is not None and not self.stage.has_state(own, "SENSITIVE")
        self.become("lead")
        self.says(self.words["tile"])
        self.press_space(self.words["tile"])
        self.stage.wait(lambda: self.stage.find(self.words["by_hand"]), "that it can be confirmed by hand")
        self.press_space(self.words["by_hand"])
        self.stage.wait(lambda: self.stage.find(self.words["reason"]), "the question how one knows")
        self.stage.type("ticket OPS-12")
        self.press_space(self.words["confirm"])
        self.stage.gone(self.words["effects"])

    def attainment(self):
        self.palette("attainment")
        self.says(self.words["late"])
        self.stage.focus_window()
        self.press_space(self.words["late"])
        self.stage.expect_row(self.words["row"])

    def open_late(self):
        self.stage.focus(self.words["row"])
        self.stage.key("Return")
        self.says("WD-")

    def refer(self):
        self.palette("transaction referrals")
        self.stage.expect(self.words["draft"], "text")
        self.stage.focus_window()
        self.stage.type("Deposits from nine strangers left within the hour.")
        self.press(self.words["save"])
        self.press(self.words["send"])
        self.stage.wait(lambda: self.stage.find(self.words["file"]), "that it can be filed")
        self.press_space(self.words["file"])
        self.stage.expect(self.words["number"], "text")
        self.stage.type("FIU-2026-118")
        self.stage.key("Return")
        self.says(self.words["filed"])
        self.stage.key("Escape")

    def audit(self):
        self.both_confirmed()
        self.stage.stop_app()
        self.stage.server("verify-audit")
        confirmed = self.query("SELECT COUNT(*), COUNT(by_account) FROM effect WHERE state = 'confirmed'")[0]
        filed = self.query("SELECT note FROM referral WHERE state = 'filed'")
        assert tuple(confirmed) == (2, 1), tuple(confirmed)
        assert self.count("SELECT COUNT(*) FROM case_file WHERE state = 'closed'") == 2
        assert [row["note"] for row in filed] == ["FIU-2026-118"], filed


STEPS = ("prepare", "start", "decide", "spoil", "retry", "by_hand", "attainment", "open_late", "refer", "audit")


if __name__ == "__main__":
    sys.exit(play(Floor, STEPS))
