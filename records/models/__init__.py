from records.models.cases import CaseStep, Mitigation, SupportCase

__all__ = ["CaseStep", "Mitigation", "SupportCase"]
