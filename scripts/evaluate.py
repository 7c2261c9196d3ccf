"""How well the model understands phrases it was not trained on, by language: `make evaluate`.

The phrases are in tests/nlu_holdout/. 'sure' is the share that is not handed to the fallback; 'wrong' the share that is
understood as something else. Mistakes are listed in var/evaluation/<language>/intent_errors.json.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bot.training import ENGINE_PYTHON, engine_environment, train  # noqa: E402


def main() -> None:
    model = train(ROOT)
    print(f"{'language':<10}{'phrases':>8}{'right':>8}{'sure':>8}{'wrong':>8}")
    for phrases in sorted((ROOT / "tests" / "nlu_holdout").glob("*.yml")):
        total, errors = evaluate(model, phrases)
        unsure = sum(error["intent_prediction"]["name"] == "nlu_fallback" for error in errors)
        shares = [(total - len(errors)) / total, (total - unsure) / total, (len(errors) - unsure) / total]
        print(f"{phrases.stem:<10}{total:>8}" + "".join(f"{share:>8.1%}" for share in shares))


def evaluate(model: Path, phrases: Path) -> tuple[int, list[dict[str, dict[str, str]]]]:
    """The number of phrases, and those that were not understood as meant."""
    out = ROOT / "var" / "evaluation" / phrases.stem
    command = [str(ROOT / ENGINE_PYTHON), "-m", "rasa", "test", "nlu", "--no-plot"]
    command += ["--model", str(model), "--nlu", str(phrases), "--out", str(out)]
    done = subprocess.run(command, cwd=ROOT, env=engine_environment(), capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"The evaluation failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    report = json.loads((out / "intent_report.json").read_text("utf-8"))
    errors = out / "intent_errors.json"
    return report["weighted avg"]["support"], json.loads(errors.read_text("utf-8")) if errors.exists() else []


if __name__ == "__main__":
    main()
