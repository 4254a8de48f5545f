"""From figures to proposals: awards and penalties, each with its trace; two equal claims are an error, never a coin toss."""
