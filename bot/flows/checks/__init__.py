"""One function per check, grouped by what it looks at. Each takes a Subject and yields findings."""
