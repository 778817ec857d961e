-- One planner at a time in a room. Another one leaves the room to it: what it would do is being done, and a
-- planner that was killed let go of the room. Waiting for each other would end at the lock timeout.
CREATE FUNCTION access.take_turn() RETURNS int LANGUAGE plpgsql VOLATILE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE bound text[] := access.binding();
BEGIN
  IF bound[1] <> 'system' OR bound[2] = '' THEN RAISE EXCEPTION 'nobody is acting' USING ERRCODE = '42501'; END IF;
  RETURN pg_try_advisory_xact_lock(hashtext('turn ' || bound[3]), bound[2]::int)::int;
END $$;

-- As before, but the chain of posts above is worked out once for each responsible post, and who was told already
-- is left out before anything is written; the unique key still decides.
SET ROLE {seats};
CREATE OR REPLACE FUNCTION access.plan_reminders(stages jsonb) RETURNS int LANGUAGE sql VOLATILE
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
  ), chains AS MATERIALIZED (
    SELECT f.responsible_post_id, p.height, p.post_id
    FROM (SELECT DISTINCT responsible_post_id FROM reached) f
    CROSS JOIN LATERAL access.posts_above(f.responsible_post_id) p
  ), written AS (
    INSERT INTO public.notices_notice (id, compartment_id, source_id, code, due, stage, person_id, user_id, kind,
                                       subject_id, at)
    SELECT gen_random_uuid(), w.compartment_id, w.id, w.code, w.due_on, w.name, w.person_id, w.user_id, 'review', w.id,
           access.clock()
    FROM (
      SELECT DISTINCT r.compartment_id, r.id, r.code, r.due_on, r.name, s.person_id, s.user_id
      FROM reached r JOIN chains c ON c.responsible_post_id = r.responsible_post_id AND c.height <= r.height
      JOIN seated s ON s.compartment_id = r.compartment_id AND s.post_id = c.post_id
      WHERE NOT EXISTS (
        SELECT 1 FROM public.notices_notice n
        WHERE n.compartment_id = r.compartment_id AND n.source_id = r.id AND n.code = r.code AND n.due = r.due_on
          AND n.stage = r.name AND n.person_id = s.person_id)
    ) w
    ON CONFLICT DO NOTHING
    RETURNING 1
  )
  SELECT count(*)::int FROM written
$$;
RESET ROLE;
