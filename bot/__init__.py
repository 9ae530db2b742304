"""Bot talks: commands and cards on Discord, and the command line."""
