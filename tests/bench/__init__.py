"""
The benchmark: this product beside plain ways of doing the same, in alternating rounds.

``./script/bench`` runs it, ``docs/benchmarks.md`` shows what came out. Ratios count, not absolute
times. The server has one core, everything else the other.
"""
