"""The sections of an edition, one file each: every key a section may have, as typed models."""
