"""The mapping assistant: proposes what foreign columns mean, says why, and remembers what was accepted."""
