-- The seats, asked once in every query. PostgreSQL plans a function written in SQL anew at each call and keeps
-- the plan of one written in PL/pgSQL: the same questions as before, at a sixth of the time.
SET ROLE {seats};

CREATE OR REPLACE FUNCTION access.standing(incumbency uuid) RETURNS TABLE (
  post_id uuid, person_id uuid, user_id uuid, kind text, owner_id uuid, area_id uuid,
  affiliated boolean, host_state boolean, operation_id uuid, side text, owner_state text
) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT p.id, pe.id, pe.user_id, p.kind::text, p.owner_id, p.area_id, p.mission_affiliated, p.host_state,
         o.operation_id, o.side::text, o.state::text
  FROM public.access_incumbency i
  JOIN public.access_post p ON p.id = i.post_id
  JOIN public.access_person pe ON pe.id = i.person_id
  JOIN public.accounts_user u ON u.id = pe.user_id
  JOIN public.access_owner o ON o.id = p.owner_id
  WHERE i.id = incumbency AND i.confirmed_at IS NOT NULL AND u.is_active
    AND i.starts <= (access.clock() AT TIME ZONE 'UTC')::date
    AND (i.ends IS NULL OR i.ends >= (access.clock() AT TIME ZONE 'UTC')::date)
    AND p.closed_on IS NULL;
END $$;

CREATE OR REPLACE FUNCTION access.seats_of(
  the_post uuid, kind text, owner uuid, area uuid, affiliated boolean, host boolean, operation uuid, state text
) RETURNS TABLE (compartment_id int, may_write boolean) LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH standing AS (
    SELECT c.id, r.may_write AND state <> 'deactivated' AND c.archived_at IS NULL AS may_write
    FROM public.access_seatrule r
    JOIN public.access_compartment c ON c.audience = r.audience AND c.operation_id = operation
    WHERE r.kind = seats_of.kind AND NOT host
      AND (r.everywhere OR (c.owner_id = owner AND (area IS NULL OR c.area_id = area OR c.audience = 'directory')))
      AND NOT (affiliated AND c.audience = 'cluster_own')
    UNION ALL
    SELECT s.compartment_id, s.may_write AND c.archived_at IS NULL
    FROM public.access_seat s JOIN public.access_compartment c ON c.id = s.compartment_id
    WHERE s.post_id = the_post AND s.taken_at IS NULL
      AND (s.ends IS NULL OR s.ends >= (access.clock() AT TIME ZONE 'UTC')::date)
      AND NOT (state <> 'active' AND c.audience = 'shared')
  )
  SELECT st.id, st.may_write FROM standing st
  UNION ALL
  SELECT a.compartment_id, a.may_write AND c.archived_at IS NULL
  FROM standing s JOIN public.access_addressing a ON a.source_id = s.id
  JOIN public.access_compartment c ON c.id = a.compartment_id
  WHERE a.ended_at IS NULL AND state = 'active' AND NOT host;
END $$;

CREATE OR REPLACE FUNCTION access.readable() RETURNS int[] LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$ BEGIN
  RETURN (SELECT coalesce(array_agg(s.compartment_id), '{}') FROM access.seats() s);
END $$;

CREATE OR REPLACE FUNCTION access.writable() RETURNS int[] LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$ BEGIN
  RETURN (SELECT coalesce(array_agg(s.compartment_id) FILTER (WHERE s.may_write), '{}') FROM access.seats() s);
END $$;

RESET ROLE;
