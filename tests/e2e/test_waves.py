#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A wave of 300 as a lead lives it, keyboard only: it is there by itself, one case is taken out, the
rest is decided with one reason, taken back, decided again; a list entry is proposed and nobody's own to
approve. Usage: test_waves.py BUILD en|zh   (TAP)"""
import datetime
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from story import Story, play

CASES = 300
WORDS = {
    "en": dict(user="^User:", lead="W. Zhao", wave="^WV-1, 300 cases", ready="300 ready, 30 of them to be read singly",
               block="^Stop$", first="^Cancel and return", sound="^Reasoning sound$", reason="^Reason for all of them",
               take_out="^Take out…", why="^Why it is none of the wave", fewer="299 ready, 30 of them",
               decide="^Decide 269 cases$", done="269 decided, 30 read singly, 0 left out",
               undo=r"^Undo \(\d", back="299 ready", lists="^Lists$", new="^Propose an entry$", on_block="^Block list$", device="^Device$",
               value="^Value$", why_listed="^Reason, without", propose="^Propose$", own="You proposed it"),
    "zh": dict(user="^用户", lead="W. Zhao", wave="^WV-1，300 件|^WV-1, 300 件", ready="300 件可一并决定，其中 30 件单独审阅",
               block="^拦截提币$", first="^取消并退回余额", sound="^理由成立$", reason="^适用于整批的处理依据",
               take_out="^移出…", why="^为何不属于这一批", fewer="299 件可一并决定，其中 30 件",
               decide="^决定 269 件$", done="269 件已决定，30 件单独审阅，0 件排除",
               undo=r"^撤销（\d", back="299 件可一并决定", lists="^名单$", new="^提议条目$", on_block="^黑名单$", device="^设备$",
               value="^名单内容$", why_listed="^原因，请勿", propose="^提议$", own="由您提议"),
}
REASON = "One device pays out for all of them."


def field(name, value, klass="personal"):
    return {"name": name, "value": value, "type": "text", "klass": klass}


def make_case(number, now, device):
    return {
        "schema": "riskops-case/1", "external_id": f"wave-{number}", "source": "e2e", "type": "withdrawal_anomaly",
        "priority": 20, "value": "125.00", "currency": "USD", "opened_at": now, "language": "en",
        "subject": {"external_id": f"customer-{number}"},
        "evidence": [{"kind": "login", "at": now, "fields": [field("device", device)]}],
    }


class Waves(Story):
    def __init__(self, stage, language):
        super().__init__(stage, language, WORDS[language])

    def prepare(self):
        """A wave and a few others, as they waited in vain for an agent ten minutes ago."""
        now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000Z")
        cases = [make_case(n, now, "Pixel 9 · 3f2a") for n in range(CASES)]
        cases += [make_case(CASES + n, now, f"iPhone · 91c{n}") for n in range(5)]
        path = self.stage.home / "wave.jsonl"
        path.write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in cases) + "\n")
        self.stage.server("import", str(path))
        self.change("UPDATE case_file SET received_at = received_at - 600000000")

    def start(self):
        self.start_app(r"\bWD-\d+")

    def open(self):
        self.become("lead")
        self.stage.key("alt+3")
        self.stage.expect(self.words["wave"], seconds=90, rows=True)
        self.says(self.words["ready"])

    def take_out(self):
        self.press_space(self.words["take_out"])
        self.stage.wait(lambda: self.stage.find(self.words["why"]), "the question why")
        self.stage.type("a borrowed phone")
        self.stage.key("Return")
        self.says(self.words["fewer"])

    def fill_in(self):
        self.press_space(self.words["block"])
        self.stage.wait(lambda: self.stage.find(self.words["first"]), "the dispositions")
        self.press_space(self.words["first"])
        self.press_space(self.words["sound"])
        self.stage.focus(self.words["reason"])
        self.stage.type(REASON)
        self.stage.wait(lambda: self.can(self.words["decide"]), "that it can be decided")

    def decide(self):
        self.stage.key("ctrl+Return")
        self.says(self.words["done"])

    def undo(self):
        self.stage.wait(lambda: self.can(self.words["undo"]), "that it can be undone")
        self.stage.key("ctrl+z")
        self.says(self.words["back"])

    def decide_again(self):
        self.stage.wait(lambda: self.can(self.words["decide"]), "that it can be decided again")
        self.stage.key("ctrl+Return")
        self.says(self.words["done"])

    def propose(self):
        self.press_space(self.words["lists"])
        self.press_space(self.words["new"])
        self.press_space(self.words["on_block"])
        self.press_space(self.words["device"])
        self.stage.focus(self.words["value"])
        self.stage.type("Galaxy 11 9c4d")
        self.stage.focus(self.words["why_listed"])
        self.stage.type("seen in a wave")
        self.press(self.words["propose"])
        self.says(self.words["own"])

    def audit(self):
        self.stage.stop_app()
        self.stage.server("verify-audit")
        stands = self.count("SELECT COUNT(*) FROM effective_decision")
        assert stands == 269, stands


STEPS = ("prepare", "start", "open", "take_out", "fill_in", "decide", "undo", "decide_again", "propose", "audit")


if __name__ == "__main__":
    sys.exit(play(Waves, STEPS))
