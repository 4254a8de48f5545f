"""The workbook of one settled period: what the run folder's tables hold, in words and typed cells, for people who work in Excel."""

from manyi.report.workbook.book import render_workbook

__all__ = ["render_workbook"]
