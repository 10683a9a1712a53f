#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The learning loop as a lead lives it, keyboard only: looks for recurring errors, reads what speaks for
one, takes it on; asks for a candidate and cancels it; tries another threshold on the past; reads the
scorecard and saves it as a PDF; publishes a clause that somebody else wrote.
Usage: test_loop.py BUILD en|zh   (TAP)"""
import csv
import datetime
import math
import pathlib
import random
import sqlite3
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from story import PEOPLE, Story, play

TYPE = "poa_review"
WORDS = {
    "en": dict(user="^User:", lead="W. Zhao", type=r"^Proof of address \(POA\) review",
               patterns="^Recurring errors of ROCA$", scan_type="^Case type to look through$", scan="^Look for errors$",
               row=r"^PT-\d+ · FN · POA, confirmed.*night", suggested="^A · feature-weight bias", trains="^A candidate (is trained|waits)", english="^The clause in English$", how_often="^How often$", fact="and night is at least 1$",
               take="^Take it on$", taken="^being mended$", path="^Which path mends it", models="^Models and their calibration$",
               versions="^Versions · Proof of address", ask="^Train a candidate$", why="^Why a candidate is needed$", start="^Start training$",
               stop="^Cancel the training$", stopped="^The last training was cancelled",
               auto_pass="^Auto-pass threshold", note="Why this draft", save="Save draft", draft="r2 · draft",
               trials="^Policies on trial$", propose="^Propose an experiment$", version="^r2",
               show="^What the experiment is to show$", back_test="^Propose and back-test$",
               trial="r2 instead of r1", shadow="^Start shadow$", score="^Scorecard$", alone="^Decided without a person$",
               matrix="^Confusion matrix$", tables="^Show plots as tables$", pdf="^Save as PDF…$",
               gaps="^SOP gaps$", gap="^night|^haste|^debt|^income", chinese="^The clause in Chinese$",
               reason="^Why it is published", publish="^Publish as a new version$"),
    "zh": dict(user="^用户", lead="W. Zhao", type="^地址证明审核",
               patterns="^ROCA 的共性错误$", scan_type="^要查找的案件类型$", scan="^查找错误$",
               row=r"^PT-\d+ · FN · POA, 已确认.*night", suggested="^A · ", trains="候选模型", english="^条款英文$", how_often="^出现频率$", fact="night.*1$",
               take="^受理$", taken="^修复中$", path="^修复路径", models="^模型与概率校准$",
               versions="^版本 · 地址证明", ask="^训练候选模型$", why="^为何需要候选模型$", start="^开始训练$",
               stop="^取消训练$", stopped="^上次训练已取消",
               auto_pass="^自动放行阈值", note="起草原因", save="保存草稿", draft="r2 · 草稿",
               trials="^实验中的策略$", propose="^提出实验$", version="^r2",
               show="^实验要证明什么$", back_test="^提出并回测$",
               trial="以 r2 替换 r1", shadow="^开始影子运行$", score="^记分卡$", alone="^无人工自动处置$",
               matrix="^混淆矩阵$", tables="^以表格显示图形$", pdf="^另存为 PDF…$",
               gaps="^SOP 缺口$", gap="^night|^haste|^debt|^income", chinese="^条款中文$",
               reason="^发布理由", publish="^发布为新版本$"),
}
HISTORY, BEFORE, AFTER = 150, 130, 90
ENGLISH, CHINESE = "Pass where the customer has lived there for years.", "客户在该地址居住多年的，予以放行。"


def draw(rand, night):
    """By day the debt decides beside the income; by night they say nothing, and two others do."""
    one = {name: rand.uniform(0, 9) for name in ("income", "debt", "noise", "haste")}
    score = 2 * (one["noise"] + one["haste"] - 9) if night else 4 * (one["debt"] - one["income"])
    return one, rand.random() < 1 / (1 + math.exp(-score))


class Loop(Story):
    def __init__(self, stage, language):
        super().__init__(stage, language, WORDS[language])

    # --- the world: a model that has never seen a night, and nights that followed ----------

    def write(self, name, number, n, nights, since, days):
        rand = random.Random(number)
        now = datetime.datetime.now(datetime.timezone.utc)
        path = self.stage.home / name
        with open(path, "w", newline="") as out:
            rows = csv.writer(out)
            rows.writerow(("id", "opened", "income", "debt", "noise", "haste", "night", "bad"))
            for i in range(n):
                night = rand.random() < nights
                values, bad = draw(rand, night)
                at = now - datetime.timedelta(days=since - days * i / n)
                rows.writerow((f"N{number + i}", at.strftime("%Y-%m-%dT%H:%M:%SZ"),
                               *(f"{v:.3f}" for v in values.values()), int(night), int(bad)))
        return str(path)

    def prepare(self):
        """Cases whose truth is known, the later ones as they arrive: ROCA assesses those first."""
        first = self.write("first.csv", 1000, HISTORY, 0.02, 200, 100)
        mapping = self.stage.home / "mapping.json"
        mapping.write_text(self.stage.server("mapping", "suggest", first, "--type", TYPE, "--id", "id", "--truth", "bad"))
        more = ["--mapping", str(mapping), "--labelled"]
        self.stage.server("import", first, *more)
        self.stage.server("train", "--type", TYPE)
        self.stage.server("import", self.write("before.csv", 2000, BEFORE, 0.6, 60, 52), *more)
        self.stage.server("import", self.write("after.csv", 3000, AFTER, 0.6, 6.9, 6.5), *more)
        self.change("UPDATE case_file SET history = 0, state = 'new', stale = 1 WHERE external_id >= 'N2000'")
        server = self.stage.spawn([str(self.stage.build / "src/server/riskops-review-server"), "serve", "--port=0"],
                                  stdout=subprocess.DEVNULL)
        self.stage.wait(lambda: self.count("SELECT COUNT(*) FROM assessment") >= BEFORE + AFTER, "assessed cases", 200)
        self.stage.end(server)
        self.draft_clause()

    def draft_clause(self):
        """What the senior wrote for the gap that most of these cases show."""
        one = self.query("SELECT g.*, a.case_id FROM sop_gap g JOIN assessment a ON a.id = g.assessment WHERE g.feature ="
                         " (SELECT feature FROM sop_gap GROUP BY feature ORDER BY COUNT(*) DESC LIMIT 1) LIMIT 1")[0]
        with sqlite3.connect(self.store()) as db:
            db.execute("INSERT INTO sop_draft VALUES (?, ?, 'v1', ?, 1, 'pass', ?, ?, ?, 'u-senior', ?)",
                       (f"{7:032x}", TYPE, one["feature"], ENGLISH, CHINESE, one["case_id"],
                        int(datetime.datetime.now().timestamp() * 1e6)))

    # --- the pages --------------------------------------------------------------------------

    def start(self):
        self.start_app(r"\bPOA-\d+")
        self.become("lead")

    def go_to_part(self, here, there, key):
        """From one part of the Decision Hub to another: their list is the stop after the people."""
        self.stage.focus(PEOPLE)
        self.stage.go_to(self.words[here], "Tab")
        self.stage.go_to(self.words[there], key)

    def find(self):
        self.stage.key("alt+2")
        self.stage.expect(self.words["patterns"], rows=True)
        self.stage.go_to(self.words["patterns"], "Down", 12)
        self.stage.focus(self.words["scan_type"])
        self.stage.key("Return")
        self.stage.go_to(self.words["type"], "Down", 8)
        self.stage.key("Return")
        self.says(self.words["type"])
        self.press(self.words["scan"])
        self.stage.expect(self.words["row"], rows=True)

    def take_on(self):
        """The widest is read with its evidence, and taken on with the path that is suggested."""
        self.stage.go_to(r"^PT-\d+", "Tab")
        self.stage.go_to(self.words["row"], "Down", 4)
        for name in ("fact", "how_often", "suggested"):
            self.says(self.words[name])
        self.press(self.words["take"])
        self.says(self.words["taken"])
        one = self.query("SELECT body FROM pattern WHERE state = 'working'")
        assert len(one) == 1 and '"owner":"u-lead"' in one[0]["body"], [row["body"] for row in one]

    def ask_candidate(self):
        """With the pattern that it is for; it is seen at work, and cancelled."""
        self.go_to_part("patterns", "models", "Up")
        self.stage.expect(self.words["type"] + "$", rows=True)
        self.stage.key("Tab")
        self.stage.go_to(self.words["type"] + "$", "Down", 8)
        self.stage.key("Return")
        self.says(self.words["versions"])
        self.press(self.words["ask"])
        self.stage.focus(self.words["why"])
        self.stage.type("the nights are missing")
        self.press(self.words["start"])
        self.says(self.words["trains"])
        self.press(self.words["stop"])
        self.says(self.words["stopped"])
        assert self.count("SELECT COUNT(*) FROM training_job WHERE state = 'cancelled'") == 1

    def propose(self):
        """A draft with another threshold is held against the past."""
        self.go_to_part("models", "type", "Up")
        self.stage.focus(self.words["auto_pass"])
        self.stage.key(*["Right"] * 4)
        self.stage.focus(self.words["note"])
        self.stage.type("nights are no worse")
        self.press(self.words["save"])
        self.says(self.words["draft"])
        self.go_to_part("type", "trials", "Down")
        self.press(self.words["propose"])
        self.stage.focus(self.words["version"])
        self.stage.key("space")
        self.stage.focus(self.words["type"])
        self.stage.key("space")
        self.stage.focus(self.words["show"])
        self.stage.type("fewer waits")
        self.press(self.words["back_test"])
        self.stage.expect(self.words["trial"], rows=True)
        self.says(self.words["shadow"])

    def score(self):
        """Figures, the tables behind the plots, and all of it on paper."""
        self.stage.key("alt+4")
        self.says(self.words["alone"])
        self.press_space(self.words["tables"])
        self.says(self.words["matrix"])
        self.press(self.words["pdf"])
        self.stage.settle(1)
        self.stage.focus_window()
        self.stage.key("Return")
        self.stage.wait(lambda: list(self.stage.home.rglob("scorecard-*.pdf")), "the report")

    def publish(self):
        """What the senior wrote is read, changed by a word, seen as a diff, and published."""
        self.stage.focus_window()
        self.press_space(self.words["gaps"])
        self.stage.expect(self.words["gap"], rows=True)
        self.stage.focus(self.words["gap"])
        self.says(self.words["chinese"])
        self.stage.focus(self.words["english"])
        self.stage.key("ctrl+End")
        self.stage.type(" Note why.")
        self.stage.focus(self.words["reason"])
        self.stage.type("good customers were blocked")
        self.press(self.words["publish"])
        self.stage.wait(lambda: self.query("SELECT * FROM sop_version WHERE version = 'v1.1'"), "the new version")

    def audit(self):
        self.stage.stop_app()
        self.stage.server("verify-audit")


STEPS = ("prepare", "start", "find", "take_on", "ask_candidate", "propose", "score", "publish", "audit")


if __name__ == "__main__":
    sys.exit(play(Loop, STEPS))
