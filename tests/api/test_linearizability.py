# SPDX-License-Identifier: GPL-3.0-or-later
"""Eight clients work at once on few work items of the real server; what each item went through
must be explained by a machine in which only one of them holds it at a time. The checker is then
turned on servers with a planted bug, which it must find."""
import concurrent.futures
import itertools
import math
import random
import sys
import threading
import time

from harness import Server, Store, decision, new_key, run
from linearizability import Operation, explain

PROGRAM, FAULTY = sys.argv[1:3]
CLIENTS, OPERATIONS, HOT = 8, 5000, 6
FAULTS = ("version", "lease", "lost", "double")
NUMBERS = itertools.count(1)
WORK = "/v1/work-items"
UNDO_NS = 9_500_000_000


def step(state, op):
    """The machine. State: phase, who, version, decision, when it was decided."""
    phase, who, version, made, when = state
    same = op.args.get("version") in (None, version)
    if op.name == "read":
        seen = (op.out.get("state"), op.out.get("holder"), op.out.get("version"))
        if phase == "decided":
            return state if seen[0] in ("decided", "closed") and seen[1] is None else None
        return state if seen == (phase, who, version) else None
    if op.name in ("take", "next"):
        can, after = phase == "queued" and same, ("leased", op.user, version + 1, None, 0)
    elif op.name == "renew":
        can, after = phase == "leased" and who == op.user, state
    elif op.name == "release":
        can = phase == "leased" and who == op.user and same
        after = ("queued", None, version + 1, None, 0)
    elif op.name == "decide":
        can = phase == "leased" and who == op.user and same
        after = ("decided", op.user, version + 1, op.out.get("decision"), op.start)
    else:
        can = phase == "decided" and who == op.user and made == op.args["decision"] and same
        after = ("leased", op.user, version + 1, None, 0)
        if can and not op.ok and op.end - when >= UNDO_NS:
            return state  # its ten seconds were over
    if op.end == math.inf:
        return after if can else None
    if not op.ok:
        return None if can else state
    return after if can and op.out.get("version", after[2]) == after[2] else None


class History:
    """What all clients did, by work item; and the items they fight over."""

    def __init__(self, server, waiting):
        self.server, self.lock = server, threading.Lock()
        self.waiting = waiting
        self.by_item, self.hot, self.versions, self.views = {}, [], {}, {}
        self.count = 0
        for _ in range(HOT):
            self.replace(None)

    def replace(self, item):
        """One that nobody touched yet takes the place of a finished one."""
        with self.lock:
            if item in self.hot:
                self.hot.remove(item)
            while self.waiting and len(self.hot) < HOT:
                fresh = self.waiting.pop(0)  # take-next would choose it too
                if fresh not in self.versions:
                    self.hot.append(fresh)
                    self.versions[fresh] = 1
                    self.views[fresh] = {"evidence_hash": "0" * 64}

    def add(self, item, op):
        with self.lock:
            self.count += 1
            self.by_item.setdefault(item, []).append(op)
            if "version" in op.out:
                self.versions[item] = op.out["version"]


class Worker:
    """One client with a will of its own, drawn from a seed."""

    def __init__(self, history, number, seed):
        self.history, self.user = history, f"u-{number}"
        self.client = history.server.client(self.user)
        self.rng = random.Random(seed * 100 + number)
        self.held = {}

    def call(self, name, item, path, body=None, **args):
        """Sends one operation and records it, whatever comes back."""
        start, end, answer = time.monotonic_ns(), math.inf, None
        version = args.get("version")
        try:
            if name == "read":
                answer = self.client.get(path)
            else:
                answer = self.client.post(path, body, key=new_key(), version=version)
            end = time.monotonic_ns()
        except OSError:
            pass
        ok = answer is not None and answer.status == 200
        assert answer is None or answer.status in (200, 404, 409), (name, answer.body)
        out = self.read_answer(name, answer.json()) if ok else {}
        if ok and name in ("take", "next"):
            self.history.views[out["item"]] = answer.json()
        item = out.pop("item", item)
        if item is not None:
            self.history.add(item, Operation(start, end, name, self.user, args, ok, out))
        return item, ok, out

    @staticmethod
    def read_answer(name, body):
        if name == "decide":
            return {"decision": body["id"], "version": body["work_item_version"]}
        if name == "release":
            return {"version": body["version"]}
        if name == "renew":
            return {}
        work = body["work_item"]
        out = {"item": work["id"], "version": work["version"]}
        if name == "read":
            out["state"] = work["state"]
            out["holder"] = body.get("lease", {}).get("user")
        return out

    def step(self):
        with self.history.lock:
            item = self.rng.choice(self.history.hot)
            version = self.history.versions[item]
        if self.held and self.rng.random() < 0.75:
            item, version = self.rng.choice(list(self.held.items()))
            self.rng.choices([self.renew, self.release, self.decide, self.read],
                             [2, 3, 4, 2])[0](item, version)
        else:
            self.rng.choices([self.take, self.take_next, self.read, self.release, self.decide,
                              self.renew], [8, 3, 3, 1, 1, 1])[0](item, version)

    def take(self, item, version):
        _, ok, out = self.call("take", item, f"{WORK}/{item}/take", version=version)
        if ok:
            self.held[item] = out["version"]

    def take_next(self, *_):
        item, ok, out = self.call("next", None, f"{WORK}/take-next", {})
        if ok:
            self.held[item] = out["version"]

    def read(self, item, _):
        self.call("read", item, f"{WORK}/{item}")

    def renew(self, item, _):
        self.call("renew", item, f"{WORK}/{item}/lease")

    def release(self, item, version):
        version += self.rng.choice([-1, 1]) if self.rng.random() < 0.2 and version > 1 else 0
        _, ok, _ = self.call("release", item, f"{WORK}/{item}/release", {}, version=version)
        if ok:
            self.held.pop(item, None)

    def decide(self, item, version):
        version += self.rng.choice([-1, 1]) if self.rng.random() < 0.2 and version > 1 else 0
        _, ok, out = self.call("decide", item, f"{WORK}/{item}/decision",
                               decision(self.history.views[item]), version=version)
        if not ok:
            return
        self.held.pop(item, None)
        if self.history.waiting and self.rng.random() < 0.12:
            self.history.replace(item)
            return
        self.rng.choice([self.read, self.renew])(item, version)
        path = f"/v1/decisions/{out['decision']}/retract"
        _, ok, back = self.call("retract", item, path, version=out["version"],
                                decision=out["decision"])
        if ok:
            self.held[item] = back["version"]


