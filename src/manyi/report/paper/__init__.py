"""Official papers as PDF: the report of a period, and one statement for each person it judges."""
