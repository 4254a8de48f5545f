"""How fast, how much memory, how stable: programs that measure, run by hand or by `make bench`."""
