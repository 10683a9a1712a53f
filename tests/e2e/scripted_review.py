#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What `./dev run` does where there is no display: opens the app on a virtual one, from an empty
store, reviews a few cases with the keyboard in both languages, and names its screenshots."""
import argparse
import pathlib
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from harness import Stage
from test_spine import WORDS, Spine

KEYFILE = "[org/riskops/Review]\nstyle='{style}'\nlanguage='{language}'\nwindow-width={width}\nwindow-height={height}\n"


def configure(stage, **values):
    folder = stage.home / "config" / "glib-2.0" / "settings"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "keyfile").write_text(KEYFILE.format(**values))


def say(text):
    print(f"scripted review: {text}", flush=True)


def review_one(stage, language, out):
    """Takes a case, fills the form in, shows it, submits, undoes and submits again."""
    spine = Spine(stage, language)
    spine.take()
    spine.read()
    stage.settle()
    stage.shot(out / f"{language}-2-case.png")
    spine.decide()
    stage.settle()
    stage.shot(out / f"{language}-3-decision.png")
    spine.submit()
    spine.undo()
    spine.submit()
    stage.settle()
    stage.shot(out / f"{language}-4-undo.png")


def dark_and_narrow(stage, out):
    for language, style, width, height in (("en", "dark", 1440, 900), ("zh-CN", "dark", 1440, 900),
                                           ("en", "light", 1100, 700), ("zh-CN", "light", 1100, 700)):
        configure(stage, style=style, language=language, width=width, height=height)
        stage.start_app()
        stage.expect_row(r"\b(WD|POA|KYC|ATO|2FA)-\d+")
        word = WORDS["zh" if language.startswith("zh") else "en"]
        stage.key("Return")
        stage.expect(word["claimed"])
        stage.key("b")
        stage.settle()
        stage.shot(out / f"{language[:2]}-{style}-{width}x{height}.png", width, height)
        stage.stop_app()


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--build", required=True)
    options.add_argument("--out", required=True)
    options = options.parse_args()
    out = pathlib.Path(options.out)
    with Stage(options.build) as stage:
        configure(stage, style="light", language="en", width=1440, height=900)
        begun = time.monotonic()
        stage.start_app()
        say(f"window open after {time.monotonic() - begun:.1f} s; the first start trains ROCA")
        stage.settle()
        stage.shot(out / "en-1-first-start.png")
        stage.expect_row(r"\b(WD|POA|KYC|ATO|2FA)-\d+")
        say(f"first case in the queue after {time.monotonic() - begun:.1f} s")
        review_one(stage, "en", out)
        stage.key("ctrl+shift+l")
        stage.expect(WORDS["zh"]["claimed"])
        spine = Spine(stage, "zh")
        spine.read()
        stage.settle()
        stage.shot(out / "zh-2-case.png")
        spine.decide()
        stage.settle()
        stage.shot(out / "zh-3-decision.png")
        stage.stop_app()
        dark_and_narrow(stage, out)
    for shot in sorted(out.glob("*.png")):
        say(f"screenshot {shot}")


if __name__ == "__main__":
    main()
