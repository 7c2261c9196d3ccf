"""Dripline beside stock Rasa, on one machine and in one run: `make bench`. docs/benchmarks.md explains the figures."""
