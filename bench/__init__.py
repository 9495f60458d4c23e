"""Benchmarks: each figure with the command that makes it."""
