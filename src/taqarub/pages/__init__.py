"""A page becomes an article: HTML, plain text, feeds, archives; bylines, labels, related blocks."""
