"""Reports become claims: each with its exact words and its reader."""
