"""Unit tests; `python -m unittest discover -s tests -t .` runs them."""
