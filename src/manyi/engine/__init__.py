"""The pure engine: a policy edition and sealed evidence in, scores and proposals out; no clock, no network."""
