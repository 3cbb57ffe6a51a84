"""Encodings of text: what is declared, what is evident, and the Vietnamese ones that Python lacks."""
