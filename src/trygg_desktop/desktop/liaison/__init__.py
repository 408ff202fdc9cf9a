"""What Polissamverkan is made of: the quick entry, the notebook and the note itself."""
