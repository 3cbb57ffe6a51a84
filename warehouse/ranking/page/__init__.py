"""What people read of a ranking: lines, sentences and the draft page, Vietnamese first."""
