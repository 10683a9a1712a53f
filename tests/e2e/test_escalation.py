#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Escalating, keyboard only: an agent escalates a case with a recommendation and what was checked; a
senior finds it in the inbox and returns it with guidance; the agent reads that and decides. What the
store says is held against what was on screen. Usage: test_escalation.py BUILD en|zh   (TAP)"""
import json
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from story import Story, play
from test_spine import DISPLAY, Spine
from test_spine import WORDS as SPINE

WORDS = {
    "en": dict(user="^User:", next="^Next case$", agent="M. Okafor", senior="L. Chen", reasons="^Evidence contradicts itself$",
               checked="^What was checked$", inbox=r"^Escalated to you \(1\)", row="M. Okafor · recommends: ",
               says="Checked: ", guidance="^Guidance", answer="^Returned with guidance$",
               returned="Returned with guidance. “", feedback="^Feedback: 1 new", complete="^Complete"),
    "zh": dict(user="^用户", next="^下一件$", agent="M. Okafor", senior="L. Chen", reasons="^证据矛盾$",
               checked="^已核查内容$", inbox="^待您答复的升级（1）", row="M. Okafor · 建议：", says="已核查：", guidance="^指引$",
               answer="^附指引退回", returned="附指引退回", feedback="^反馈：1", complete="^已填写完整"),
}
CHECKED = "Devices and logins of thirty days."
WHY = "The device (E1) says one thing and the money another."
GUIDANCE = "Look at who pays in before you decide."
ESCALATED = "conflict"


class Escalation(Story):
    def __init__(self, stage, language):
        super().__init__(stage, language, SPINE[language] | WORDS[language])
        self.spine = Spine(stage, language)
        self.mine = None

    def prepare(self):
        self.spine.prepare()

    def start(self):
        self.start_app(DISPLAY.pattern)

    def take(self):
        self.become("agent")
        self.press(self.words["next"])
        self.stage.expect(self.words["claimed"])
        self.spine.see()
        self.mine = self.stage.wait(self.spine.display_id, "the open case's id")

    def escalate(self):
        """A reason from the list, a recommendation by its number, what was checked, why."""
        self.stage.key("e")
        self.stage.expect(self.words["reasons"], "check box")
        self.stage.type(ESCALATED)
        self.stage.key("Return", "Escape")
        self.stage.gone(self.words["reasons"], "check box")
        self.stage.key("2")
        self.stage.focus(self.words["checked"])
        self.stage.type(CHECKED)
        self.stage.key("Escape", "n", "r")
        self.stage.expect("^RC-X08", "check box")
        self.stage.type("RC-X08")
        self.stage.key("Return")
        self.stage.gone("^RC-X08", "check box")
        self.stage.key("a")
        self.stage.wait(lambda: re.search(self.words["annotation"], self.stage.focused()), "the annotation")
        self.stage.type(WHY)
        self.stage.expect(self.words["complete"])
        self.stage.key("ctrl+Return")
        self.stage.gone(self.words["undo"], "push button", seconds=30)
        row = self.stage.wait(lambda: self.query("SELECT * FROM escalation"), "the escalation in the store")[0]
        assert row["from_account"] == "u-agent" and row["answered_at"] is None, dict(row)

    def answer(self):
        """The senior opens it from the inbox and gives it back with what to look at."""
        self.become("senior")
        self.stage.expect(self.words["inbox"])
        self.stage.focus(f"{self.mine}, {self.words['row']}")
        self.stage.key("Return")
        self.stage.expect(f"{self.words['says']}{re.escape(CHECKED)}")
        self.stage.expect(self.words["claimed"])
        self.press(self.words["answer"])  # without guidance it is not returned
        self.stage.wait(lambda: re.search(self.words["guidance"], self.stage.focused()), "the guidance")
        self.stage.type(GUIDANCE)
        self.press(self.words["answer"])
        row = self.stage.wait(lambda: self.query("SELECT * FROM escalation WHERE answered_at IS NOT NULL"),
                              "the answer in the store")[0]
        assert row["answered_by"] == "u-senior" and row["answer"] == "returned_with_guidance", dict(row)

    def returned(self):
        """It is the agent's next case, with the guidance on it."""
        self.become("agent")
        self.stage.expect(self.words["feedback"])
        self.press(self.words["next"])
        self.stage.expect(f"{self.words['returned']}.*{re.escape(GUIDANCE)}")
        self.stage.expect(self.words["claimed"])
        self.stage.wait(lambda: self.spine.display_id() == self.mine, f"{self.mine} again")

    def decisions(self):
        return self.query("SELECT d.* FROM decision d JOIN case_file c ON c.id = d.case_id"
                          " WHERE c.display_id = ? AND d.choice <> 'escalate' ORDER BY d.n", self.mine)

    def decide(self):
        self.spine.decide()
        self.stage.key("ctrl+Return")
        self.stage.wait(self.decisions, f"{self.mine} to be decided")

    def stored(self):
        self.stage.gone(self.words["undo"], "push button", seconds=30)
        self.stage.wait(lambda: not self.query("SELECT 1 FROM pending_decision"), "the decision to take effect")
        rows = self.decisions()
        assert [row["account"] for row in rows] == ["u-agent"], [dict(row) for row in rows]
        self.stage.stop_app()
        labels = [json.loads(line) for line in self.stage.server("export-labels").splitlines()]
        assert [one["actor"] for one in labels if one.get("actor")] == ["u-agent"], labels
        self.stage.server("verify-audit")


STEPS = ("prepare", "start", "take", "escalate", "answer", "returned", "decide", "stored")


if __name__ == "__main__":
    sys.exit(play(Escalation, STEPS))
