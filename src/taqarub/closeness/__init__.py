"""Across weeks: how near two actors stand on a file."""
