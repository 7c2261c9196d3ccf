"""A report as one self-contained page."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment

from bot.evaluation.figures import Figure
from bot.evaluation.report import Report

_PAGE = Path(__file__).with_name("report.html")


def as_html(report: Report, before: Report | None) -> str:
    """Escaped throughout: sentences are somebody else's words."""
    earlier = {(one.name, one.language): one.value for one in before.figures} if before else {}

    def value_before(figure: Figure) -> str:
        found = earlier.get((figure.name, figure.language))
        return "" if found is None else number(found)

    return (
        Environment(autoescape=True)
        .from_string(_PAGE.read_text("utf-8"))
        .render(
            report=report,
            before=before,
            promised=sum(one.target is not None for one in report.figures),
            languages=sorted({one.language for one in report.by_intent}),
            number=number,
            mark=mark,
            earlier=value_before,
        )
    )


def number(value: float) -> str:
    """`.953`, `1.00`: shares as statisticians write them."""
    return f"{value:.3f}"[1:] if 0 <= value < 0.9995 else f"{value:.2f}"


def mark(figure: Figure) -> str:
    if figure.target is None:
        return ""
    return "good" if figure.is_reached else "bad"
