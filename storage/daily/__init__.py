"""Schedules, posts and votes in SQL."""
