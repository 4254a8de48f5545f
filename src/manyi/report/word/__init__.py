"""The policy as a Word document that HR can edit, circulate and have signed."""

from manyi.report.word.policy_document import TemplateError, render_policy_document, write_policy_document

__all__ = ["TemplateError", "render_policy_document", "write_policy_document"]
