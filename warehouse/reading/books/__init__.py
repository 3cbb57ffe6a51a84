"""Workbooks of every kind and tables of web pages: what their bytes say, and their rows as text."""
