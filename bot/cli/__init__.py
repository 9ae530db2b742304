"""The command line: the same library as on Discord, for operators and scripts."""
