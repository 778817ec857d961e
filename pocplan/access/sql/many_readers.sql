-- Who reads a room of two thousand people: those who stand today are found in one query, and seats are derived
-- once for posts that only rules seat alike, instead of once for each. What a rule says stays in one place each:
-- who stands in the view, who is seated in access.seats_of().
CREATE VIEW access.standing_today WITH (security_invoker = true) AS
  SELECT i.id AS incumbency_id, p.id AS post_id, pe.id AS person_id, pe.user_id, p.kind::text AS kind, p.owner_id,
         p.area_id, p.mission_affiliated AS affiliated, p.host_state, o.operation_id, o.side::text AS side,
         o.state::text AS owner_state
  FROM public.access_incumbency i
  JOIN public.access_post p ON p.id = i.post_id
  JOIN public.access_person pe ON pe.id = i.person_id
  JOIN public.accounts_user u ON u.id = pe.user_id
  JOIN public.access_owner o ON o.id = p.owner_id
  WHERE i.confirmed_at IS NOT NULL AND u.is_active
    AND i.starts <= (SELECT (access.clock() AT TIME ZONE 'UTC')::date)
    AND (i.ends IS NULL OR i.ends >= (SELECT (access.clock() AT TIME ZONE 'UTC')::date))
    AND p.closed_on IS NULL;
ALTER VIEW access.standing_today OWNER TO {seats};
SET ROLE {seats};

CREATE OR REPLACE FUNCTION access.standing(incumbency uuid) RETURNS TABLE (
  post_id uuid, person_id uuid, user_id uuid, kind text, owner_id uuid, area_id uuid,
  affiliated boolean, host_state boolean, operation_id uuid, side text, owner_state text
) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT n.post_id, n.person_id, n.user_id, n.kind, n.owner_id, n.area_id, n.affiliated, n.host_state,
         n.operation_id, n.side, n.owner_state
  FROM access.standing_today n WHERE n.incumbency_id = incumbency;
END $$;

CREATE OR REPLACE FUNCTION access.readers(room int) RETURNS TABLE (
  incumbency_id uuid, person_id uuid, user_id uuid, post_id uuid, kind text, owner_id uuid, may_write boolean
) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
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
      WHERE p.kind IN (
          SELECT r.kind FROM ways w JOIN public.access_seatrule r ON r.audience = w.audience WHERE r.everywhere)
        OR (p.kind, p.owner_id) IN (
          SELECT r.kind, w.owner_id FROM ways w JOIN public.access_seatrule r ON r.audience = w.audience)
        OR p.id IN (
          SELECT s.post_id FROM ways w JOIN public.access_seat s ON s.compartment_id = w.id
          WHERE s.taken_at IS NULL)
    ), bodies AS MATERIALIZED (  -- or it is asked of each post
      SELECT DISTINCT p.owner_id AS id FROM likely p
    ), known AS MATERIALIZED (
      SELECT o.id FROM bodies o WHERE access.may_learn_of(room, o.id)
    ), named AS MATERIALIZED (
      SELECT DISTINCT s.post_id FROM ways w JOIN public.access_seat s ON s.compartment_id = w.id
      WHERE s.taken_at IS NULL
    ), present AS MATERIALIZED (
      SELECT n.*, m.post_id AS by_name,
             dense_rank() OVER (ORDER BY m.post_id, n.kind, n.owner_id, n.area_id, n.affiliated, n.host_state,
                                n.operation_id, n.owner_state) AS class
      FROM likely p
      JOIN known k ON k.id = p.owner_id
      JOIN access.standing_today n ON n.post_id = p.id
      LEFT JOIN named m ON m.post_id = n.post_id
      WHERE n.operation_id = place
    ), seated AS MATERIALIZED (
      SELECT a.class, bool_or(s.may_write) AS may_write
      FROM (SELECT DISTINCT ON (n.class) n.* FROM present n ORDER BY n.class) a
      CROSS JOIN LATERAL access.seats_of(a.by_name, a.kind, a.owner_id, a.area_id, a.affiliated, a.host_state,
                                         a.operation_id, a.owner_state) s
      WHERE s.compartment_id = room
      GROUP BY a.class
    )
    SELECT n.incumbency_id, n.person_id, n.user_id, n.post_id, n.kind, n.owner_id, s.may_write
    FROM present n JOIN seated s ON s.class = n.class;
END $$;
RESET ROLE;
