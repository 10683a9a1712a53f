# SPDX-License-Identifier: GPL-3.0-or-later
"""A private stage for the real app: virtual display, session bus, accessibility bus, XDG folders.

Everything is found by accessible role and name, as a screen reader finds it, and driven by the
keyboard. All waiting is bounded: wait() runs the main context until a condition holds or the
deadline passes. The quirks of AT-SPI on GTK 4.8 live here and nowhere else.
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
            self._end(process)
        if self.keep is None:
            shutil.rmtree(self.home, ignore_errors=True)

    def _end(self, process):
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
        os.environ.update({k: self.env[k] for k in ("DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR")})
        import gi
        gi.require_version("Atspi", "2.0")
        from gi.repository import Atspi, GLib
        self.Atspi, self.GLib = Atspi, GLib
        # libatspi asks each new program for its cache too early and says so each time.
        GLib.log_set_handler("dbind", GLib.LogLevelFlags.LEVEL_WARNING, lambda *_: None, None)
        Atspi.init()
        Atspi.set_timeout(4000, 15000)

    def start_app(self, *args, **extra_env):
        """Starts the app from the build folder; its log goes to `app.log` in the stage's home."""
        self.env.update(extra_env)
        log = open(self.home / "app.log", "ab")
        self.app_process = self.spawn([str(self.build / "src/app/riskops-review"), *args],
                                      stdout=log, stderr=log)
        self.app = self.wait(self._find_app, "the app on the accessibility bus")
        self.focus_window()
        return self.app

    def stop_app(self):
        self._end(self.app_process)
        self.app = None

    def server(self, *args, check=True):
        """Runs a subcommand of the server with the stage's folders."""
        out = subprocess.run([str(self.build / "src/server/riskops-review-server"), *args], env=self.env,
                             capture_output=True, text=True, timeout=300)
        if check and out.returncode != 0:
            raise Failure(f"server {' '.join(args)}: {out.stderr.strip()}")
        return out.stdout

    # --- waiting --------------------------------------------------------------------------

    def wait(self, condition, what, seconds=DEADLINE):
        """Runs the main context until condition() is true; its value is returned."""
        context = self.GLib.MainContext.default()
        deadline = time.monotonic() + seconds
        while True:
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
            wake = self.GLib.timeout_add(30, lambda: True)
            context.iteration(True)
            self.GLib.source_remove(wake)

    def settle(self, seconds=1.0):
        """Lets the app draw before it is looked at."""
        loop = self.GLib.MainLoop()
        self.GLib.timeout_add(int(seconds * 1000), loop.quit)
        loop.run()

    # --- finding --------------------------------------------------------------------------

    def _find_app(self):
        desktop = self.Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(i)
            if child is not None and child.get_process_id() == self.app_process.pid and child.get_child_count():
                return child
        return None

    def walk(self, node=None, rows=False):
        """Every accessible below node (the app), depth first; invisible branches are left out, and
        so are the rows of lists (hundreds of them) unless asked for."""
        root = node or self.app
        stack = [root]
        while stack:
            node = stack.pop()
            try:
                whole = rows or self.role(node) != "list"
                children = [node.get_child_at_index(i) for i in range(node.get_child_count())] if whole else []
                shown = [child for child in children if child is not None and self._shown(child)]
            except self.GLib.Error:  # it went away while it was looked at
                if node is root:
                    raise
                continue
            yield node
            stack.extend(reversed(shown))

    def _shown(self, node):
        """GTK 4.8 never sets SHOWING; the hidden pages of a stack are VISIBLE but have no size."""
        if not node.get_state_set().contains(self.Atspi.StateType.VISIBLE):
            return False
        try:
            box = node.get_extents(self.Atspi.CoordType.WINDOW)
        except self.GLib.Error:
            return True
        return box.width > 0 or box.height > 0 or self.role(node) in ("application", "frame", "window")

    @staticmethod
    def role(node):
        """The name of a role as AT-SPI 2.46 has it; newer ones say "button"."""
        name = node.get_role_name()
        return "push button" if name == "button" else name

    def find(self, name, role=None, rows=False):
        """The first visible accessible whose name matches the regular expression, or None."""
        pattern = re.compile(name)
        for one in self.walk(rows=rows):
            try:
                if (role is None or self.role(one) == role) and pattern.search(one.get_name() or ""):
                    return one
            except self.GLib.Error:  # it went away since it was listed
                continue
        return None

    def expect(self, name, role=None, seconds=DEADLINE):
        return self.wait(lambda: self.find(name, role), f"{role or 'something'} named /{name}/", seconds)

    def expect_row(self, name, seconds=DEADLINE):
        return self.wait(lambda: self.find(name, "list item", rows=True), f"a row named /{name}/", seconds)

    def gone(self, name, role=None, seconds=DEADLINE):
        self.wait(lambda: self.find(name, role) is None, f"/{name}/ to go away", seconds)

    def names(self):
        """All names on screen: what a failing test prints."""
        return [f"{self.role(one)}: {one.get_name()}" for one in self.walk() if one.get_name()]

    def has_state(self, node, state):
        return node.get_state_set().contains(getattr(self.Atspi.StateType, state))

    def text_of(self, node):
        # getText(0, -1) is empty on GTK 4.8.
        text = node.get_text_iface()
        return self.Atspi.Text.get_text(text, 0, self.Atspi.Text.get_character_count(text))

    def act(self, node):
        """Does what a click on it does, through its accessible action."""
        node.get_action_iface().do_action(0)

    # --- keyboard -------------------------------------------------------------------------

    def _windows(self):
        out = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(self.app_process.pid)],
                             env=self.env, capture_output=True, text=True)
        return out.stdout.split()

    def focus_window(self):
        """There is no window manager: the newest window gets the keyboard by hand."""
        windows = self.wait(self._windows, "a window of the app")
        subprocess.run(["xdotool", "windowfocus", windows[-1]], env=self.env, check=False)

    def key(self, *keys):
        subprocess.run(["xdotool", "key", "--delay", "15", *keys], env=self.env, check=True)

    def focus(self, name, most=60):
        """Moves the keyboard focus with Tab to the control of that name."""
        pattern = re.compile(name)
        for _ in range(most):
            focused = self.focused()
            if focused is not None and pattern.search(focused.get_name() or ""):
                return focused
            self.key("Tab")
        raise Failure(f"{most} times Tab did not reach /{name}/")

    def focused(self, rows=False):
        """What has the focus. Each window keeps its own: it is the newest window's."""
        windows = [self.app.get_child_at_index(i) for i in range(self.app.get_child_count())]
        for window in reversed([one for one in windows if one is not None and self._shown(one)]):
            for one in self.walk(window, rows):
                if one.get_state_set().contains(self.Atspi.StateType.FOCUSED):
                    return one
        return None

    def type(self, text):
        subprocess.run(["xdotool", "type", "--delay", "8", text], env=self.env, check=True)

    def resize(self, width, height):
        subprocess.run(["xdotool", "windowsize", self._windows()[-1], str(width), str(height)],
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
