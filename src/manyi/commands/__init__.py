"""The commands of `manyi`, one file each; a command imports the stage it needs when it is called."""
