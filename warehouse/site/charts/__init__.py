"""Charts: Altair specifications rendered to static SVG, titled by their page, their texts given in its language."""
