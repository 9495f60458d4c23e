"""RESULTS ARE SHOWN: in the terminal, in files and on the page."""
