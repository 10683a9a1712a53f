# SPDX-License-Identifier: GPL-3.0-or-later
"""The accessible tree of the app, read as a whole: one call brings every object with name, role and
states, where asking object by object takes a thousand calls. What is drawn (sizes, texts, whether a
state holds by now) is asked for those few that matter. Newer toolkits make objects known once their
parents are asked for them: those are asked, and what was not known is read singly. GTK 4.8 keeps what was
hidden as if it were shown: that something is not there is only said after a close look, at which
every parent is asked."""
import ast
import collections
import re

ROOT_PATH = "/org/a11y/atspi/accessible/root"
BASE = "org.a11y.atspi."
PROPERTIES = "org.freedesktop.DBus.Properties"
WINDOW_COORDINATES = 1
TIMEOUT = 15_000  # ms for one answer of a busy app
# An object as GVariant prints it, as far as it is used: path, parent, index, how many below, name, role,
# states. Taking a thousand of them apart value by value takes five times as long.
TEXT = r"""('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
ITEM = re.compile(r"\(\('[^']*', '([^']*)'\), \('[^']*', '[^']*'\), \('[^']*', '([^']*)'\), (-?\d+), (-?\d+), "
                  r"\[[^]]*\], " + TEXT + r", (\d+), " + TEXT + r", \[(\d+), (\d+)\]\)", re.DOTALL)


def join(words):
    """A set of states from the two words that are sent."""
    return words[0] | words[1] << 32


class Node:
    """One accessible object as it was when the tree was read."""

    __slots__ = ("path", "name", "role", "states", "n_children", "parent", "children", "tree", "box", "drawn")

    def __init__(self, tree, path, name, role, states, n_children):
        self.tree, self.path, self.name, self.role, self.states = tree, path, name, role, states
        self.n_children, self.parent, self.children = n_children, None, []
        self.box = self.drawn = None  # of what was asked for: (x, y, width, height) in the window, px

    def get_name(self):
        return self.name

    def get_parent(self):
        return self.parent

    def has(self, state):
        """Whether the state held when the tree was read."""
        return self.states & self.tree.mask(state) != 0

    def below(self, rows):
        """Every object below this one and itself, depth first; without the rows of lists (hundreds of
        them) unless asked for, and without what is hidden."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            if rows or node is self or node.role != "list":
                stack.extend(one for one in reversed(node.children) if one.has("VISIBLE"))


