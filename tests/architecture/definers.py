"""Functions that run with the seats role's rights, and who may call them. Each was read and asked for.

SERVING: the serving roles call it; it says itself what it refuses.
INNER: only other functions do. AUDITOR, WORKER: that role alone.
"""

SERVING, INNER, AUDITOR, WORKER = "serving", "inner", "auditor", "worker"

FUNCTIONS: dict[str, tuple[str, str]] = {
    # who acts
    "binding": (INNER, "checks the signature of who acts"),
    "standing": (INNER, "an incumbency, if it stands today"),
    "seats_of": (INNER, "the seats of a post"),
    "seats": (INNER, "the seats of who acts"),
    "readable": (SERVING, "the policies ask it"),
    "writable": (SERVING, "the policies ask it"),
    "operations": (SERVING, "the policies ask it"),
    "person": (SERVING, "narrow policies ask it"),
    "is_system": (SERVING, "narrow policies ask it"),
    "who": (SERVING, "what Python knows of the actor"),
    "keep_seats": (INNER, "signs the seats of this transaction"),
    "kept": (INNER, "one part of what this transaction keeps, if its signature fits"),
    "hats": (SERVING, "an account's own posts"),
    # rooms
    "new_room_key": (INNER, "numbers rooms by wall"),
    "my_post_kind": (INNER, "the kind of who acts"),
    "demand_administrator": (INNER, "refuses others"),
    "demand_host": (INNER, "refuses who is not of the room's owner"),
    "put_addressee": (INNER, "writes one addressee"),
    "has_head": (INNER, "whether an owner has a head"),
    "found_operation": (SERVING, "refuses all but the installation"),
    "found_owner": (SERVING, "refuses all but administrators"),
    "found_area": (SERVING, "refuses all but administrators"),
    "set_owner_state": (SERVING, "refuses all but heads and administrators"),
    "open_shared": (SERVING, "a room of the actor's own owner"),
    "address": (SERVING, "refuses all but the host"),
    "end_addressing": (SERVING, "refuses all but the host"),
    "give_seat": (SERVING, "refuses all but the host"),
    "take_seat": (SERVING, "refuses all but the host"),
    "except_host_state": (SERVING, "refuses all but heads of the host"),
    "archive": (SERVING, "refuses all but the host"),
    "keep_discreet": (SERVING, "refuses all but the host"),
    "may_learn_of": (SERVING, "the policies ask it"),
    "sees_directory": (SERVING, "the policies ask it"),
    "held_posts": (SERVING, "the policies ask it"),
    "readers": (SERVING, "who reads a room that the actor reads"),
    "directory_of": (SERVING, "for whoever writes there"),
    "next_number": (SERVING, "numbers of a room that the actor writes in"),
    # appointments
    "hold_appointments": (SERVING, "a trigger"),
    "exclude_seats": (SERVING, "a trigger"),
    "first_heads": (SERVING, "for heads of the same side"),
    "confirm_first": (SERVING, "for heads of the same side"),
    "demand_directory": (INNER, "refuses posts and people of another owner"),
    "hold_posts": (SERVING, "a trigger"),
    "hold_people": (SERVING, "a trigger"),
    # errands of the worker, which is bound to one room at a time
    "rooms_with_open_rounds": (WORKER, "keys of rooms"),
    "rooms_with_waiting_imports": (WORKER, "keys of rooms"),
    "rooms_with_waiting_exports": (WORKER, "keys of rooms"),
    "rooms_with_waiting_returns": (WORKER, "keys of rooms"),
    "rooms_with_waiting_events": (WORKER, "keys of rooms"),
    # incidents counted as they are written
    "keep_incident_months": (SERVING, "a trigger"),
    "add_incident_months": (INNER, "adds to cells of the rooms whose incidents a statement wrote"),
    "incident_cells_astray": (INNER, "for the owner, when the installation is checked"),
    "mend_incident_months": (INNER, "for the owner, when the installation is mended"),
    # consultations
    "only_the_clock": (SERVING, "a trigger"),
    # the journal
    "link_entry": (SERVING, "a trigger"),
    "broken_links": (AUDITOR, "keys, places and faults"),
    "journal_heads": (AUDITOR, "ids and digests"),
    "heads_of_the_day": (WORKER, "ids and digests, for the system when it audits"),
    # reviews
    "rooms_with_strategies_in_force": (WORKER, "keys of rooms"),
    "commons_beside": (WORKER, "the key of the commons beside the system's one room"),
    "take_turn": (WORKER, "a lock on the system's one room, for its purpose"),
    "posts_above": (WORKER, "ids of posts up a chain, for the system"),
    # bodies
    "rooms_with_dues": (WORKER, "keys of rooms"),
    # notices
    "rooms_with_events": (WORKER, "keys of rooms"),
    "rooms_with_last_days": (WORKER, "keys of directories"),
    "rooms_with_mail": (WORKER, "keys of rooms"),
    "rooms_with_mornings": (WORKER, "keys of rooms"),
    "gather_digests": (WORKER, "the system, for people at home in its one room"),
    "mornings": (INNER, "accounts whose digest is due"),
    "wall_time": (INNER, "the time in a zone"),
    "mark_read": (SERVING, "one's own notices"),
}
# They run with the caller's own rights.
PLAIN = {
    "clock",
    "refuse_change",
    "forget_seats",
    "entry_digest",
    "plan_events",
    "plan_reminders",
    "plan_handovers",
    "plan_dues",
}
