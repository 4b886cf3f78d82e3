"""Consultant: an email consultation desk for US medical coding."""

__version__ = "0.1.0"
