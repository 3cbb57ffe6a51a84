"""The door for notebooks: what `import motcua` gives; people import that, never this room.

`motcua/` beside these modules is the package of that name (pyproject.toml says where it stands). It holds names alone:
each module is imported once, under its own name in this room, and so keeps its place among the layers.
"""
