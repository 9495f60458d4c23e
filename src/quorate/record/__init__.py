"""Claims are held, at any date."""
