"""How results look in a cell and on a page: findings, tables with their sources, figures."""

from analysis.display.cells import Shown
from analysis.display.figures import figure
from analysis.display.findings import finding, findings
from analysis.display.pages import anchor, statements, table

__all__ = ["Shown", "anchor", "figure", "finding", "findings", "statements", "table"]
