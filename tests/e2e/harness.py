# SPDX-License-Identifier: GPL-3.0-or-later
"""A private stage for the real app: virtual display, session bus, accessibility bus, XDG folders.

Everything is found by accessible role and name, as a screen reader finds it, and driven by the
keyboard. All waiting is bounded: wait() runs the main context until a condition holds or the
deadline passes. The quirks of AT-SPI on GTK 4.8 live here and in accessible.py and nowhere else.
"""
import os
import pathlib
import re
import shutil
import signal
import struct
import subprocess
import tempfile
import time
import zlib

from accessible import ROOT_PATH, Tree

ROOT = pathlib.Path(__file__).resolve().parents[2]
DEADLINE = float(os.environ.get("E2E_DEADLINE", "40"))


class Failure(AssertionError):
    """What a person at the screen would report."""


def _launcher():
    for path in ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher"):
        if os.path.exists(path):
            return path
    raise Failure("at-spi-bus-launcher is not installed")


class Stage:
    """Use as a context manager; every process it starts ends with it."""

    def __init__(self, build, size=(1440, 900), locale="C.UTF-8", keep=None):
        self.build = pathlib.Path(build).resolve()
        self.size = size
        self.locale = locale
        self.processes = []
        self.keep = keep
        self.home = pathlib.Path(keep or tempfile.mkdtemp(prefix="riskops-stage-"))
        self.env = dict(os.environ)
        self.app = None
        self.app_process = None
        self.lately = None  # what the focus went to since the last key
        self.told = None  # what it went to at last

    # --- set up and tear down -------------------------------------------------------------

    def __enter__(self):
        try:
            self._folders()
            self._display()
            self._buses()
            self._atspi()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(self, *_):
        for process in reversed(self.processes):
            self.end(process)
        if self.keep is None:
            shutil.rmtree(self.home, ignore_errors=True)

    def end(self, process):
        """Ends a process that spawn() started, and waits for it."""
        if process.poll() is not None:
            return
        for sig, seconds in ((signal.SIGTERM, 5), (signal.SIGKILL, 5)):
            try:
                os.killpg(process.pid, sig)
                process.wait(seconds)
                return
            except ProcessLookupError:
                return
            except subprocess.TimeoutExpired:
                continue

    def spawn(self, argv, **kwargs):
        process = subprocess.Popen(argv, env=self.env, start_new_session=True, **kwargs)
        self.processes.append(process)
        return process

    def _folders(self):
        for name, folder in (("HOME", ""), ("XDG_CONFIG_HOME", "config"), ("XDG_DATA_HOME", "data"),
                             ("XDG_CACHE_HOME", "cache"), ("XDG_STATE_HOME", "state"),
                             ("XDG_RUNTIME_DIR", "run")):
            path = self.home / folder
            path.mkdir(parents=True, exist_ok=True)
            path.chmod(0o700)
            self.env[name] = str(path)
        settings = self.home / "config" / "gtk-4.0"
        settings.mkdir(exist_ok=True)
        (settings / "settings.ini").write_text(
            "[Settings]\ngtk-enable-animations=false\ngtk-cursor-blink=false\n"
            "gtk-font-name=Cantarell 11\ngtk-xft-antialias=1\ngtk-xft-hinting=1\n"
            "gtk-xft-hintstyle=hintslight\ngtk-xft-rgba=none\n")
        self.env.update(GDK_BACKEND="x11", GSK_RENDERER="cairo", GSETTINGS_BACKEND="keyfile",
                        ADW_DISABLE_PORTAL="1", GTK_A11Y="atspi", NO_AT_BRIDGE="0",
                        LC_ALL=self.locale, LANG=self.locale, TZ="UTC")
        self.env.pop("WAYLAND_DISPLAY", None)
        self.env.pop("LANGUAGE", None)

    def _display(self):
        read, write = os.pipe()
        os.set_inheritable(write, True)
        width, height = self.size
        self.spawn(["Xvfb", "-displayfd", str(write), "-screen", "0", f"{width}x{height}x24", "-noreset",
                    "-nolisten", "tcp"], pass_fds=[write], stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as pipe:
            self.env["DISPLAY"] = ":" + pipe.readline().strip()

    def _buses(self):
        bus = self.spawn(["dbus-daemon", "--session", "--print-address=1", "--nofork"],
                         stdout=subprocess.PIPE, text=True, stderr=subprocess.DEVNULL)
        self.env["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
        self.spawn([_launcher(), "--launch-immediately"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def _atspi(self):
        import gi
        gi.require_version("Atspi", "2.0")
        from gi.repository import Atspi, Gio, GLib
        self.Atspi, self.Gio, self.GLib = Atspi, Gio, GLib
        session = self._connect(self.env["DBUS_SESSION_BUS_ADDRESS"])
        address, = self._ask(session, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress")
        self.bus = self._connect(address)
        self.bus.signal_subscribe(None, "org.a11y.atspi.Event.Object", "StateChanged", None, "focused",
                                  Gio.DBusSignalFlags.NONE, self._focus_moved)

    def _connect(self, address):
        flags = self.Gio.DBusConnectionFlags
        return self.Gio.DBusConnection.new_for_address_sync(
            address, flags.AUTHENTICATION_CLIENT | flags.MESSAGE_BUS_CONNECTION, None, None)

    def _ask(self, connection, name, path, interface, method, parameters=None):
        return connection.call_sync(name, path, interface, method, parameters, None,
                                    self.Gio.DBusCallFlags.NONE, 15_000, None).unpack()

    def _focus_moved(self, _bus, _sender, path, _interface, _signal, parameters):
        if parameters.unpack()[1]:
            self.lately = self.told = path

    def start_app(self, *args, **extra_env):
        """Starts the app from the build folder; its log goes to `app.log` in the stage's home."""
        self.env.update(extra_env)
        log = open(self.home / "app.log", "ab")
        self.app_process = self.spawn([str(self.build / "src/app/riskops-review"), *args],
                                      stdout=log, stderr=log, cwd=self.home)
        self.app = self.wait(self._find_app, "the app on the accessibility bus")
        self.focus_window()
        return self.app

    def stop_app(self):
        self.end(self.app_process)
        self.app = self.lately = self.told = None

    def server(self, *args, check=True):
        """Runs a subcommand of the server with the stage's folders, once the server of an app that was
        stopped has let go of the store."""
        out = self.wait(lambda: self._run_server(args), "the store to be free")
        if check and out.returncode != 0:
            raise Failure(f"server {' '.join(args)}: {out.stderr.strip()}")
        return out.stdout

    def _run_server(self, args):
        out = subprocess.run([str(self.build / "src/server/riskops-review-server"), *args], env=self.env,
                             capture_output=True, text=True, timeout=300)
        return None if " is in use by process " in out.stderr else out

    # --- waiting --------------------------------------------------------------------------

    def wait(self, condition, what, seconds=DEADLINE):
        """Runs the main context until condition() is true; its value is returned."""
        context = self.GLib.MainContext.default()
        deadline = time.monotonic() + seconds
        while True:
            began = time.monotonic()
            try:
                value = condition()
            except self.GLib.Error:  # the tree changed under the walk
                value = None
            if value:
                return value
            if time.monotonic() > deadline:
                raise Failure(f"waited {seconds:.0f} s in vain for {what}")
            if self.app_process is not None and self.app_process.poll() is not None:
                raise Failure(f"the app ended with {self.app_process.returncode} while waiting for {what}")
            # As long as looking took: the app has half of the time for itself.
            self._rest(context, max(0.03, time.monotonic() - began))

    def _rest(self, context, seconds):
        """Until something happens that a handler was interested in."""
        wake = self.GLib.timeout_add(int(seconds * 1000), lambda: True)
        context.iteration(True)
        self.GLib.source_remove(wake)

    def settle(self, seconds=1.0):
        """Lets the app draw before it is looked at."""
        loop = self.GLib.MainLoop()
        self.GLib.timeout_add(int(seconds * 1000), loop.quit)
        loop.run()

    # --- finding --------------------------------------------------------------------------

    def _find_app(self):
        """The tree of the app, once it has a window on the accessibility bus."""
        apps, = self._ask(self.bus, "org.a11y.atspi.Registry", ROOT_PATH, "org.a11y.atspi.Accessible", "GetChildren")
        for name, _ in apps:
            process, = self._ask(self.bus, "org.freedesktop.DBus", "/", "org.freedesktop.DBus",
                                 "GetConnectionUnixProcessID", self.GLib.Variant("(s)", (name,)))
            tree = Tree(self.bus, name, self.Atspi)
            if process == self.app_process.pid and tree.read().children:
                return tree
        return None

    def look(self, rows=False):
        """The app as it is now, closely: what several things are asked of at once."""
        return self.app.read_closely(rows)

    def matching(self, fits, node=None, rows=False):
        """Every accessible on the screen that fits, depth first, below a node (the app). Invisible
        branches are left out, and so are the rows of lists unless asked for."""
        return [one for one in self._below(self.look(rows), node, rows)
                if fits(one) and self.app.is_drawn(one)]

    def walk(self, node=None, rows=False):
        """Every accessible on the screen; matching() is quicker for a few of them."""
        return self.app.draw_all(self._below(self.app.read_closely(rows), node, rows))

    def first(self, fits, rows=False):
        """The first accessible on the screen that fits, or None: that it is not there takes longer
        to say than that it is."""
        root = self.app.read(rows)
        one = self._first_of(root, fits, rows)
        if one is None and (root := self.app.read_closely(rows, root)) is not None:
            one = self._first_of(root, fits, rows)
        return one

    def _first_of(self, root, fits, rows):
        return next((one for one in root.below(rows) if fits(one) and self.app.is_drawn(one)), None)

    @staticmethod
    def _below(root, node, rows):
        if node is not None:
            root = next((one for one in root.below(rows) if one.path == node.path), None)
        return list(root.below(rows)) if root is not None else []

    @staticmethod
    def role(node):
        return node.role

    def find(self, name, role=None, rows=False):
        """The first visible accessible whose name matches the regular expression, or None."""
        pattern = re.compile(name)
        return self.first(lambda one: role in (None, one.role) and pattern.search(one.name), rows)

    def expect(self, name, role=None, seconds=DEADLINE, rows=False):
        return self.wait(lambda: self.find(name, role, rows), f"{role or 'something'} named /{name}/", seconds)

    def expect_row(self, name, seconds=DEADLINE):
        return self.wait(lambda: self.find(name, "list item", rows=True), f"a row named /{name}/", seconds)

    def gone(self, name, role=None, seconds=DEADLINE):
        self.wait(lambda: self.find(name, role) is None, f"/{name}/ to go away", seconds)

    def names(self):
        """All names on screen: what a failing test prints."""
        return [f"{self.role(one)}: {one.get_name()}" for one in self.walk() if one.get_name()]

    def has_state(self, node, state):
        """Whether it has by now."""
        return self.app.state_now(node.path, state)

    def text_of(self, node):
        return self.app.text_now(node)

    def act(self, node):
        """Does what a click on it does, through its accessible action."""
        self.app.act(node)

    # --- keyboard -------------------------------------------------------------------------

    def windows(self):
        """The ids of the windows on the display, the newest last."""
        out = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(self.app_process.pid)],
                             env=self.env, capture_output=True, text=True)
        return out.stdout.split()

    def _all_windows(self):
        """The same, once each that the accessible tree knows is on the display: a dialog is in the tree
        before it is mapped, and meanwhile the keys would go to the window below."""
        windows, known = self.windows(), [one for one in self.app.read().children if one.has("VISIBLE")]
        return windows if len(windows) >= len(known) else None

    def focus_window(self):
        """There is no window manager: the newest window gets the keyboard by hand."""
        try:
            windows = self.wait(self._all_windows, "the windows of the app", 5)
        except Failure:  # the tree keeps one that was hidden
            windows = self.wait(self.windows, "a window of the app")
        subprocess.run(["xdotool", "windowfocus", windows[-1]], env=self.env, check=False)

    def key(self, *keys):
        subprocess.run(["xdotool", "key", "--delay", "15", *keys], env=self.env, check=True)

    def focus(self, name, most=200):
        """Moves the keyboard focus with Tab to the control of that name."""
        return self.go_to(name, "Tab", most)

    def go_to(self, name, key, most=60):
        """Presses a key until the focus is on what has that name; the name of it is returned."""
        pattern = re.compile(name)
        focused = self.focused()
        latest = time.monotonic() + 2 * DEADLINE  # Tab may go round without ever coming to it
        for _ in range(most):
            if time.monotonic() > latest:
                break
            if pattern.search(focused):
                focused = self.focused()  # it may have moved on: the event of an earlier key came late
                if pattern.search(focused):
                    return focused
            self.lately = None
            self.key(key)
            focused = self._new_focus()
        if pattern.search(focused):
            return focused
        raise Failure(f"{key} did not reach /{name}/, the last was /{focused}/")

    def _new_focus(self):
        """The name of what the last key gave the focus to: told by an event, or else looked for."""
        try:
            return self.app.name_now(self.wait(lambda: self.lately, "an event of the focus", 0.4))
        except (Failure, self.GLib.Error):
            return self.focused()

    def focused(self):
        """The name of what has the focus: what the last event told of, or else what is found. Each
        window keeps its own: it is the newest window's; rows of lists come last, there are many."""
        try:
            if self.told is not None and self.app.state_now(self.told, "FOCUSED"):
                return self.app.name_now(self.told)
        except self.GLib.Error:  # it went away
            pass
        for look, rows in ((self.app.read, False), (self.app.read_closely, True)):
            for window in reversed(look(rows).children):
                one = self._first_of(window, lambda one: one.has("FOCUSED"), rows)
                if one is not None:
                    return one.name
        return ""

    def type(self, text):
        subprocess.run(["xdotool", "type", "--delay", "8", text], env=self.env, check=True)

    def resize(self, width, height):
        subprocess.run(["xdotool", "windowsize", self.windows()[-1], str(width), str(height)],
                       env=self.env, check=True)

    # --- looking --------------------------------------------------------------------------

    def shot(self, path, width=None, height=None):
        """Writes what the display shows as PNG."""
        from Xlib import display as xdisplay, X
        display = xdisplay.Display(self.env["DISPLAY"])
        root = display.screen().root
        width, height = width or self.size[0], height or self.size[1]
        raw = root.get_image(0, 0, width, height, X.ZPixmap, 0xFFFFFFFF).data
        display.close()
        pathlib.Path(path).parent.mkdir(parents=True, exist_ok=True)
        pathlib.Path(path).write_bytes(_png(raw, width, height))


def _png(bgrx, width, height):
    rows = bytearray()
    for y in range(height):
        line = bgrx[y * width * 4:(y + 1) * width * 4]
        rgb = bytearray(width * 3)
        rgb[0::3], rgb[1::3], rgb[2::3] = line[2::4], line[1::4], line[0::4]
        rows += b"\0" + rgb

    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(bytes(rows), 6)) + chunk(b"IEND", b""))
