"""Exports of Knowledge Tree and of Open Knowledge Tree."""
