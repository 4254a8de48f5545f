"""The report of one settled period: one self-contained page, in Chinese or English, that changes nothing."""

from manyi.report.settlement.render import render_report

__all__ = ["render_report"]
