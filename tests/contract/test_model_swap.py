"""New trigger phrases with the real engine: trained beside it, tried against the old model, swapped while it runs."""

from __future__ import annotations

import asyncio
import json
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import pytest

from bot.engine_client import EngineClient
from bot.engine_models import EngineModels
from bot.jobs.trainings import Trainings
from bot.publishing import draft, publish
from bot.store import trainings
from bot.store.session import Database
from bot.training import ROOT, model_for, serve_model, served_fingerprint, train
from tests.contract.engine_process import engine_process, free_port, new_token, until_ready
from tests.product import CONTENT

pytestmark = pytest.mark.system

PHRASES = """
phrases:
  shop_hours:
    en: [when does the shop open, what are your opening hours, is the shop open on Sunday, until when is the shop open]
    es: [a qué hora abre la tienda, cuál es el horario de la tienda, la tienda abre el domingo, hasta qué hora abren]
    pt: [a que horas a loja abre, qual é o horário da loja, a loja abre no domingo, até que horas vocês abrem]
held_out:
  shop_hours:
    en: [what time does the shop open on Sunday]
    es: [a qué hora abre la tienda el domingo]
"""
FLOW = """
flows:
  shop_hours:
    name: Shop hours
    description: Say when the shops are open.
    nlu_trigger: [{intent: {name: shop_hours, confidence_threshold: 0.5}}]
    steps:
      - say: {en: "From nine to six.", es: "De nueve a seis.", pt: "Das nove às seis."}
"""
TRIED = "what time does the shop open on Sunday"


@pytest.fixture
def root(tmp_path: Path) -> Iterator[Path]:
    """A checkout of its own, with a copy of the model that is there."""
    here = tmp_path / "root"
    (here / "var" / "models").mkdir(parents=True)
    for name in ("engine", "data", "config.yml", "domain.yml", "endpoints.yml"):
        (here / name).symlink_to(ROOT / name)
    shutil.copytree(CONTENT, here / "content")
    model = model_for(here)
    shutil.copy(train(), model)
    serve_model(model, here)
    yield here


def test_new_phrases_are_trained_tried_and_swapped_in_while_the_engine_runs(
    root: Path, sqlite_url: str, tmp_path: Path
) -> None:
    database = Database(sqlite_url)
    (root / "content" / "flows" / "shop_hours.yml").write_text(FLOW, encoding="utf-8")
    (root / "content" / "phrases").mkdir(exist_ok=True)
    (root / "content" / "phrases" / "shop_hours.yml").write_text(PHRASES, encoding="utf-8")
    made = draft(database, root / "content", root)
    published = publish(database, made, "Ana", "Shop hours", accept=True, root=root)
    assert published.training is not None and published.training.status == "waiting"

    port, token = free_port(), new_token()
    url = f"http://127.0.0.1:{port}"
    before = root / "var" / "models" / f"dripline-{served_fingerprint(root)}.tar.gz"
    with engine_process(before, port, free_port(), token, tmp_path / "log") as process:
        client = EngineClient(url, token)
        asyncio.run(_ready(client, process, tmp_path / "log"))
        assert asyncio.run(_understood(url, token, TRIED)) != "shop_hours"
        due = Trainings(database, EngineModels(url, token, root), lambda: datetime.now(UTC))
        assert due.do_due() == 1
        assert due.do_due() == 0
        assert due._working is not None
        due._working.join(1200)
        with database.reading() as connection:
            over = trainings.newest(connection)
        assert over is not None
        assert (over.status, over.progress) == ("serves", "the new model serves"), over
        assert over.report is not None and over.report["right_after"] > over.report["right_before"]
        assert asyncio.run(_understood(url, token, TRIED)) == "shop_hours"
        assert asyncio.run(_understood(url, token, "I need a travel pass")) == "travel_pass"
    assert served_fingerprint(root) == over.fingerprint
    database.close()


async def _ready(client: EngineClient, process: subprocess.Popen[bytes], log: Path) -> None:
    await until_ready(client, process, log)
    await client.close()


async def _understood(url: str, token: str, text: str) -> str:
    """Each in a loop of its own, so no client is kept."""
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{url}/model/parse?token={token}", data=json.dumps({"text": text})) as response,
    ):
        return str((await response.json(content_type=None))["intent"]["name"])
