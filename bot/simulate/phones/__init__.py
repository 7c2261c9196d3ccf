"""Customers with phones: duplicate, late and unordered webhooks, a provider that fails, workers killed with -9."""
