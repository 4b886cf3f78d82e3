"""Celery workers: the only package that nobody imports."""
