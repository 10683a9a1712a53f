#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Waiting, keyboard only: customers are asked and simulated ones answer, a case is held, and both are
found among one's own and opened while another case is on the desk: what has come back shows the
answer, and the hold of what still waits is ended by hand.
Usage: test_waiting.py BUILD en|zh   (TAP)"""
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from story import Story, play

ROW = r"\b(WD|POA|KYC|ATO|2FA)-\d+"
ANSWERS = 150  # s: a simulated customer who answers does so within two minutes
WORDS = {
    "en": dict(user="^User:", claimed="claimed by you", asked="The customer was asked", answered="The customer answered",
               held="Held: ", back=r"\d back", complete="Complete", says="Answered .*among the evidence",
               end="^End the hold"),
    "zh": dict(user="^用户", claimed="由您处理", asked="已要求客户补充", answered="客户已答复", held="挂起：",
               back=r"\d 件已返回", complete="已填写完整", says="内容见证据", end="^结束挂起"),
}
ASKED = 3  # cases; of a hundred simulated customers twelve do not answer in time


class Waiting(Story):
    def __init__(self, stage, language):
        super().__init__(stage, language, WORDS[language])

    def prepare(self):
        """Generated cases, whose customers answer; ROCA learns from a short history."""
        self.stage.server("demo", "--history", "300", "--arriving", "20")
        self.stage.server("train", "--type", "withdrawal_anomaly")

    def start(self):
        self.start_app(ROW, seconds=120)

    def says(self, name, seconds=30):
        return self.stage.expect(name, seconds=seconds, rows=True)

    def take(self):
        self.stage.key("Return")
        self.says(self.words["claimed"])

    def ask(self):
        for n in range(ASKED):
            if n == 0:
                self.take()
            self.stage.key("q", "1")
            self.says(self.words["complete"])
            self.stage.key("ctrl+Return")
            self.says(self.words["asked"])
            self.says(self.words["claimed"])

    def hold(self):
        """The case that came next is held for an hour."""
        self.stage.key("h", "1", "1")
        self.says(self.words["complete"])
        self.stage.key("ctrl+Return")
        self.says(self.words["held"])

    def go_to(self, pattern):
        """W, and down the list to the row."""
        self.stage.key("w")
        return self.stage.go_to(pattern, "Down", ASKED + 2)

    def open(self, pattern):
        """Enter on the row, with another case on the desk."""
        row = self.go_to(pattern)
        self.stage.key("Return")
        name = re.search(ROW, row).group(0)
        self.stage.wait(lambda: self.stage.find(name, "heading"), f"{name} open")

    def answered(self):
        self.says(self.words["back"], ANSWERS)
        self.open(self.words["answered"])
        self.says(self.words["says"])
        self.says(self.words["claimed"])

    def wake(self):
        self.open(self.words["held"])
        self.stage.focus(self.words["end"])
        self.stage.key("Return")
        self.says(self.words["claimed"])


STEPS = ("prepare", "start", "ask", "hold", "answered", "wake")


if __name__ == "__main__":
    sys.exit(play(Waiting, STEPS))
