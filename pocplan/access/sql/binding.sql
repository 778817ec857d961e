-- Who is acting: a signed binding that ends with the transaction (decisions.md 11).
-- Everything here runs as the seats role, which cannot log in; {seats} etc. are filled in by the migration.

CREATE FUNCTION access.clock() RETURNS timestamptz LANGUAGE sql STABLE
  SET search_path = pg_catalog, pg_temp AS $$ SELECT pg_catalog.now() $$;

CREATE FUNCTION access.refuse_change() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN RAISE EXCEPTION 'append-only' USING ERRCODE = '42501'; END $$;

-- The binding of this transaction: {kind, subject, purpose}. Raises where nothing is bound or the
-- signature, the backend or the transaction differ, so a forged or replayed setting opens nothing.
CREATE FUNCTION access.binding() RETURNS text[] LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  parts text[] := string_to_array(current_setting('pocplan.binding', true), '|');
  half record;
  message text;
BEGIN
  -- The migrating role checks keys on tables whose rows it cannot see; unbound it sees none, without an error.
  IF session_user = {owner_name} AND coalesce(parts[1], '') = '' THEN
    RETURN ARRAY['none', '', ''];
  END IF;
  IF parts IS NULL OR array_length(parts, 1) IS DISTINCT FROM 6 THEN
    RAISE EXCEPTION 'nobody is acting' USING ERRCODE = '42501';
  END IF;
  message := array_to_string(parts[1:5], '|');
  SELECT k.inner, k.outer, k.may_be_system INTO half FROM public.access_signingkey k WHERE k.role = session_user;
  IF half IS NULL
     OR encode(sha256(half.outer || sha256(half.inner || convert_to(message, 'UTF8'))), 'hex') <> parts[6]
     OR parts[4] <> pg_backend_pid()::text
     OR parts[5] <> (extract(epoch FROM transaction_timestamp()) * 1000000)::bigint::text
     OR (parts[1] = 'system' AND NOT half.may_be_system) THEN
    RAISE EXCEPTION 'nobody is acting' USING ERRCODE = '42501';
  END IF;
  RETURN parts[1:3];
END $$;

