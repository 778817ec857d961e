-- Row security of the structural tables. The guarded ones get theirs from Guard(…).
ALTER TABLE public.access_operation ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.access_operation FORCE ROW LEVEL SECURITY;
CREATE POLICY may_read ON public.access_operation FOR SELECT TO {actors} USING (id = ANY ((SELECT access.operations())::uuid[]));
ALTER TABLE public.access_owner ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.access_owner FORCE ROW LEVEL SECURITY;
CREATE POLICY may_read ON public.access_owner FOR SELECT TO {actors}
  USING (operation_id = ANY ((SELECT access.operations())::uuid[]));
ALTER TABLE public.access_area ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.access_area FORCE ROW LEVEL SECURITY;
CREATE POLICY may_read ON public.access_area FOR SELECT TO {actors}
  USING (EXISTS (SELECT 1 FROM public.access_owner o WHERE o.id = owner_id));
ALTER TABLE public.access_compartment ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.access_compartment FORCE ROW LEVEL SECURITY;
CREATE POLICY may_read ON public.access_compartment FOR SELECT TO {actors} USING (id = ANY ((SELECT access.readable())::int[]));
ALTER TABLE public.access_seat ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.access_seat FORCE ROW LEVEL SECURITY;
CREATE POLICY may_read ON public.access_seat FOR SELECT TO {actors}
  USING (compartment_id = ANY ((SELECT access.readable())::int[]));
ALTER TABLE public.access_addressing ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.access_addressing FORCE ROW LEVEL SECURITY;
CREATE POLICY may_read ON public.access_addressing FOR SELECT TO {actors}
  USING (compartment_id = ANY ((SELECT access.readable())::int[]));
ALTER TABLE public.access_signingkey ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.access_signingkey FORCE ROW LEVEL SECURITY;
CREATE POLICY provisioning ON public.access_signingkey TO {owner} USING (true) WITH CHECK (true);
ALTER TABLE public.access_seatrule ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.access_seatrule FORCE ROW LEVEL SECURITY;
CREATE POLICY may_read ON public.access_seatrule FOR SELECT TO {actors} USING (true);
CREATE POLICY provisioning ON public.access_seatrule TO {owner} USING (true) WITH CHECK (true);
GRANT SELECT ON public.access_operation, public.access_owner, public.access_area, public.access_compartment,
  public.access_seat, public.access_addressing, public.access_seatrule TO {serving};
GRANT INSERT, UPDATE, DELETE ON public.access_signingkey, public.access_seatrule TO {owner};
ALTER TABLE public.access_counter ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.access_counter FORCE ROW LEVEL SECURITY;

-- The functions run as the seats role, which cannot log in and reads nothing but what seats need.
GRANT SELECT ON public.access_operation, public.access_owner, public.access_area, public.access_compartment,
  public.access_seat, public.access_addressing, public.access_seatrule, public.access_signingkey,
  public.access_counter, public.accounts_user TO {seats};
GRANT INSERT ON public.access_operation, public.access_owner, public.access_area, public.access_compartment,
  public.access_seat, public.access_addressing, public.access_counter TO {seats};
GRANT UPDATE ON public.access_owner, public.access_compartment, public.access_seat, public.access_addressing,
  public.access_counter TO {seats};
DO $$ DECLARE one text; BEGIN
  FOREACH one IN ARRAY ARRAY['operation', 'owner', 'area', 'compartment', 'seat', 'addressing', 'seatrule',
                             'signingkey', 'counter'] LOOP
    EXECUTE format('CREATE POLICY seats_work ON public.access_%s TO {seats} USING (true) WITH CHECK (true)', one);
  END LOOP;
END $$;

-- Nobody calls what is not named here.
GRANT USAGE, CREATE ON SCHEMA access TO {seats};
GRANT USAGE ON SCHEMA access TO {actors}, {auditor};
GRANT USAGE ON ALL SEQUENCES IN SCHEMA access TO {seats};
DO $$ DECLARE one regprocedure; BEGIN
  FOR one IN SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = 'access'::regnamespace LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', one);
  END LOOP;
END $$;
GRANT EXECUTE ON FUNCTION access.clock(), access.readable(), access.writable(), access.operations(), access.person(),
  access.is_system(), access.who(), access.hats(), access.readers(int), access.next_number(int, text),
  access.directory_of(uuid), access.refuse_change(), access.hold_appointments(),
  access.found_operation(uuid, text, text, text),
  access.found_owner(uuid, uuid, text, text, text, text, text[]), access.found_area(uuid, uuid, text, text[]),
  access.set_owner_state(uuid, text), access.open_shared(uuid, text, jsonb),
  access.address(int, uuid, text, uuid, boolean), access.end_addressing(int, uuid),
  access.give_seat(int, uuid, boolean, text, date), access.take_seat(uuid), access.archive(int) TO {serving};
GRANT EXECUTE ON FUNCTION access.clock() TO {auditor};
DO $$ DECLARE one regprocedure; BEGIN
  FOR one IN SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = 'access'::regnamespace LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO {seats}', one);
  END LOOP;
END $$;
-- With the ownership went the owner's right to call them, which policies and triggers need in migrations.
SET ROLE {seats};
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA access TO {owner};
RESET ROLE;
