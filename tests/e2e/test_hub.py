#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Decision Hub as two people live it, keyboard only: the lead moves a threshold and saves the
draft; the administrator approves it, makes it live and puts it back; a switch of language in between
loses nothing. Usage: test_hub.py BUILD en|zh   (TAP)"""
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import data
from story import PEOPLE, Story, play

HERE = pathlib.Path(__file__).resolve().parent
WORDS = {
    "en": dict(user="^User:", lead="W. Zhao", admin="A. Novak", type="^Withdrawal anomaly:",
               title="Withdrawal anomaly · thresholds", auto_pass="Auto-pass threshold", unsaved="not saved",
               changes="system recall", note="Why this draft", save="Save draft", draft="r2 · draft",
               waits="Draft r2 by W. Zhao waits for approval", look="Look at it", approve="^Approve",
               approved="r2 · approved", reason="^Reason", make_live="Make live", live="r2 · live",
               history="^Versions of the policy", back="Put back", first="^r1 · ", again="r1 · live"),
    "zh": dict(user="^用户", lead="W. Zhao", admin="A. Novak", type="^异常提币：",
               title="异常提币 · 阈值", auto_pass="自动放行阈值", unsaved="未保存",
               changes="系统召回率", note="起草原因", save="保存草稿", draft="r2 · 草稿",
               waits="草稿 r2（W. Zhao 起草）待批准", look="查看", approve="^批准",
               approved="r2 · 已批准", reason="^原因", make_live="^上线", live="r2 · 已上线",
               history="^策略版本", back="回滚", first="^r1 · ", again="r1 · 已上线"),
}
NOTE = "quiet ones need nobody"


class Hub(Story):
    def __init__(self, stage, language):
        super().__init__(stage, language, WORDS[language])

    def prepare(self):
        home = self.stage.home
        data.write(home)
        mapping = ["--mapping", str(HERE / "chain.json")]
        transfers = str(home / "transfers.csv.gz")
        self.stage.server("import", *mapping, str(home / "labels.csv"), transfers)
        assert json.loads(self.stage.server("train", "--type", "withdrawal_anomaly", "--json"))
        self.stage.server("import", *mapping, "--queue", str(home / "queue.csv"), transfers)

    def start(self):
        self.start_app(r"\bWD-\d+")

    def open(self):
        self.become("lead")
        self.stage.key("alt+2")
        self.stage.expect(self.words["type"], rows=True)
        self.stage.go_to(self.words["type"], "Down", 8)
        self.says(self.words["title"])

    def move(self):
        self.stage.focus(self.words["auto_pass"])
        for _ in range(4):
            self.stage.key("Right")
        self.says(self.words["auto_pass"] + " 0.07")
        self.says(self.words["unsaved"])
        self.says(self.words["changes"])

    def switch_language(self):
        for language in ("zh" if self.language == "en" else "en", self.language):
            self.stage.key("ctrl+shift+l")
            self.says(WORDS[language]["auto_pass"] + " 0.07")
            self.says(WORDS[language]["unsaved"])

    def save(self):
        self.stage.focus(self.words["note"])
        self.stage.type(NOTE)
        self.press(self.words["save"])
        self.says(self.words["draft"])
        assert not self.can(self.words["approve"]), "who wrote it can approve it"

    def approve(self):
        self.become("admin")
        self.stage.key("alt+2")
        self.says(self.words["waits"])
        self.press(self.words["look"])
        self.says(self.words["draft"])
        self.press(self.words["approve"])
        self.says(self.words["approved"])

    def make_live(self):
        self.stage.focus(self.words["reason"])
        self.stage.type("proven on 30 days")
        self.press(self.words["make_live"])
        self.says(self.words["live"])

    def put_back(self):
        self.stage.focus(PEOPLE)
        self.stage.go_to(self.words["type"], "Tab")
        self.stage.go_to(self.words["history"], "Down")
        self.stage.expect(self.words["first"], rows=True)
        self.stage.go_to(r"^r\d · ", "Tab")
        self.stage.go_to(self.words["first"], "Down")
        self.stage.focus(self.words["reason"])
        self.stage.type("block rate left its band")
        self.press(self.words["back"])
        self.says(self.words["again"])

    def audit(self):
        self.stage.stop_app()
        self.stage.server("verify-audit")


STEPS = ("prepare", "start", "open", "move", "switch_language", "save", "approve", "make_live", "put_back",
         "audit")


if __name__ == "__main__":
    sys.exit(play(Hub, STEPS))
