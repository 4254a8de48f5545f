"""Files become checked, typed evidence: every contract table in one database, every bad row named."""

from manyi.engine.evidence.intake import MEMORY, Counts, Evidence, open_database, read_evidence

__all__ = ["MEMORY", "Counts", "Evidence", "open_database", "read_evidence"]
