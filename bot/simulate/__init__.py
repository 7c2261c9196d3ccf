"""Synthetic customers and a stand-in engine, to try promises under load and crashes."""
