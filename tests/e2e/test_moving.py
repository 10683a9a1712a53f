#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Moving over, keyboard only: an agent puts a case off and finds it among their own, names a colleague in
a note; the lead finds the note and reads it, selects several cases and gives them to the agent, and others
are closed without a decision; what is left alone is named.
Usage: test_moving.py BUILD en|zh [SHOTS]   (TAP)"""
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from story import Story, play

ROW = r"\b(WD|POA|KYC|ATO|2FA)-\d+"
NAMED = ROW + r"  ·  \S"  # a case, and why it is left alone
TITLE = r"^(Withdrawal anomaly|异常提币) · "
WORDS = {
    "en": dict(today="^Today$", next="^Next case$", user="^User:", agent="M. Okafor", lead="W. Zhao",
               claimed="claimed by you", runs_on="Its clock runs on", put_off="put off, comes back",
               listed="Put off until .*E1", note="New note", names="Notes that name you", why="^Why, ",
               selected="3 selected", has=r"has \d+ of \d+", goes=r"go(es)? to M\. Okafor",
               assigned=r"assigned to M\. Okafor", reason="^Reason, ", done="^Done$",
               code="^Created in error$", will=r"(\d) will be closed", closed="%s closed"),
    "zh": dict(today="^今日$", next="^下一件$", user="^用户", agent="M. Okafor", lead="W. Zhao",
               claimed="由您处理", runs_on="计时照常", put_off="稍后处理，将于",
               listed="稍后处理，.*E1", note="新备注", names="提到您的备注", why="^原因与",
               selected="已选 3 件", has=r"在手 \d+ 件", goes=r"指派给 M\. Okafor",
               assigned=r"指派给 M\. Okafor", reason="^原因，", done="^完成$",
               code="^误建案件$", will=r"(\d) 件将关闭", closed="已关闭 %s 件"),
}


class Moving(Story):
    def __init__(self, stage, language):
        super().__init__(stage, language, WORDS[language])
        self.title = None  # of the case that is put off
        self.planned = None  # how many cases a dialog says that it will close

    def sees(self, name):
        """Also among the rows of lists."""
        return self.stage.wait(lambda: self.stage.find(name, rows=True), f"/{name}/ on the screen")

    def change_to(self, who):
        """By way of Today, where the list of people is near."""
        self.stage.key("alt+0")
        self.become(who)
        self.stage.key("alt+1")

    def prepare(self):
        """Generated cases; ROCA learns from a short history."""
        self.stage.server("demo", "--history", "300", "--arriving", "20")
        self.stage.server("train", "--type", "withdrawal_anomaly")

    def start(self):
        self.start_app(ROW, 120)
        self.change_to("agent")
        self.stage.expect_row(ROW)

    def ask_when(self):
        """L asks when the case comes back; a quarter of an hour, and why."""
        self.stage.focus(self.words["next"])
        self.stage.key("Return")
        self.sees(self.words["claimed"])
        self.title = self.sees(TITLE).get_name()
        self.stage.key("l")
        self.sees("15")
        self.stage.key("1")
        self.sees(self.words["runs_on"])
        self.stage.focus(self.words["why"])
        self.stage.type("Then E1 is there")

    def put_off(self):
        """It is listed among one's own, and the next case is on the desk. One case in ten is looked at
        blind, and of a note in it nobody is told yet: this one is not."""
        self.change("UPDATE work_item SET blind = 'open' WHERE blind = 'hidden'")
        self.stage.key("ctrl+Return")
        self.sees(self.words["put_off"])
        self.sees(self.words["listed"])
        self.stage.wait(lambda: (one := self.stage.find(TITLE)) and one.get_name() != self.title, "the next case")
        self.sees(self.words["claimed"])

    def name(self):
        """In a note of the next case, by the first letter."""
        self.stage.key("bracketleft")
        self.stage.focus(self.words["note"])
        self.stage.type("See E1 @W")
        self.sees(r"W\. Zhao  ·")

    def note(self):
        self.stage.key("Return")
        self.stage.type("please")
        self.stage.key("alt+Return")
        self.sees(r"See E1 @W\. Zhao please")

    def lead(self):
        """The lead finds it above the queue."""
        self.change_to("lead")
        self.sees(self.words["names"])
        self.stage.expect_row(r"See E1 @W\. Zhao please")

    def read(self):
        """Enter opens the case at the note."""
        row = self.stage.expect_row(r"See E1 @W\. Zhao please")
        name = re.search(ROW, row.get_name()).group(0)
        self.stage.focus(r"See E1 @W\. Zhao please")
        self.stage.key("Return")
        self.sees(TITLE + name)
        self.stage.gone(self.words["names"])
        self.sees(r"See E1 @W\. Zhao please")

    def select(self):
        """The first three rows: J, Home, and Shift with the arrow."""
        self.stage.wait(self.stage.focused, "the focus to be somewhere")  # the list it was in is gone
        self.stage.key("j", "Home")
        self.stage.wait(lambda: re.search(ROW, self.stage.focused()), "the focus on a row")
        self.stage.key("shift+Down", "shift+Down")
        self.sees(self.words["selected"])

    def assign(self):
        self.stage.key("m")
        self.sees(self.words["has"])
        self.stage.focus_window()
        self.press_space(self.words["agent"])
        self.sees(self.words["goes"])
        self.sees(NAMED)
        self.stage.focus(self.words["reason"])
        self.stage.type("Knows these")

    def assigned(self):
        self.finish(self.words["assigned"])

    def finish(self, outcome):
        """Enter in the reason's field does it; what came of it is read, and put away."""
        self.stage.key("Return")
        self.stage.expect(self.words["done"])
        self.sees(outcome)
        self.press(self.words["done"])
        self.stage.gone(self.words["done"])
        self.stage.focus_window()

    def select_again(self):
        self.select()

    def close(self):
        """Without a decision: why, from a list, and in words."""
        self.stage.key("c")
        self.says(self.words["code"])
        self.stage.focus_window()
        self.press_space(self.words["code"])
        self.planned = re.search(self.words["will"], self.sees(self.words["will"]).get_name()).group(1)
        self.stage.focus(self.words["reason"])
        self.stage.type("Two entries")

    def closed(self):
        self.finish(self.words["closed"] % self.planned)
        closed = self.count("SELECT COUNT(*) FROM audit WHERE action = 'close' AND reason = 'created_in_error'")
        assert closed == int(self.planned) > 0, f"{self.planned} planned, {closed} closed"


STEPS = ("prepare", "start", "ask_when", "put_off", "name", "note", "lead", "read", "select", "assign",
         "assigned", "select_again", "close", "closed")

if __name__ == "__main__":
    sys.exit(play(Moving, STEPS))
