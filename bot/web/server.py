"""The HTTP server: uvicorn, with a stop that ends the open event streams first."""

from __future__ import annotations

import socket

import uvicorn
from fastapi import FastAPI

_SECONDS_TO_STOP = 30


class Server(uvicorn.Server):
    """uvicorn waits for open connections before it ends; an event stream is open for as long as we let it."""

    def __init__(self, app: FastAPI, host: str, port: int) -> None:
        self._app = app
        super().__init__(
            uvicorn.Config(
                app,
                host=host,
                port=port,
                access_log=False,
                log_config=None,
                proxy_headers=False,
                server_header=False,
                timeout_graceful_shutdown=_SECONDS_TO_STOP,
            )
        )

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._app.state.web.broker.close()
        await super().shutdown(sockets)
