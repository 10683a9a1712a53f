#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The spine as a reviewer lives it, keyboard only: real-shaped files are imported, ROCA is trained,
a case is taken, read, decided, labelled, submitted, undone once, submitted again, and exported.
Usage: test_spine.py BUILD en|zh   (TAP)"""
import json
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import data
from story import Story, play

HERE = pathlib.Path(__file__).resolve().parent
WORDS = {
    "en": dict(user="^User:", claimed="claimed by you", unseen="^ROCA's verdict is hidden", verdict="^ROCA: (pass|block)",
               block="block", suggests="ROCA suggests (pass|block)", chain="Reasoning chain", missing="Still needed",
               complete="Complete", undo="^Undo", signals="Why: signals", annotation="Annotation", timeline="Timeline",
               typed="Address age outweighs the funding source (E1)."),
    "zh": dict(user="^用户", claimed="由您处理", unseen="^ROCA 结论已隐藏", verdict="^ROCA：建议(放行|拦截)",
               block="拦截", suggests="ROCA 建议(放行|拦截)", chain="推理链", missing="尚缺", complete="已填写完整",
               undo="^撤销", signals="信号", annotation="根因说明", timeline="时间线",
               typed="Address age outweighs the funding source (E1)."),
}
DISPLAY = re.compile(r"(WD|POA|KYC|ATO|2FA)-\d+")


class Spine(Story):
    def __init__(self, stage, language):
        super().__init__(stage, language, WORDS[language])
        self.first = None

    def prepare(self):
        """Real-shaped data: history to learn from, eight accounts that arrive as work."""
        home = self.stage.home
        data.write(home)
        mapping = ["--mapping", str(HERE / "chain.json")]
        transfers = str(home / "transfers.csv.gz")
        self.stage.server("import", *mapping, str(home / "labels.csv"), transfers)
        trained = json.loads(self.stage.server("train", "--type", "withdrawal_anomaly", "--json"))
        assert trained, "train says nothing"
        self.stage.server("import", *mapping, "--queue", str(home / "queue.csv"), transfers)

    def start(self):
        self.start_app(DISPLAY.pattern)

    def display_id(self):
        heading = self.stage.find(DISPLAY.pattern, "heading")
        return DISPLAY.search(heading.name).group(0) if heading else None

    def take(self):
        self.stage.key("Return")
        self.stage.expect(self.words["claimed"])
        self.see()
        self.first = self.stage.wait(self.display_id, "the open case's id")

    def see(self):
        """What ROCA says, "pass" or "block", as the decision bar has it. A share of the cases is drawn to
        be called before that is shown."""
        said = self.stage.expect(f"{self.words['verdict']}|{self.words['unseen']}")
        if re.search(self.words["unseen"], said.name):
            self.stage.key("u")
            said = self.stage.expect(self.words["verdict"])
        verdict = re.search(self.words["verdict"], said.name).group(1)
        return "block" if verdict == self.words["block"] else "pass"

    def read(self):
        for what in ("suggests", "chain", "signals", "timeline"):
            self.stage.expect(self.words[what])
        self.stage.expect(r"\bE\d+\b", rows=True)

    def decide(self):
        """Agrees with ROCA."""
        blocks = self.see() == "block"
        self.stage.key("b" if blocks else "p")
        if blocks:
            self.stage.wait(lambda: self.stage.find(self.words["missing"]), "what is missing, in words")
            self.stage.key("1")
        self.stage.key("y")
        if self.stage.find(self.words["complete"]) is None:
            self.explain()
        self.stage.expect(self.words["complete"])

    def explain(self):
        """What a block of a key user asks for: the first root cause offered, and a sentence."""
        self.stage.wait(lambda: self.stage.find(self.words["complete"])
                        or self.stage.find(r"^RC-", "push button"), "a root cause to choose")
        if self.stage.find(self.words["complete"]):
            return
        self.stage.key("r")
        self.stage.type("RC-X01")
        self.stage.key("Return")
        self.stage.focus(self.words["annotation"])
        self.stage.type(self.words["typed"])

    def submit(self):
        self.stage.key("ctrl+Return")
        self.stage.expect(self.words["undo"], "push button")
        self.stage.wait(lambda: self.display_id() not in (None, self.first), "the next case")

    def undo(self):
        self.stage.key("ctrl+z")
        self.stage.wait(lambda: self.display_id() == self.first, "the first case again")
        self.stage.expect(self.words["complete"])

    def switch_language(self):
        """The open case and what was typed survive a switch there and back."""
        self.stage.expect(self.words["claimed"])
        self.see()  # one case in ten is looked at blind
        before = self.display_id()
        self.stage.key("n")  # flawed reasoning is what a text is for
        self.stage.expect(self.words["annotation"], "text")
        self.stage.focus(self.words["annotation"])
        self.stage.type(self.words["typed"])
        self.stage.wait(lambda: self.words["typed"] in self.typed(), "the typed text")
        for language in ("zh" if self.language == "en" else "en", self.language):
            self.stage.key("ctrl+shift+l")
            self.stage.expect(WORDS[language]["claimed"])
            assert self.display_id() == before, "another case after the switch"
            text = self.typed(WORDS[language]["annotation"])
            assert self.words["typed"] in text, f"the draft became {text!r}"

    def typed(self, name=None):
        box = self.stage.find(name or self.words["annotation"], "text")
        return self.stage.text_of(box) if box else ""

    def export(self):
        """Ten seconds later the decision takes effect and its label leaves."""
        self.stage.gone(self.words["undo"], "push button", seconds=20)
        # A window that was just made anew may not have the offer of undoing yet: the store knows.
        self.stage.wait(lambda: self.count("SELECT COUNT(*) FROM label_log"), "the decision to take effect", 20)
        self.stage.stop_app()
        rows = [json.loads(line) for line in self.stage.server("export-labels").splitlines()]
        assert len(rows) == 1, f"{len(rows)} labels, one was decided"
        assert rows[0]["label"] in ("TP", "TN") and rows[0]["reasoning"] == "sound", rows[0]
        assert rows[0]["external_id"].startswith("0x"), rows[0]
        self.stage.server("verify-audit")


STEPS = ("prepare", "start", "take", "read", "decide", "submit", "undo", "submit", "switch_language", "export")


if __name__ == "__main__":
    sys.exit(play(Spine, STEPS))
