"""Words become entities: recognition, the book of actors, linking."""
