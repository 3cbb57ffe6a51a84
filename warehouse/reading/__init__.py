"""Reading what districts send: an all-text Arrow file out of any declared format, in a limited child process.

This file imports nothing: a child sets its limits before the libraries are loaded.
"""
