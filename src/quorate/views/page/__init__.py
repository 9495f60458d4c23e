"""The page: the same words as the commands, in a browser on this machine."""
