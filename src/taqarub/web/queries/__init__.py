"""What the pages ask of the database: plain functions that take a Database and give rows."""
