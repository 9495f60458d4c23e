"""Run ``python -m quorate``: the same as the command ``quorate``."""

from quorate.cli import main

if __name__ == "__main__":
    main()
