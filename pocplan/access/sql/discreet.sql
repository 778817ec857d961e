-- Shared rooms whose guests do not learn of each other: of such a room a guest sees its host and its own body.
-- One way: a room that was discreet stays so.
CREATE FUNCTION access.keep_discreet(room int) RETURNS void LANGUAGE plpgsql VOLATILE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM access.demand_host(room);
  UPDATE public.access_compartment SET discreet = true WHERE id = room AND audience = 'shared';
END $$;

-- Whether who acts may learn that this owner sits in this room. The system plans for all of them.
CREATE FUNCTION access.may_learn_of(room int, guest uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE bound text[] := access.binding();
BEGIN
  RETURN bound[1] <> 'hat' OR EXISTS (
    SELECT 1 FROM public.access_compartment c WHERE c.id = room AND (NOT c.discreet OR c.owner_id = guest
      OR (SELECT h.owner_id FROM access.standing(bound[2]::uuid) h) IN (guest, c.owner_id)));
END $$;

SET ROLE {seats};
CREATE OR REPLACE FUNCTION access.readers(room int) RETURNS TABLE (
  incumbency_id uuid, person_id uuid, user_id uuid, post_id uuid, kind text, owner_id uuid, may_write boolean
) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE place uuid;
BEGIN
  IF NOT room = ANY (access.readable()) THEN
    RAISE EXCEPTION 'no such room' USING ERRCODE = '42501';
  END IF;
  SELECT operation_id INTO place FROM public.access_compartment WHERE id = room;
  RETURN QUERY
    WITH known AS MATERIALIZED (
      SELECT o.id FROM public.access_owner o WHERE o.operation_id = place AND access.may_learn_of(room, o.id)
    )
    SELECT i.id, h.person_id, h.user_id, h.post_id, h.kind, h.owner_id, bool_or(s.may_write)
    FROM public.access_incumbency i
    CROSS JOIN LATERAL access.standing(i.id) h
    JOIN known k ON k.id = h.owner_id
    CROSS JOIN LATERAL access.seats_of(h.post_id, h.kind, h.owner_id, h.area_id, h.affiliated, h.host_state,
                                       h.operation_id, h.owner_state) s
    WHERE h.operation_id = place AND s.compartment_id = room
    GROUP BY 1, 2, 3, 4, 5, 6;
END $$;
RESET ROLE;

CREATE POLICY discreet ON public.access_addressing AS RESTRICTIVE FOR SELECT TO {serving}
  USING ((SELECT access.may_learn_of(compartment_id, owner_id)));
