"""Calculators: pure functions from what a coder types to a result that says why."""
