#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Decision Hub as two people live it, keyboard only: the lead moves a threshold and saves the
draft; the administrator approves it, makes it live and puts it back; a switch of language in between
loses nothing. Usage: test_hub.py BUILD en|zh   (TAP)"""
import json
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import data
from harness import Failure, Stage

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
# The button inside the menu button is what has the focus; newer GTK names it as the menu button.
PEOPLE = r"(L\. Chen|W\. Zhao|A\. Novak) · "
NOTE = "quiet ones need nobody"


class Hub:
    def __init__(self, stage, language):
        self.stage, self.language, self.words = stage, language, WORDS[language]

    def focused_row(self):
        focused = self.stage.focused(rows=True)
        return focused.get_name() or "" if focused is not None else ""

    def go_to(self, name, key, most=24):
        """Presses a key until the focus is on what has that name."""
        pattern = re.compile(name)
        for _ in range(most):
            if pattern.search(self.focused_row()):
                return
            self.stage.key(key)
        raise Failure(f"{most} times {key} did not reach /{name}/")

    def says(self, name):
        return self.stage.wait(lambda: self.stage.find(name), f"/{name}/ on the screen")

    def press(self, name):
        """The button of that name, once it can be pressed."""
        self.stage.wait(lambda: self.can(name), f"/{name}/ to be possible")
        self.stage.focus(name)
        self.stage.key("Return")

    def can(self, name):
        button = self.stage.find(name, "push button")
        return button is not None and self.stage.has_state(button, "SENSITIVE")

    def become(self, who):
        self.stage.focus(PEOPLE)
        self.stage.key("Return")
        self.stage.wait(lambda: self.stage.find(self.words[who]), "the list of users")
        self.go_to(self.words[who], "Down")
        self.stage.key("Return")
        self.says(f"{self.words['user']}.*{self.words[who]}")

    def prepare(self):
        home = self.stage.home
        data.write(home)
        mapping = ["--mapping", str(HERE / "chain.json")]
        transfers = str(home / "transfers.csv.gz")
        self.stage.server("import", *mapping, str(home / "labels.csv"), transfers)
        assert json.loads(self.stage.server("train", "--type", "withdrawal_anomaly", "--json"))
        self.stage.server("import", *mapping, "--queue", str(home / "queue.csv"), transfers)

    def start(self):
        self.stage.start_app()
        self.stage.expect_row(r"\bWD-\d+")
        if self.language == "zh":
            self.stage.key("ctrl+shift+l")
        self.says(self.words["user"])

    def open(self):
        self.become("lead")
        self.stage.key("alt+2")
        self.stage.wait(lambda: self.stage.find(self.words["type"], rows=True), "the list of case types")
        self.go_to(self.words["type"], "Down", 8)
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
        self.go_to(self.words["type"], "Tab")
        self.go_to(self.words["history"], "Down")
        self.stage.wait(lambda: self.stage.find(self.words["first"], rows=True), "the first version")
        self.go_to(r"^r\d · ", "Tab")
        self.go_to(self.words["first"], "Down")
        self.stage.focus(self.words["reason"])
        self.stage.type("block rate left its band")
        self.press(self.words["back"])
        self.says(self.words["again"])

    def audit(self):
        self.stage.stop_app()
        self.stage.server("verify-audit")


STEPS = ("prepare", "start", "open", "move", "switch_language", "save", "approve", "make_live", "put_back",
         "audit")


def main(build, language):
    print(f"1..{len(STEPS)}", flush=True)
    with Stage(build) as stage:
        hub = Hub(stage, language)
        for number, name in enumerate(STEPS, 1):
            try:
                getattr(hub, name)()
            except (Failure, AssertionError) as error:
                print(f"not ok {number} {language}: {name}")
                print(f"# {error}")
                shown = stage.names() if stage.app else []
                print("\n".join("# " + one for one in shown))
                stage.shot(pathlib.Path(build) / f"e2e-hub-{language}-failed.png")
                print("Bail out!")
                return 1
            print(f"ok {number} {language}: {name}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
