"""What is wrong with a page as it stands before us: for assistive tools, for fingers, and for the eye."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from deploy.tryout import PACKAGES

AXE = PACKAGES / "axe-core/axe.min.js"
MEASURE = Path(__file__).with_suffix(".js")
WCAG_2_2_AA = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
RUN_AXE = """
  async (tags) => {
    const runOnly = { type: "tag", values: tags };
    const { violations, passes } = await axe.run(document, { runOnly, preload: false, resultTypes: ["violations"] });
    const where = ({ target, failureSummary }) => `${target.join(" ")}: ${failureSummary.replace(/\\s+/g, " ")}`;
    return {
      violations: violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id} at ${where(node)}`)),
      rules: passes.map(({ id }) => id),
    };
  }
"""
DIGITS = """
  (selector) => {
    const element = document.querySelector(selector);
    const { fontStyle, fontWeight, fontStretch, fontSize, fontFamily } = getComputedStyle(element);
    const canvas = document.createElement("canvas").getContext("2d");
    canvas.font = `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`;
    const { actualBoundingBoxAscent, actualBoundingBoxDescent } = canvas.measureText("0");
    return actualBoundingBoxAscent + actualBoundingBoxDescent;
  }
"""


@dataclass(frozen=True)
class Limits:
    """In pixels and as ratios. A `gap` of 0 is not measured."""

    text: float = 11.0
    control: float = 24.0
    tile: float = 24.0
    gap: float = 0.0
    contrast: float = 4.5
    contrastOfDisabled: float = 1.0  # noqa: N815 (so it is called in the page)
    mayScroll: bool = True  # noqa: N815


PX_PER_MM = 4.03  # of a 21.5" Full-HD screen
LIMITS = {
    "kiosk": Limits(
        text=4.9 * PX_PER_MM,
        control=20 * PX_PER_MM,
        tile=30 * PX_PER_MM,
        gap=3 * PX_PER_MM,
        contrast=10.0,
        contrastOfDisabled=4.5,
        mayScroll=False,
    ),
    "board": Limits(text=16.0, contrast=7.0, mayScroll=False),
}


def limits_of(kind: str) -> Limits:
    """Of the pages that no list says more about: a screen with a mouse, or a phone."""
    return LIMITS.get(kind, Limits())


@dataclass(frozen=True)
class Findings:
    """Each a list of sentences; `rules` are those of axe that were met by something on the page.

    `clipped`: text that is cut off without being seen to be. `outside`: text beyond its box or the screen.
    `overlapping`: texts over each other. `small`, `close`: text, and what is touched. `pale`: too little contrast.
    """

    violations: list[str]
    rules: list[str]
    clipped: list[str]
    outside: list[str]
    overlapping: list[str]
    small: list[str]
    close: list[str]
    pale: list[str]

    def sentences(self) -> list[str]:
        """All that is wrong."""
        return [
            f"{what}: {said}" for what, found in asdict(self).items() if what != "rules" for said in found
        ]


def examine(page: Page, kind: str) -> Findings:
    """`kind`: which page it is, as in the lists of states."""
    page.evaluate(AXE.read_text())  # not as an element of the page: its policy lets no script in
    found: Any = page.evaluate(RUN_AXE, WCAG_2_2_AA)
    measured: Any = page.evaluate(MEASURE.read_text(), asdict(limits_of(kind)))
    return Findings(**found, **measured)


def height_of_digits(page: Page, selector: str) -> float:
    """In pixels, of the ink of a zero."""
    return float(page.evaluate(DIGITS, selector))
