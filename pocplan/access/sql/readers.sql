-- Who reads a room, asked of those posts alone that a rule, a seat by name or an addressing could seat there:
-- before, the seats of everybody in the operation were derived to find the few of one room. The rules themselves
-- are still said in one place, access.seats_of(), which decides on each of them.
SET ROLE {seats};
CREATE OR REPLACE FUNCTION access.readers(room int) RETURNS TABLE (
  incumbency_id uuid, person_id uuid, user_id uuid, post_id uuid, kind text, owner_id uuid, may_write boolean
) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE place uuid;
BEGIN
  IF NOT room = ANY (access.readable()) THEN
    RAISE EXCEPTION 'no such room' USING ERRCODE = '42501';
  END IF;
  SELECT c.operation_id INTO place FROM public.access_compartment c WHERE c.id = room;
  RETURN QUERY
    WITH ways AS MATERIALIZED (
      SELECT c.id, c.audience, c.owner_id FROM public.access_compartment c
      WHERE c.id = room OR c.id IN (
        SELECT a.source_id FROM public.access_addressing a WHERE a.compartment_id = room AND a.ended_at IS NULL)
    ), likely AS MATERIALIZED (
      SELECT p.id, p.owner_id FROM public.access_post p
      WHERE EXISTS (
          SELECT 1 FROM ways w JOIN public.access_seatrule r ON r.audience = w.audience
          WHERE r.kind = p.kind AND (r.everywhere OR w.owner_id = p.owner_id))
        OR p.id IN (
          SELECT s.post_id FROM ways w JOIN public.access_seat s ON s.compartment_id = w.id
          WHERE s.taken_at IS NULL)
    ), known AS MATERIALIZED (
      SELECT o.id FROM (SELECT DISTINCT p.owner_id AS id FROM likely p) o WHERE access.may_learn_of(room, o.id)
    )
    SELECT i.id, h.person_id, h.user_id, h.post_id, h.kind, h.owner_id, bool_or(s.may_write)
    FROM likely p
    JOIN known k ON k.id = p.owner_id
    JOIN public.access_incumbency i ON i.post_id = p.id
    CROSS JOIN LATERAL access.standing(i.id) h
    CROSS JOIN LATERAL access.seats_of(h.post_id, h.kind, h.owner_id, h.area_id, h.affiliated, h.host_state,
                                       h.operation_id, h.owner_state) s
    WHERE h.operation_id = place AND s.compartment_id = room
    GROUP BY 1, 2, 3, 4, 5, 6;
END $$;
RESET ROLE;
