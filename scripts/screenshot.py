"""The pictures of README.md, photographed in a real browser: a demo customer's first conversation, and an agent's call.

    .venv/bin/python scripts/screenshot.py http://127.0.0.1:8000 docs/images

Dripline must be running on a fresh database with its demo content: nobody is asked the same question twice, so the
same conversation cannot be had twice. Where Chromium is not on the PATH, name it in CHROMIUM.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

CUSTOMER = "1002"
CONVERSATION = ("hi", "I need a travel pass", "I'm going to Portugal", "10 days", "yes please", "Every day")
CALLER = {"Customer number": "1032", "E-mail": "emily.stone@example.com"}
WIDTH, HEIGHT = 1280, 860
_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
_SECONDS = 20
_RING = """async (customer) => {
  const token = document.querySelector('meta[name="csrf-token"]').content;
  const headers = {"Content-Type": "application/json", "X-CSRF-Token": token};
  await fetch("/desk/demo/calls", {method: "POST", headers, body: JSON.stringify({customer})});
}"""


def main() -> None:
    if len(sys.argv) != 3:
        sys.exit("Give an address and a folder: scripts/screenshot.py http://127.0.0.1:8000 docs/images")
    url, folder = sys.argv[1], Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_chromium(), args=["--no-sandbox"])
        for name, play in (("chat", play_chat), ("desk", play_desk)):
            page = browser.new_page(
                viewport={"width": WIDTH, "height": HEIGHT},
                color_scheme="light",
                reduced_motion="reduce",
                locale="en-US",
            )
            page.set_default_timeout(_SECONDS * 1000)
            play(page, url)
            file = folder / f"{name}.png"
            page.screenshot(path=file)
            print(f"{file}: {file.stat().st_size // 1024} KB")
        browser.close()


def play_chat(page: Page, url: str) -> None:
    """The whole conversation, each message after the answer to the one before."""
    page.goto(url)
    page.locator(f"[data-customer='{CUSTOMER}']").click()
    page.locator("#profile").get_by_text("verified").first.wait_for()
    for words in CONVERSATION:
        seen = _answers(page)
        page.get_by_role("textbox", name="Write a message").fill(words)
        page.keyboard.press("Enter")
        _wait_for_an_answer(page, seen)
    page.locator("#profile").get_by_text("What answers gave").wait_for()
    page.wait_for_timeout(800)  # the panel is fetched once more after the last change


def play_desk(page: Page, url: str) -> None:
    """A call by keyboard: verified, a travel pass to its end, and the one question with its purpose."""
    page.goto(f"{url}/desk/login")
    page.get_by_role("button", name="Sign in as a demo agent").click()
    page.locator("#queue h3").first.wait_for()
    page.evaluate(_RING, CALLER["Customer number"])
    page.get_by_text("rings now").wait_for()
    page.keyboard.press("n")
    page.locator(".line").first.wait_for()
    page.keyboard.press("v")
    for field, said in CALLER.items():
        page.get_by_role("textbox", name=field).fill(said)
    page.keyboard.press("Enter")
    page.locator(".verified").wait_for(state="attached")
    _say(page, "travel pass")
    page.keyboard.press("Escape")
    page.keyboard.press("1")
    for words in ("Spain", "8 days", "yes"):
        before = page.locator(".line-ask").inner_text()
        _say(page, words)
        page.wait_for_function(
            "before => document.querySelector('.line-ask')?.innerText !== before", arg=before
        )
    page.locator(".line-question").wait_for()
    page.keyboard.press("Escape")
    page.keyboard.press("w")
    page.locator(".why").wait_for()
    page.wait_for_timeout(800)  # the card is fetched once more after the last step


def _say(page: Page, words: str) -> None:
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    page.wait_for_timeout(600)


def _answers(page: Page) -> int:
    return page.locator("dripline-chat .bubble").count()


def _wait_for_an_answer(page: Page, seen: int) -> None:
    """The message itself is a bubble too; an answer may be several, so wait until they stop coming."""
    deadline = _SECONDS * 1000 // 250
    last = seen
    for _ in range(deadline):
        page.wait_for_timeout(250)
        now = _answers(page)
        if now > seen + 1 and now == last:
            return
        last = now
    raise TimeoutError("No answer came. Is the engine up? See /readyz.")


def _chromium() -> str:
    named = os.environ.get("CHROMIUM")
    found = named or next((path for name in _CHROMIUM if (path := shutil.which(name))), None)
    if found is None:
        sys.exit("No Chromium found. Install it (apt-get install chromium) or name it in CHROMIUM.")
    return found


if __name__ == "__main__":
    main()
