"""How data of others become claims with a source: each layout in a module of its own."""
