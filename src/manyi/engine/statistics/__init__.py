"""The formulas of fair numbers: intervals, shrinkage, case mix, certainty, false discoveries, surveys, drivers."""
