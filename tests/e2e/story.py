# SPDX-License-Identifier: GPL-3.0-or-later
"""What stories have in common: a person at the keyboard who finds things by their accessible names,
and the runner that plays the steps of a story one by one (TAP)."""
import pathlib
import re
import sqlite3
import sys

from harness import Failure, Stage

# The button inside the menu button is what has the focus; newer GTK names it as the menu button.
PEOPLE = r"^(User: |用户：)?[A-Z]\. \w+ · "
LOG_LINES = 40  # of the app's log that a failure shows


class Story:
    """Steps are methods without parameters; words are what is looked for, in the story's language."""

    def __init__(self, stage, language, words):
        self.stage, self.language, self.words = stage, language, words

    # --- what a person does ---------------------------------------------------------------

    def says(self, name, seconds=None):
        return self.stage.expect(name, **({"seconds": seconds} if seconds else {}))

    def can(self, name):
        button = self.stage.find(name, "push button")
        return button is not None and self.stage.has_state(button, "SENSITIVE")

    def press(self, name, key="Return"):
        """The button of that name, once it can be pressed."""
        self.stage.wait(lambda: self.can(name), f"/{name}/ to be possible")
        self.stage.focus(name)
        self.stage.key(key)

    def press_space(self, name):
        """What is chosen rather than pressed: of any role, at once."""
        self.stage.focus(name)
        self.stage.key("space")

    def choose_user(self, who):
        """With the focus on the menu of users."""
        self.stage.key("Return")
        self.stage.expect(self.words[who])
        self.stage.go_to(self.words[who], "Down")
        self.stage.key("Return")
        self.says(f"{self.words['user']}.*{self.words[who]}")

    def become(self, who):
        self.stage.focus(PEOPLE)
        self.choose_user(who)

    def palette(self, words):
        """The command of these words; the English ones find it in Chinese, too."""
        self.stage.focus_window()
        self.stage.key("ctrl+k")
        self.says(self.words["search"])
        self.stage.focus_window()
        self.stage.type(words)
        self.stage.key("Return")
        self.stage.gone(self.words["search"])
        self.stage.focus_window()

    def start_app(self, row, seconds=90):
        """The app with a case in its queue, in the language of the story."""
        self.stage.start_app()
        self.stage.expect_row(row, seconds)
        self.stage.focus_window()
        if self.stage.find(self.words["user"]) is None:
            self.stage.key("ctrl+shift+l")
        self.says(self.words["user"])

    # --- what the store says --------------------------------------------------------------

    def store(self):
        return next(pathlib.Path(self.stage.env["XDG_DATA_HOME"]).rglob("*.db"))

    def query(self, sql, *values):
        with sqlite3.connect(f"file:{self.store()}?mode=ro", uri=True) as db:
            db.row_factory = sqlite3.Row
            return db.execute(sql, values).fetchall()

    def change(self, *statements):
        """As if it had happened otherwise, or earlier."""
        with sqlite3.connect(self.store()) as db:
            for sql in statements:
                db.execute(sql)

    def count(self, sql):
        return self.query(sql)[0][0]


def _explain(stage, error):
    """What a failure shows: what was waited for, what is on the screen, what the app said last."""
    print(f"# {error}")
    shown = []
    if stage.app:
        try:
            shown = stage.names()
        except stage.GLib.Error:
            shown = ["the app does not answer"]
    log = stage.home / "app.log"
    if log.exists():
        shown += log.read_text(errors="replace").splitlines()[-LOG_LINES:]
    print("\n".join("# " + re.sub(r"\s+", " ", one) for one in shown))


def play(story, steps):
    """Plays the story from the command line, BUILD en|zh [FOLDER]: the steps in order, until one fails,
    each with a picture where a folder is given. Returns the exit status."""
    build, language, *shots = sys.argv[1:4]
    title = pathlib.Path(sys.argv[0]).stem.removeprefix("test_")
    print(f"1..{len(steps)}", flush=True)
    with Stage(build) as stage:
        told = story(stage, language)
        for number, name in enumerate(steps, 1):
            try:
                getattr(told, name)()
                if shots and stage.app:
                    stage.settle()
                    stage.shot(pathlib.Path(shots[0]) / f"{language}-{number:02d}-{name}.png")
            except (Failure, AssertionError) as error:
                print(f"not ok {number} {language}: {name}")
                _explain(stage, error)
                stage.shot(pathlib.Path(build) / f"e2e-{title}-{language}-failed.png")
                print("Bail out!")
                return 1
            print(f"ok {number} {language}: {name}", flush=True)
    return 0
