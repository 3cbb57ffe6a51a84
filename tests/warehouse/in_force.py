"""What is declared for Ho Chi Minh City, as tests of any room need it: measures by name."""

from schemas.city import load_city

MEASURES = load_city().measures
