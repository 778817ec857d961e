from pocplan.people.models.addressees import AddresseeGroup, GroupEntry

__all__ = ["AddresseeGroup", "GroupEntry"]
