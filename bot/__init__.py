"""Bot talks: what people type and see, on the command line and (later) on Discord."""
