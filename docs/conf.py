"""How does the site of documentation come about?

``make docs`` runs Sphinx over the pages that stand in the repository: the README, ``docs`` and the
table of measurements, so that each link means the same in both places.
"""

from importlib.metadata import version as installed

project = "Quorate"
author = "the Quorate authors"
copyright = "the Quorate authors, Apache-2.0"
release = version = installed("quorate")

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
root_doc = "docs/index"
source_suffix = {".md": "markdown"}
include_patterns = [
    "docs/**.md",
    "bench/**.md",
    "README.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
]
exclude_patterns = ["**/.venv", "site"]
suppress_warnings = ["myst.xref_missing", "myst.header"]  # links to folders and files of code
myst_heading_anchors = 3
autodoc_typehints = "description"
autodoc_member_order = "bysource"

html_theme = "furo"
html_title = "Quorate"
html_static_path: list[str] = []
html_show_sourcelink = False