def record(server, waiting, operations, seed):
    history = History(server, waiting)

    def work(number):
        worker = Worker(history, number, seed)
        while history.count < operations:
            worker.step()
        for item, version in list(worker.held.items()):
            worker.call("release", item, f"{WORK}/{item}/release", {}, version=version)

    with concurrent.futures.ThreadPoolExecutor(CLIENTS) as pool:
        for done in [pool.submit(work, n) for n in range(CLIENTS)]:
            done.result()
    return history


def violations(history):
    found = []
    for item, operations in history.by_item.items():
        operations.sort(key=lambda op: op.start)
        verdict = explain(operations, ("queued", None, 1, None, 0), step)
        if verdict is not True:
            found.append((item, verdict, operations))
    return found


def prepare():
    store = Store(PROGRAM)
    store.add_user("u-service", "service")
    store.add_user("u-lead", "lead")
    for n in range(CLIENTS):
        store.add_user(f"u-{n}", "senior")
    return store, store.stock(90, NUMBERS)


def test_the_server_is_linearizable():
    store = PREPARED.copy(PROGRAM)
    try:
        with Server(store) as server:
            history = record(server, list(WAITING), OPERATIONS, seed=2)
        worked = sum(op.ok for ops in history.by_item.values() for op in ops)
        overlap = sum(1 for ops in history.by_item.values() for a, b in itertools.pairwise(
            sorted(ops, key=lambda op: op.start)) if b.start < a.end)
        print(f"# {history.count} operations on {len(history.by_item)} items, {worked} succeeded, "
              f"{overlap} began inside another")
        assert history.count >= OPERATIONS and worked > OPERATIONS / 5
        assert overlap > OPERATIONS / 20, "not contended enough to show anything"
        for item, verdict, operations in violations(history):
            at = operations.index(verdict[0])
            raise AssertionError(f"{item}:\n" + "\n".join(
                map(str, operations[max(0, at - 12):at + 6])))
        store.run("verify-audit")
    finally:
        store.remove()


def find_planted(fault):
    store, waiting = PREPARED.copy(FAULTY), list(WAITING)
    try:
        with Server(store, env={"REVIEW_PLANTED_FAULT": fault}) as server:
            for attempt in range(1, 6):
                found = violations(record(server, waiting, 300, seed=attempt))
                if found:
                    print(f"# {fault}: found in history {attempt}, at {found[0][1][0]}")
                    return
        raise AssertionError(f"the planted bug \"{fault}\" was not found")
    finally:
        store.remove()


def make_test(fault):
    def test():
        find_planted(fault)
    test.__name__ = f"test_finds_planted_{fault}"
    return test


def test_the_checker_itself():
    """Two owners at once, a lost write and a read from the past, by hand."""
    def op(start, end, name, user, ok=True, args=None, **out):
        return Operation(start, end, name, user, args or {}, ok, out)

    begin = ("queued", None, 1, None, 0)
    both = [op(0, 5, "take", "a", version=2), op(1, 6, "take", "b", version=2)]
    assert explain(both, begin, step) is not True
    assert explain([both[0], op(1, 6, "take", "b", ok=False)], begin, step) is True
    stale = [both[0], op(6, 7, "read", "b", state="queued", holder=None, version=1)]
    assert explain(stale, begin, step) is not True
    stale[1].start = 4
    assert explain(stale, begin, step) is True
    unknown = [op(0, math.inf, "take", "a", ok=False),
               op(9, 10, "read", "b", state="leased", holder="a", version=2)]
    assert explain(unknown, begin, step) is True


if __name__ == "__main__":
    PREPARED, WAITING = prepare()
    try:
        run([test_the_checker_itself, test_the_server_is_linearizable,
             *map(make_test, FAULTS)])
    finally:
        PREPARED.remove()
