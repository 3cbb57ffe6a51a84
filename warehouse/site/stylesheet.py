"""Where the stylesheet of the site is, for pages that stand beside the site and are to look as its own do."""

from pathlib import Path

NAME = "site.css"
FOLDER = Path(__file__).parent / "assets"
PATH = f"assets/{NAME}"  # beside the pages
