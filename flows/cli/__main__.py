"""`python -m flows.cli`: the command line where the package is not installed."""

import sys

from flows.cli import main

if __name__ == "__main__":  # reading children import the main module again
    sys.exit(main())
