"""What people are told of a ranking: its lines and sentences, in Vietnamese and in English."""
