"""Which dossier."""
