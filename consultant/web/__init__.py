"""The dashboard. ``create_app`` is the application factory; views parse, open one transaction, call one use case, redirect."""

from consultant.web.app import create_app

__all__ = ["create_app"]
