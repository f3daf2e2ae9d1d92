"""Taqarub."""
