"""Situations become results: each theory is one pure function, with its method and citation."""
