"""The report of a simulation: one self-contained page for those who adopt an edition, and its tables."""

from manyi.report.simulation.render import render_simulation

__all__ = ["render_simulation"]
