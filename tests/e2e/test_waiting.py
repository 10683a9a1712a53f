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
from harness import Failure, Stage

ROW = r"\b(WD|POA|KYC|ATO|2FA)-\d+"
ANSWERS = 150  # s: a simulated customer who answers does so within two minutes
WORDS = {
    "en": dict(claimed="claimed by you", asked="The customer was asked", answered="The customer answered",
               held="Held: ", back=r"\d back", complete="Complete", says="Answered .*among the evidence",
               end="^End the hold"),
    "zh": dict(claimed="由您处理", asked="已要求客户补充", answered="客户已答复", held="挂起：",
               back=r"\d 件已返回", complete="已填写完整", says="内容见证据", end="^结束挂起"),
}
ASKED = 3  # cases; of a hundred simulated customers twelve do not answer in time


class Waiting:
    def __init__(self, stage, language):
        self.stage, self.language, self.words = stage, language, WORDS[language]

    def prepare(self):
        """Generated cases, whose customers answer; ROCA learns from a short history."""
        self.stage.server("demo", "--history", "300", "--arriving", "20")
        self.stage.server("train", "--type", "withdrawal_anomaly")

    def start(self):
        self.stage.start_app()
        self.stage.expect_row(ROW, seconds=120)
        if self.language == "zh":
            self.stage.key("ctrl+shift+l")
            self.stage.expect_row(ROW)

    def says(self, name, seconds=30):
        return self.stage.wait(lambda: self.stage.find(name, rows=True), f"/{name}/ on the screen", seconds)

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
        for _ in range(ASKED + 2):
            focused = next((one.get_name() or "" for one in self.stage.walk(rows=True)
                            if self.stage.has_state(one, "FOCUSED")), "")
            if re.search(pattern, focused):
                return focused
            self.stage.key("Down")
        raise Failure(f"no row /{pattern}/ among one's own")

    def open(self, pattern):
        """Enter on the row, with another case on the desk."""
        row = self.go_to(pattern)
        self.stage.key("Return")
        name = re.search(ROW, row).group(0)
        self.stage.wait(lambda: any(self.stage.role(one) == "heading" and name in (one.get_name() or "")
                                    for one in self.stage.walk()), f"{name} open")

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


def main(build, language):
    steps = ["prepare", "start", "ask", "hold", "answered", "wake"]
    print(f"1..{len(steps)}", flush=True)
    with Stage(build) as stage:
        story = Waiting(stage, language)
        for n, step in enumerate(steps, 1):
            try:
                getattr(story, step)()
            except (Failure, AssertionError) as error:
                print(f"not ok {n} - {step}\n# {error}", flush=True)
                for name in stage.names() if stage.app else []:
                    print(f"#   {name}")
                return 1
            print(f"ok {n} - {step}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
