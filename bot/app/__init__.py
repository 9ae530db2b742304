"""The running bot: client, settings, logging, features."""
