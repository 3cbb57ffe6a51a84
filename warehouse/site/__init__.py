"""The static site: pages, charts and assets, in Vietnamese and English, from a publication and from nothing else."""
