"""Training of the encoder and its heads (extra `[train]`). Nothing here is imported when the product runs."""
