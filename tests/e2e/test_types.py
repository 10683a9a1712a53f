#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""One case of each type reviewed as a person without a mouse and without eyes would: taken, read by
accessible names, walked through tab by tab, decided with the verb of its type, explained, submitted;
between them a customer is asked and a case is held. The cards keep to their places meanwhile. What
the server stored is held against what was on screen. Usage: test_types.py BUILD en|zh   (TAP)"""
import itertools
import json
import pathlib
import re
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from harness import ROOT, Failure
from story import play
from test_spine import WORDS as SPINE
from test_spine import DISPLAY, Spine

# Those that agree with ROCA and those that do not: what must be explained is met both ways.
TYPES = dict(kyc_audit="agree", ato="against", reset_2fa="agree", poa_review="against",
             withdrawal_anomaly="agree")
LEAVING = "kyc_audit"  # the type of those that leave without a decision
WORDS = {
    "en": dict(signal="(raises|lowers) risk by", step=r"^Step (\d+): ", cites="^Evidence E", clause="^SOP clause",
               asked="the customer was asked", held="on hold, comes back", waits="Complete. The handling",
               ask="^Ask the customer", hold="^Hold the case", evidence="^Evidence$"),
    "zh": dict(signal="(推高|降低)风险", step=r"^第 (\d+) 步：", cites="^证据 E", clause="^SOP 条款",
               asked="已要求客户补充材料", held="已挂起，", waits="处理用时将暂停计时",
               ask="^要求补充材料|^要求客户补充", hold="^挂起案件", evidence="^证据$"),
}
# An annotation that says what an earlier one says is refused.
SENTENCES = {"ato": "The owner's own device and hours (E1) should have outweighed the network.",
             "poa_review": "Residence was proven by the issuer (E2), which no clause asks for."}
OTHERWISE = "A key user is blocked on what the first rows (E1) show."
UNDO_TIME = 10  # s
SLACK = 1  # px, for what is rounded


def catalogue(member, key, **only):
    """What the product's own catalogue lists there, by its id."""
    found = {}
    for path in sorted((ROOT / "data" / "catalog").glob("*.json")):
        found.update((one[key], one) for one in json.loads(path.read_text()).get(member, ())
                     if all(one.get(name) == value for name, value in only.items()))
    return found


def lie_apart(one, other):
    """Whether two boxes (x, y, width, height) share no more than an edge."""
    return any(a[i] + a[i + 2] <= b[i] + SLACK for a, b in ((one, other), (other, one)) for i in (0, 1))


def is_within(inner, outer):
    """Whether a box ends where the one around it does, or before; margins count to what is inside."""
    return inner[1] >= outer[1] - SLACK and inner[1] + inner[3] <= outer[1] + outer[3] + SLACK


