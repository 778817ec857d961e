-- Appointments that end: keys of directories for the worker, and the reminders of one directory in one statement.
CREATE FUNCTION access.rooms_with_last_days() RETURNS SETOF int LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
  SELECT DISTINCT i.compartment_id FROM public.access_incumbency i
  WHERE i.confirmed_at IS NOT NULL
    AND i.ends BETWEEN (access.clock() AT TIME ZONE 'UTC')::date - 1 AND (access.clock() AT TIME ZONE 'UTC')::date + 31
$$;

-- stages: [{"name", "days" (from the last day), "code" (for who holds the post), "heads_code"}]. Only the last stage
-- that was reached counts. Heads are not told of a post that somebody is proposed for or holds longer.
CREATE FUNCTION access.plan_handovers(stages jsonb, heads jsonb) RETURNS int LANGUAGE sql VOLATILE
  SET search_path = pg_catalog, pg_temp AS $$
  WITH reached AS (
    SELECT DISTINCT ON (i.id) i.id, i.compartment_id, i.ends, i.post_id, i.person_id, g.name, g.code, g.heads_code
    FROM public.access_incumbency i
    JOIN public.access_post p ON p.id = i.post_id AND p.closed_on IS NULL
    JOIN public.access_operation o ON o.id = ANY ((SELECT access.operations())::uuid[])
    CROSS JOIN LATERAL (SELECT (access.clock() AT TIME ZONE o.timezone)::date AS today) d
    JOIN jsonb_to_recordset(stages) AS g(name text, days int, code text, heads_code text) ON d.today >= i.ends + g.days
    WHERE i.compartment_id = ANY ((SELECT access.writable())::int[]) AND i.confirmed_at IS NOT NULL
      AND i.starts <= d.today AND i.ends >= d.today
    ORDER BY i.id, g.days DESC
  ), seated AS MATERIALIZED (
    SELECT DISTINCT r.person_id, r.user_id, r.post_id, r.kind
    FROM (SELECT DISTINCT compartment_id FROM reached) f CROSS JOIN LATERAL access.readers(f.compartment_id) r
  ), wanted AS (
    SELECT r.compartment_id, r.id, r.code, r.ends, r.name, s.person_id, s.user_id, r.post_id
    FROM reached r JOIN seated s ON s.person_id = r.person_id AND s.post_id = r.post_id
    UNION
    SELECT r.compartment_id, r.id, r.heads_code, r.ends, r.name, s.person_id, s.user_id, r.post_id
    FROM reached r JOIN seated s ON s.person_id <> r.person_id AND heads ? s.kind
    WHERE NOT EXISTS (
      SELECT 1 FROM public.access_incumbency n
      WHERE n.post_id = r.post_id AND n.withdrawn_at IS NULL AND (n.ends IS NULL OR n.ends > r.ends))
  ), written AS (
    INSERT INTO public.notices_notice (id, compartment_id, source_id, code, due, stage, person_id, user_id, kind,
                                       subject_id, at)
    SELECT gen_random_uuid(), w.compartment_id, w.id, w.code, w.ends, w.name, w.person_id, w.user_id, 'post', w.post_id,
           access.clock()
    FROM wanted w
    ON CONFLICT DO NOTHING
    RETURNING 1
  )
  SELECT count(*)::int FROM written
$$;
