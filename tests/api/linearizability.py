# SPDX-License-Identifier: GPL-3.0-or-later
"""Is a recorded history of one object explained by some order of its operations, each taking
effect at one moment between its call and its return? (Wing and Gong's search with Lowe's memory.)
An operation whose outcome is unknown has `end` at infinity, and may or may not have happened."""
import dataclasses
import math
import typing


@dataclasses.dataclass
class Operation:
    start: int
    end: float
    name: str
    user: str
    args: dict
    ok: bool
    out: dict = dataclasses.field(default_factory=dict)

    def __str__(self):
        return f"{self.start}..{self.end} {self.user} {self.name} {self.args} {self.ok} {self.out}"


class Node:
    """A call or a return in a doubly linked list; a call knows its return."""
    __slots__ = ("op", "index", "match", "prev", "next")

    def __init__(self, op, index):
        self.op, self.index, self.match, self.prev, self.next = op, index, None, None, None


def _link(operations):
    events = []
    for index, op in enumerate(operations):
        call, ret = Node(op, index), Node(op, index)
        call.match = ret
        events += [(op.start, 0, index, call), (op.end, 1, index, ret)]
    head = tail = Node(None, -1)
    for *_, node in sorted(events, key=lambda event: event[:3]):
        tail.next, node.prev, tail = node, tail, node
    return head


def _lift(call):
    for node in (call, call.match):
        node.prev.next = node.next
        if node.next is not None:
            node.next.prev = node.prev


def _unlift(call):
    for node in (call.match, call):
        node.prev.next = node
        if node.next is not None:
            node.next.prev = node


def explain(operations, initial, step: typing.Callable):
    """step(state, operation) gives the state that follows, None when it cannot have happened.
    Returns True, or the operations that were pending where the longest order ended."""
    head, state, done = _link(operations), initial, 0
    seen, stack = set(), []
    best, stuck = -1, []
    node = head.next
    while head.next is not None:
        if node.match is not None:
            follows = step(state, node.op)
            if follows is not None and (done | 1 << node.index, follows) not in seen:
                seen.add((done | 1 << node.index, follows))
                stack.append((node, state, done))
                state, done = follows, done | 1 << node.index
                _lift(node)
                node = head.next
            else:
                node = node.next
            continue
        if node.op.end == math.inf:
            return True  # only outcomes that nobody knows are left
        if len(stack) > best:
            best, stuck = len(stack), [node.op]
        if not stack:
            return stuck
        call, state, done = stack.pop()
        _unlift(call)
        node = call.next
    return True
