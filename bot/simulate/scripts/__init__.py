"""Tests for content: conversations as YAML, played on a stage and compared with what should have happened."""
