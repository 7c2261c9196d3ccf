"""Walks a flow every way it can go, with customers made for it. Pure: no database, no engine, nobody is spoken to."""
