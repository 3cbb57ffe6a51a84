"""When it happens: Prefect flows, settings and the command line."""