class Tree:
    def __init__(self, connection, bus_name, atspi):
        from gi.repository import Gio, GLib
        self.Gio, self.GLib = Gio, GLib
        self.connection, self.bus_name = connection, bus_name
        self.atspi = atspi
        self.roles, self.masks = {}, {}
        self.order = {}  # path → (what told when to ask again, the paths of its children)

    # --- calls ----------------------------------------------------------------------------

    @staticmethod
    def _full(interface):
        return interface if "." in interface else BASE + interface

    def _call(self, path, interface, method, parameters=None):
        return self.connection.call_sync(self.bus_name, path, self._full(interface), method, parameters, None,
                                         self.Gio.DBusCallFlags.NONE, TIMEOUT, None)

    def call(self, path, interface, method, parameters=None):
        return self._call(path, interface, method, parameters).unpack()

    def call_all(self, paths, interface, method, parameters=None):
        """The same call to many objects at once; None where one is gone or does not know it."""
        answers, left = {}, len(paths)

        def answered(connection, result, path):
            nonlocal left
            left -= 1
            try:
                answers[path] = connection.call_finish(result).unpack()
            except self.GLib.Error:
                answers[path] = None

        for path in paths:
            self.connection.call(self.bus_name, path, self._full(interface), method, parameters, None,
                                 self.Gio.DBusCallFlags.NONE, TIMEOUT, None, answered, path)
        while left:
            self.GLib.MainContext.default().iteration(True)
        return answers

    # --- the whole ------------------------------------------------------------------------

    def read(self, rows=False):
        """The app as a node, with everything below; without the rows of lists unless asked for."""
        nodes, signs = self._read_known()
        asked = set()
        while doubtful := list(self._find_doubtful(nodes, signs, rows, asked)):
            asked.update(doubtful)
            for path, answer in self.call_all(doubtful, "Accessible", "GetChildren").items():
                self.order[path] = signs[path], [child for _, child in answer[0]] if answer is not None else []
            unknown = {child for path in doubtful for child in self.order[path][1]} - nodes.keys()
            self._read_singly(unknown, nodes, signs)
        self.order = {path: below for path, below in self.order.items() if path in signs}
        self._link(nodes)
        return nodes[ROOT_PATH]

    def read_closely(self, rows=False, root=None):
        """The same after every parent was asked for its children. With the root of a look just taken:
        None, if that has seen everything."""
        known = root if root is not None else self.read(rows)
        parents = [one.path for one in known.below(rows) if one.path in self.order]
        changed = False
        for path, answer in self.call_all(parents, "Accessible", "GetChildren").items():
            sign, before = self.order[path]
            if answer is not None and before != (below := [child for _, child in answer[0]]):
                self.order[path] = sign, below
                changed = True
        if changed:
            return self.read(rows)
        return None if root is not None else known

    def _read_singly(self, paths, nodes, signs):
        """What became known only by asking its parent for it."""
        states = self.call_all(paths, "Accessible", "GetState")
        roles = self.call_all(paths, "Accessible", "GetRole")
        facts = self.call_all(paths, PROPERTIES, "GetAll", self.GLib.Variant("(s)", (BASE + "Accessible",)))
        for path in paths:
            if None in (states[path], roles[path], facts[path]):  # it is gone
                continue
            n = facts[path][0]["ChildCount"]
            nodes[path] = Node(self, path, facts[path][0]["Name"], self._role(*roles[path]), join(*states[path]), n)
            if n > 0:
                signs[path] = n, frozenset()

    def _find_doubtful(self, nodes, signs, rows, asked):
        stack = [ROOT_PATH]
        while stack:
            path = stack.pop()
            if path not in signs:
                continue
            before, below = self.order.get(path, (None, ()))
            if path not in asked and (before != signs[path] or len(below) != before[0]
                                      or any(child not in nodes for child in below)):
                yield path
            elif rows or nodes[path].role != "list":
                stack.extend(child for child in below if child in nodes and nodes[child].has("VISIBLE"))

    def _read_known(self):
        """What the toolkit keeps of each object, by its path. Which are whose children it does not
        say: it keeps some that are hidden, and does not know yet what nobody asked for. The second
        value tells when a parent has to be asked again: how many it has, and which are kept."""
        items = self._call("/org/a11y/atspi/cache", "Cache", "GetItems")
        nodes, kept, visible = {}, collections.defaultdict(set), self.mask("VISIBLE")
        found = ITEM.findall(items.print_(False))
        assert len(found) == items.get_child_value(0).n_children(), "an object that is printed otherwise"
        for path, parent, index, n, name, role, _, *words in found:
            states = int(words[0]) | int(words[1]) << 32
            name = ast.literal_eval(name) if "\\" in name else name[1:-1]
            nodes[path] = Node(self, path, name, self._role(int(role)), states, int(n))
            kept[parent].add((path, index, states & visible))
        signs = {path: (one.n_children, frozenset(kept[path])) for path, one in nodes.items() if one.n_children > 0}
        windows = [path for _, path in self.call(ROOT_PATH, "Accessible", "GetChildren")[0]]
        nodes[ROOT_PATH] = Node(self, ROOT_PATH, "", "application", 0, len(windows))
        signs[ROOT_PATH] = len(windows), frozenset(windows)
        self.order[ROOT_PATH] = signs[ROOT_PATH], windows
        return nodes, signs

    def _link(self, nodes):
        for path, (_, below) in self.order.items():
            node = nodes[path]
            node.children = [nodes[child] for child in below if child in nodes]
            for one in node.children:
                one.parent = node

    def mask(self, state):
        if state not in self.masks:
            self.masks[state] = 1 << int(getattr(self.atspi.StateType, state))
        return self.masks[state]

    def _role(self, number):
        """AT-SPI 2.46's name of a role; newer ones say "button"."""
        if number not in self.roles:
            name = self.atspi.role_get_name(self.atspi.Role(number))
            self.roles[number] = "push button" if name == "button" else name
        return self.roles[number]

    # --- what is drawn --------------------------------------------------------------------

    def is_drawn(self, node):
        """GTK 4.8 never sets SHOWING; the hidden pages of a stack are VISIBLE but have no size, and
        what is in them is not drawn either."""
        branch = []
        while node is not None and node.drawn is None:
            branch.append(node)
            node = node.parent
        return self.draw_all(branch[::-1])[-1:] == branch[:1] if branch else node.drawn

    def draw_all(self, nodes):
        """Those that are drawn, of nodes with parents before their children: all are asked for their
        sizes at once."""
        unknown = [one for one in nodes if one.drawn is None and one.role not in ("application", "frame", "window")]
        answers = self.call_all([one.path for one in unknown], "Component", "GetExtents",
                                self.GLib.Variant("(u)", (WINDOW_COORDINATES,)))
        for one in unknown:
            one.box = answers[one.path][0] if answers[one.path] else None
            one.drawn = one.box is None or any(one.box[2:])
        for one in nodes:
            one.drawn = one.drawn is not False and (one.parent is None or one.parent.drawn is not False)
        return [one for one in nodes if one.drawn]

    # --- one object, as it is now ---------------------------------------------------------

    def state_now(self, path, state):
        words, = self.call(path, "Accessible", "GetState")
        return join(words) & self.mask(state) != 0

    def text_now(self, node):
        text, = self.call(node.path, "Text", "GetText", self.GLib.Variant("(ii)", (0, self._length(node.path))))
        return text

    def name_now(self, path):
        return self._property(path, "Accessible", "Name")

    def act(self, node):
        self.call(node.path, "Action", "DoAction", self.GLib.Variant("(i)", (0,)))

    def _length(self, path):
        """GetText to the end (-1) is empty on GTK 4.8."""
        return self._property(path, "Text", "CharacterCount")

    def _property(self, path, interface, name):
        return self.call(path, PROPERTIES, "Get", self.GLib.Variant("(ss)", (BASE + interface, name)))[0]
