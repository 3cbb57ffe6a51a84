"""What a sender is told of a file before it is sent: as data, and as a page."""