-- The incumbency that is bound, if it stands today: confirmed, begun, not ended, the account active.
CREATE FUNCTION access.standing(incumbency uuid) RETURNS TABLE (
  post_id uuid, person_id uuid, user_id uuid, kind text, owner_id uuid, area_id uuid,
  affiliated boolean, host_state boolean, operation_id uuid, side text, owner_state text
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT p.id, pe.id, pe.user_id, p.kind, p.owner_id, p.area_id, p.mission_affiliated, p.host_state,
         o.operation_id, o.side, o.state
  FROM public.access_incumbency i
  JOIN public.access_post p ON p.id = i.post_id
  JOIN public.access_person pe ON pe.id = i.person_id
  JOIN public.accounts_user u ON u.id = pe.user_id
  JOIN public.access_owner o ON o.id = p.owner_id
  WHERE i.id = incumbency AND i.confirmed_at IS NOT NULL AND u.is_active
    AND i.starts <= (access.clock() AT TIME ZONE 'UTC')::date
    AND (i.ends IS NULL OR i.ends >= (access.clock() AT TIME ZONE 'UTC')::date)
    AND p.closed_on IS NULL
$$;

-- Seats of one post at this moment, whoever holds it: by rule, by name, and as an addressee.
CREATE FUNCTION access.seats_of(
  the_post uuid, kind text, owner uuid, area uuid, affiliated boolean, host boolean, operation uuid, state text
) RETURNS TABLE (compartment_id int, may_write boolean) LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
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
  SELECT id, may_write FROM standing
  UNION ALL
  SELECT a.compartment_id, a.may_write AND c.archived_at IS NULL
  FROM standing s JOIN public.access_addressing a ON a.source_id = s.id
  JOIN public.access_compartment c ON c.id = a.compartment_id
  WHERE a.ended_at IS NULL AND state = 'active'
$$;

CREATE FUNCTION access.seats() RETURNS TABLE (compartment_id int, may_write boolean)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE bound text[] := access.binding();
BEGIN
  IF bound[1] = 'system' THEN
    RETURN QUERY SELECT bound[2]::int, true WHERE bound[2] <> '';
  ELSIF bound[1] = 'hat' THEN
    RETURN QUERY SELECT s.compartment_id, bool_or(s.may_write)
      FROM access.standing(bound[2]::uuid) h
      CROSS JOIN LATERAL access.seats_of(h.post_id, h.kind, h.owner_id, h.area_id, h.affiliated, h.host_state,
                                         h.operation_id, h.owner_state) s
      GROUP BY s.compartment_id;
  END IF;
END $$;

CREATE FUNCTION access.readable() RETURNS int[] LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS
  $$ SELECT coalesce(array_agg(compartment_id), '{}') FROM access.seats() $$;

CREATE FUNCTION access.writable() RETURNS int[] LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS
  $$ SELECT coalesce(array_agg(compartment_id) FILTER (WHERE may_write), '{}') FROM access.seats() $$;

-- The operations that the actor works in; the system, the operation of its one compartment.
CREATE FUNCTION access.operations() RETURNS uuid[] LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE bound text[] := access.binding();
BEGIN
  IF bound[1] = 'hat' THEN
    RETURN coalesce((SELECT array_agg(operation_id) FROM access.standing(bound[2]::uuid)), '{}');
  ELSIF bound[1] = 'system' AND bound[2] <> '' THEN
    RETURN coalesce((SELECT array_agg(operation_id) FROM public.access_compartment WHERE id = bound[2]::int), '{}');
  END IF;
  RETURN '{}';
END $$;

CREATE FUNCTION access.person() RETURNS uuid LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE bound text[] := access.binding();
BEGIN
  IF bound[1] <> 'hat' THEN RETURN NULL; END IF;
  RETURN (SELECT person_id FROM access.standing(bound[2]::uuid));
END $$;

CREATE FUNCTION access.is_system() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$ SELECT (access.binding())[1] = 'system' $$;

-- Everything that Python needs to know of the bound actor, in one row.
CREATE FUNCTION access.who() RETURNS TABLE (
  post_id uuid, person_id uuid, user_id uuid, kind text, owner_id uuid, area_id uuid, operation_id uuid, side text,
  readable int[], writable int[]
) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE bound text[] := access.binding();
BEGIN
  IF bound[1] <> 'hat' THEN RETURN; END IF;
  RETURN QUERY SELECT h.post_id, h.person_id, h.user_id, h.kind, h.owner_id, h.area_id, h.operation_id, h.side,
                      access.readable(), access.writable()
               FROM access.standing(bound[2]::uuid) h;
END $$;

-- The posts that an account holds today, for the hat switch. Bound as that account, before any hat.
CREATE FUNCTION access.hats() RETURNS TABLE (
  incumbency_id uuid, title_en text, title_fr text, owner_name text, owner_short text, side text, country text,
  acting boolean, ends date, person_name text, kind text
) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE bound text[] := access.binding();
BEGIN
  IF bound[1] <> 'account' THEN RAISE EXCEPTION 'not an account' USING ERRCODE = '42501'; END IF;
  RETURN QUERY
    SELECT i.id, p.title_en::text, p.title_fr::text, o.name::text, o.short::text, o.side::text, op.country::text,
           i.acting, i.ends, pe.name::text, p.kind::text
    FROM public.access_person pe
    JOIN public.access_incumbency i ON i.person_id = pe.id
    CROSS JOIN LATERAL access.standing(i.id) h
    JOIN public.access_post p ON p.id = h.post_id
    JOIN public.access_owner o ON o.id = h.owner_id
    JOIN public.access_operation op ON op.id = o.operation_id
    WHERE pe.user_id = bound[2]::uuid
    ORDER BY i.acting, i.starts, i.id;
END $$;
