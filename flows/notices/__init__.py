"""People are told of alerts, each once, through the channels that the city declares."""
