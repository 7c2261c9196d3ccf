"""How well messages are understood: what is measured, on which phrases, and how a new model compares."""
