"""A real browser, and the web served on a real port by a scripted bot."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from playwright.sync_api import Browser, Page, sync_playwright

from bot.web.app import create_app
from bot.web.server import Server
from tests.scripted import ScriptedServices

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_QUIET = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
)


@contextmanager
def running_browser() -> Iterator[Browser]:
    """Debian's Chromium. Raises FileNotFoundError that says what to install."""
    path = next((found for name in _NAMES if (found := shutil.which(name))), None)
    if path is None:
        raise FileNotFoundError("No Chromium found. Install it: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(_QUIET))
        yield browser
        browser.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(html: str) -> Iterator[int]:
    """A site of somebody else's, with one page. Gives its port."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(html.encode())

        def log_message(self, format: str, *args: object) -> None:
            return

    with ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


class RunningWeb:
    """The web in a thread; it can be stopped and started again on the same port and database."""

    def __init__(self, services: ScriptedServices, port: int) -> None:
        self.services = services
        self.port = port
        self.url = f"http://127.0.0.1:{port}"
        self.start()

    def start(self) -> None:
        app = create_app(self.services)
        self._server = Server(app, "127.0.0.1", self.port)
        self._thread = threading.Thread(target=self._server.run)
        self._thread.start()
        deadline = time.monotonic() + 10
        while not self._server.started:
            if time.monotonic() > deadline:
                raise TimeoutError("the web did not start")
            time.sleep(0.02)

    def allow(self, origin: str) -> None:
        """Start again with a site that may embed the chat."""
        self.stop()
        settings = self.services.settings.model_copy(update={"allowed_origins": (origin,)})
        self.services = replace(self.services, settings=settings)
        self.start()

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join(timeout=15)
        if self._thread.is_alive():
            raise TimeoutError("the web did not stop; an event stream keeps it open")


def watch(page: Page, problems: list[str]) -> None:
    """Collects what the browser reports: errors of scripts, and broken policies."""
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda said: problems.append(said.text) if "Content Security" in said.text else None)


@contextmanager
def watched_page(browser: Browser) -> Iterator[Page]:
    """A page that fails its test when the browser reports an error or a broken policy."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-US")
    opened = context.new_page()
    problems: list[str] = []
    watch(opened, problems)
    yield opened
    context.close()
    assert problems == []
