"""Great Expectations over Polars: the tables' rules as suites, judged by Great Expectations and computed by Polars.

The only package that imports Great Expectations, which takes seconds: import it where a verdict is needed, not before.
"""

import os

# Read by Great Expectations when it is imported; nothing about a city's data leaves its machine.
os.environ["GX_ANALYTICS_ENABLED"] = "false"
