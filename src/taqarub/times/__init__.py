"""Expressions of time become dates."""