class Review(Spine):
    def __init__(self, stage, language):
        super().__init__(stage, language)
        self.words = SPINE[language] | WORDS[language]
        self.tongue = "zh-CN" if language == "zh" else "en"
        self.types = catalogue("case_types", "id")
        self.effects = {code: one["text"][self.tongue]
                        for code, one in catalogue("codes", "code", list="effect").items()}
        self.decided = []  # (display id, type, choice, how)
        self.left = []  # those that left without a decision
        self.suggested = self.case_type = None
        self.misplaced = []

    def prepare(self):
        """A history to learn from, and cases that arrive."""
        self.stage.server("demo", "--history", "120", "--arriving", "9")
        for case_type in TYPES:
            self.stage.server("train", "--type", case_type, "--json")

    def start(self):
        """Once all are assessed, one of each type is left for a person, and two more."""
        self.start_app(DISPLAY.pattern)
        self.stage.wait(lambda: not self.query("SELECT 1 FROM case_file WHERE state = 'new'"), "the assessments")
        kept = [row["id"] for case_type in TYPES for row in self.query(
            "SELECT id FROM work_item WHERE state = 'queued' AND case_type = ? ORDER BY id LIMIT ?", case_type,
            3 if case_type == LEAVING else 1)]
        assert len(kept) == len(TYPES) + 2, kept
        self.change("UPDATE work_item SET state = 'closed' WHERE state = 'queued' AND id NOT IN "
                    f"({', '.join(repr(one) for one in kept)})")

    def name(self, case_type, member="name"):
        return self.types[case_type][member][self.tongue]

    # --- reading --------------------------------------------------------------------------

    def take(self):
        self.stage.key("Return")
        self.wait_for_case()

    def wait_for_case(self):
        """The next case, by the heading that a screen reader jumps to; there is none after the last."""
        shown = self.stage.wait(lambda: self.display_id() not in (None, self.first) and self.display_id(),
                                "the next case")
        self.first, self.case_type = shown, self.type_of(shown)
        heading = self.stage.expect(shown, "heading")
        assert heading.name.startswith(self.name(self.case_type)), heading.name
        self.suggested = self.see()

    @staticmethod
    def named(root, pattern, role=None, rows=False):
        """Every object below that has such a name, in order."""
        pattern = re.compile(pattern)
        return [one for one in root.below(rows) if role in (None, one.role) and pattern.search(one.name)]

    def read_case(self):
        """Every signal and every step that ROCA stored is there by name, in order."""
        row = self.query("SELECT a.body FROM assessment a JOIN work_item w ON w.assessment = a.id"
                         " JOIN case_file c ON c.id = w.case_id WHERE c.display_id = ?", self.first)[0]
        said = json.loads(row["body"])
        look = self.stage.wait(lambda: (seen := self.stage.look()) and self.find_chain(seen) and seen, "the chain")
        steps = [int(re.search(self.words["step"], one.name).group(1))
                 for one in self.named(self.find_chain(look), self.words["step"], "panel")]
        assert steps == [one["n"] for one in said["steps"]], f"steps on screen: {steps}"
        signals = [one.name for one in self.named(look, self.words["signal"], "push button")
                   if self.stage.app.is_drawn(one)]
        stored = sorted(said["signals"], key=lambda one: one["contribution"] < 0)  # raising ones first
        assert len(signals) == len(stored), f"signals on screen: {signals}"
        for one, name in zip(stored, signals):
            assert name.startswith(one["name"][self.tongue]), f"{name}: not {one['name'][self.tongue]}"
        for chip in ("cites", "clause"):
            assert self.named(look, self.words[chip], "push button"), f"no chip named {self.words[chip]}"

    def find_chain(self, look):
        return next((one for one in self.named(look, f"^{self.words['chain']}$") if self.stage.app.is_drawn(one)), None)

    # --- the tabs, and where the cards are -------------------------------------------------

    def see_tab(self, before=None):
        """Another tab in front than before, something in the panel of that tab, whose own name is the
        tab's without the count, and each card in its place; None: not yet."""
        look = self.stage.app.read(rows=True)
        tab = next((one for one in self.named(look, "", "page tab") if one.has("SELECTED")), None)
        if tab is None or tab.name == before:
            return None
        panel = next((one for one in self.named(look, f"^{re.escape(self.title(tab))}$", "panel")
                      if self.stage.app.is_drawn(one)), None)
        if panel is None or not any(one.name not in ("", panel.name) and self.stage.app.is_drawn(one)
                                    for one in panel.below(rows=True)):
            return None
        self.misplaced = self.find_misplaced(look, panel)
        return tab.name if not self.misplaced else None

    @staticmethod
    def title(tab):
        return re.split("[,，]", tab.name)[0]

    def walk_tabs(self):
        """Round once by key: each tab comes up, and shows something; no card lies over another one."""
        tab, seen = None, []
        while tab not in seen:
            seen += [tab] if tab else []
            if tab:
                self.stage.key("bracketright")
            try:
                tab = self.stage.wait(lambda: self.see_tab(tab), f"the tab after {tab}, with something in it")
            except Failure as error:
                raise Failure("; ".join([str(error), *self.misplaced]))
        assert tab == seen[0] and len(seen) >= 4, f"tabs: {seen}"

    def find_misplaced(self, look, panel):
        """What lies over a card that it is not in, or goes past the end of its own, in words."""
        around = set(self.ancestors(panel))
        above = list(itertools.takewhile(lambda one: one not in around, self.ancestors(self.find_chain(look))))
        if len(above) < 2:
            return ["the chain is not there"]
        # The chain's card, and what stands beside it and beside what it is in, up to the sheet.
        cards = self.stage.app.draw_all([above[1]] + [one for inner in above[1:] for one in inner.parent.children
                                                      if one not in above])
        # The panels behind that of the tab keep the size that they had when they were in front.
        page = panel if len(panel.parent.children) > 1 else panel.parent
        behind = {one for one in page.parent.children if one is not page}
        inside = [(one, card) for card in cards
                  for one in self.stage.app.draw_all(list(self.below_unscrolled(card, behind))) if one.box]
        wrong = [f"{one.name} {one.box} over {other.name} {other.box}"
                 for one, other in itertools.combinations(cards, 2) if not lie_apart(one.box, other.box)]
        wrong += [f"{one.name} {one.box} past {card.box}" for one, card in inside if not is_within(one.box, card.box)]
        return wrong if len(cards) >= 4 else [f"only {len(cards)} cards"]

    @staticmethod
    def ancestors(node):
        while node is not None:
            yield node
            node = node.parent

    @staticmethod
    def below_unscrolled(node, behind):
        """Parents before their children. What scrolls by itself goes past what it is in."""
        stack = [node]
        while stack:
            one = stack.pop()
            yield one
            if one.role not in ("scroll pane", "list", "table"):
                stack.extend(child for child in one.children if child.has("VISIBLE") and child not in behind)

    # --- deciding -------------------------------------------------------------------------

    def is_pressed(self, name):
        button = self.stage.find(name, "push button")
        return button is not None and self.stage.has_state(button, "PRESSED")

    def choose(self, choice):
        self.stage.key("p" if choice == "pass" else "b")
        verb = self.name(self.case_type, choice + "_verb")
        self.stage.wait(lambda: self.is_pressed(f"^{re.escape(verb)}$"), f"{verb} to be chosen")
        if choice == "block":
            self.stage.key("1")

    def type_of(self, display_id):
        return self.query("SELECT type FROM case_file WHERE display_id = ?", display_id)[0]["type"]

    def explain(self):
        """A code that suits every label, then a sentence of its own that cites evidence."""
        self.stage.key("r")
        self.stage.expect("^RC-X08", "check box")
        self.stage.type("RC-X08")
        self.stage.key("Return")
        self.stage.gone("^RC-X08", "check box")
        self.stage.key("a")
        self.stage.wait(lambda: re.search("^" + self.words["annotation"], self.stage.focused()), "the annotation")
        self.stage.type(SENTENCES.get(self.case_type, OTHERWISE))
        self.stage.expect(self.words["complete"])
        self.stage.key("Escape")

    def fill_in(self, how):
        opposite = {"pass": "block", "block": "pass"}
        choice = self.suggested if how == "agree" else opposite[self.suggested]
        self.choose(choice)
        self.stage.key("y" if how == "agree" else "n")
        said = self.stage.expect(f"{self.words['complete']}|{self.words['missing']}")
        if not re.search(self.words["complete"], said.name):
            self.explain()
        return choice

    def submit_and_go_on(self, is_done, sign, is_over):
        """The bar at the bottom says what became of the case for as long as it can be undone; a slow machine
        may miss that. Then the next one is there."""
        mine = self.first
        self.stage.key("ctrl+Return")
        self.stage.wait(is_done, f"{mine} to leave")
        words = f"{re.escape(mine)}.*{sign}"
        self.stage.wait(lambda: self.stage.find(words) or is_over(), f"/{words}/ on the screen")
        if len(self.decided) + len(self.left) < len(TYPES) + 2:
            self.wait_for_case()

    def decide(self):
        mine, case_type, how = self.first, self.case_type, TYPES[self.case_type]
        self.read_case()
        self.walk_tabs()
        choice = self.fill_in(how)
        self.decided.append((mine, case_type, choice, how))
        self.submit_and_go_on(lambda: self.is_decided(mine), re.escape(self.name(case_type, choice + "_verb")),
                              lambda: not self.is_pending(mine))

    def is_decided(self, display_id):
        return self.query("SELECT 1 FROM decision d JOIN case_file c ON c.id = d.case_id"
                          " WHERE c.display_id = ?", display_id)

    def is_pending(self, display_id):
        return self.query("SELECT 1 FROM pending_decision p JOIN decision d ON d.id = p.decision JOIN case_file c"
                          " ON c.id = d.case_id WHERE c.display_id = ?", display_id)

    def leave(self, key, panel, options, sign, state):
        """What leaves without a decision: the panel by its key, the choices by theirs."""
        mine = self.first
        self.stage.key(key)
        self.stage.expect(panel, "panel")
        for option in options:
            self.stage.key(option)
        self.stage.expect(self.words["waits"])
        self.left.append(mine)
        until = time.monotonic() + UNDO_TIME
        self.submit_and_go_on(lambda: self.state_of(mine) == state, sign, lambda: time.monotonic() > until)

    def state_of(self, display_id):
        return self.query("SELECT w.state FROM work_item w JOIN case_file c ON c.id = w.case_id"
                          " WHERE c.display_id = ? ORDER BY w.round DESC", display_id)[0]["state"]

    def ask(self):
        self.leave("q", self.words["ask"], "1", self.words["asked"], "waiting_customer")
        row, = self.query("SELECT codes, due_at, at FROM information_request")
        assert row["codes"] and row["due_at"] > row["at"], dict(row)

    def hold(self):
        self.leave("h", self.words["hold"], "11", self.words["held"], "on_hold")
        row, = self.query("SELECT reason, wake_at, at, account FROM hold")
        assert row["wake_at"] > row["at"] and row["account"] == "u-senior", dict(row)

    def review(self):
        """Whatever is next: the first of a type is decided, then one is asked about, then one is held."""
        if self.case_type not in (case_type for _, case_type, *_ in self.decided):
            self.decide()
        elif not self.left:
            self.ask()
        else:
            self.hold()

    # --- what came of it -------------------------------------------------------------------

    def take_effect(self):
        """Ten seconds later the commands to other systems are on their way, those of the newest on the
        screen. The offer to undo may go a moment before the server lets a decision take effect."""
        assert {case_type for _, case_type, *_ in self.decided} == {*TYPES}, self.decided
        self.stage.gone(self.words["undo"], "push button", seconds=20)
        for display_id, *rest in self.decided:
            kinds = self.stage.wait(lambda: self.query(
                "SELECT e.kind FROM effect e JOIN decision d ON d.id = e.decision JOIN case_file c"
                " ON c.id = d.case_id WHERE c.display_id = ? ORDER BY e.n", display_id),
                f"the effects of {display_id}")
            self.check_stored(display_id, *rest)  # with the effects the root cause is stored
        for row in kinds:
            self.stage.expect(re.escape(self.effects[row["kind"]]))

    def check_stored(self, display_id, case_type, choice, how):
        row, = self.query(
            "SELECT d.*, r.code, r.text, w.purpose FROM decision d JOIN case_file c ON c.id = d.case_id"
            " JOIN work_item w ON w.id = d.work_item LEFT JOIN root_cause r ON r.decision = d.id"
            " WHERE c.display_id = ?", display_id)
        body = json.loads(row["body"])
        assert row["choice"] == choice and row["account"] == "u-senior", dict(row)
        assert (row["disposition"] is not None) == (choice == "block"), dict(row)
        assert body["form"]["reasoning"] == ("sound" if how == "agree" else "flawed"), body
        if how == "against":
            assert row["code"] == "RC-X08" and row["text"] == SENTENCES[case_type], dict(row)
        seen = body["seen"]
        assert seen["verdict_visible"] and seen["evidence_hash"] and seen["sop_version"], seen
        assert seen["assessment"] == row["assessment"] and seen["active_ms"] > 0, seen

    def stored(self):
        """What took effect is what was decided, and the audit says the same."""
        self.stage.wait(lambda: not self.query("SELECT 1 FROM pending_decision"), "the last to take effect")
        names = {row["external_id"]: row["display_id"]
                 for row in self.query("SELECT external_id, display_id FROM case_file")}
        self.stage.stop_app()
        rows = [json.loads(line) for line in self.stage.server("export-labels").splitlines()]
        labels = {names[row["external_id"]]: row for row in rows if row.get("actor") == "u-senior"}
        for display_id, _, _, how in self.decided:
            label = labels.pop(display_id)
            assert (label["label"] in ("TP", "TN")) == (how == "agree"), label
        assert not labels, f"labels that nobody gave: {list(labels)}"
        self.stage.server("verify-audit")


STEPS = ("prepare", "start", "take", *["review"] * (len(TYPES) + 2), "take_effect", "stored")


if __name__ == "__main__":
    sys.exit(play(Review, STEPS))
