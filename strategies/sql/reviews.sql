-- Reviews: keys of rooms for the worker, the posts above a post, and the reminders of one room in one statement.
CREATE FUNCTION access.rooms_with_strategies_in_force() RETURNS SETOF int LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS
  $$ SELECT DISTINCT s.compartment_id FROM public.strategies_strategy s WHERE s.stage = 'in_force' $$;

-- The room of everybody in the bound room's operation, where mandates and clusters are kept. A key, and only that.
CREATE FUNCTION access.commons_beside() RETURNS int LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE bound text[] := access.binding();
BEGIN
  IF bound[1] <> 'system' OR bound[2] = '' THEN RAISE EXCEPTION 'nobody is acting' USING ERRCODE = '42501'; END IF;
  RETURN (SELECT c.id FROM public.access_compartment c JOIN public.access_compartment h ON h.id = bound[2]::int
          WHERE c.operation_id = h.operation_id AND c.audience = 'commons');
END $$;

-- The post and those it reports to, from below; a vacant one is passed over, a circle ends.
CREATE FUNCTION access.posts_above(post uuid) RETURNS TABLE (height int, post_id uuid) LANGUAGE plpgsql STABLE
  SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT access.is_system() THEN RAISE EXCEPTION 'nobody is acting' USING ERRCODE = '42501'; END IF;
  RETURN QUERY
    WITH RECURSIVE chain AS (
      SELECT 0 AS h, p.id, p.reports_to_id FROM public.access_post p WHERE p.id = post
      UNION ALL
      SELECT c.h + 1, p.id, p.reports_to_id FROM chain c JOIN public.access_post p ON p.id = c.reports_to_id WHERE c.h < 12
    ), held AS (
      SELECT c.id, min(c.h) AS h FROM chain c
      WHERE EXISTS (SELECT 1 FROM public.access_incumbency i, LATERAL access.standing(i.id) s WHERE i.post_id = c.id)
      GROUP BY c.id
    )
    SELECT (row_number() OVER (ORDER BY held.h))::int - 1, held.id FROM held;
END $$;

-- stages: [{"name", "days" (from the due day), "height" (how far up the chain), "code"}]. Only the last stage
-- that was reached counts, so a clock that jumped or an outage tells each person once, not a year of it.
CREATE FUNCTION access.plan_reminders(stages jsonb) RETURNS int LANGUAGE sql VOLATILE
  SET search_path = pg_catalog, pg_temp AS $$
  WITH reached AS (
    SELECT DISTINCT ON (r.id) r.id, r.compartment_id, r.due_on, r.responsible_post_id, g.name, g.height, g.code
    FROM public.strategies_review r
    JOIN public.strategies_strategy s ON s.id = r.strategy_id AND s.compartment_id = r.compartment_id
    JOIN public.access_operation o ON o.id = ANY ((SELECT access.operations())::uuid[])
    JOIN jsonb_to_recordset(stages) AS g(name text, days int, height int, code text)
      ON (access.clock() AT TIME ZONE o.timezone)::date >= r.due_on + g.days
    WHERE r.compartment_id = ANY ((SELECT access.writable())::int[]) AND r.state = 'open' AND s.stage = 'in_force'
    ORDER BY r.id, g.days DESC
  ), seated AS MATERIALIZED (
    SELECT DISTINCT f.compartment_id, r.person_id, r.user_id, r.post_id
    FROM (SELECT DISTINCT compartment_id FROM reached) f CROSS JOIN LATERAL access.readers(f.compartment_id) r
  ), written AS (
    INSERT INTO public.notices_notice (id, compartment_id, source_id, code, due, stage, person_id, user_id, kind,
                                       subject_id, at)
    SELECT gen_random_uuid(), w.compartment_id, w.id, w.code, w.due_on, w.name, w.person_id, w.user_id, 'review', w.id,
           access.clock()
    FROM (
      SELECT DISTINCT r.compartment_id, r.id, r.code, r.due_on, r.name, s.person_id, s.user_id
      FROM reached r CROSS JOIN LATERAL access.posts_above(r.responsible_post_id) p
      JOIN seated s ON s.compartment_id = r.compartment_id AND s.post_id = p.post_id
      WHERE p.height <= r.height
    ) w
    ON CONFLICT DO NOTHING
    RETURNING 1
  )
  SELECT count(*)::int FROM written
$$;
