"""Claims that a language model proposes, as far as the report's own words bear them out."""
