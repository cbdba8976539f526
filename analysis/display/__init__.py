"""How the specifications of a chapter look in a cell and on a page."""

from analysis.display.cards import cards
from analysis.display.cells import Shown
from analysis.display.figures import figure
from analysis.display.findings import findings
from analysis.display.pages import statements, table

__all__ = ["Shown", "cards", "figure", "findings", "statements", "table"]
