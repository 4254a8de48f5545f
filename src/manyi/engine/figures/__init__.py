"""Named figures per subject and period: facts counted exactly, estimates shrunk, and the graph that joins them."""
