"""How the desk takes its data away: each form in a module of its own, all from the record alone."""
