"""Made-up companies from data: a description of units, seats, services and stories becomes evidence with known truth."""
