"""What was not understood, made ready for a person to label: redacted, grouped by likeness, kept with its origin."""
