"""What a period's answers say beyond scores: questions, drivers, units in a funnel, months; told in the report, deciding nothing."""
