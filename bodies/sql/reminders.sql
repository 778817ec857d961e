-- What bodies decided and nobody carried out yet: keys of rooms for the worker, and the reminders of one room in one
-- statement. The view has the rights of whoever asks, as every view here.
CREATE VIEW access.dues WITH (security_invoker = true) AS
  SELECT a.id, a.compartment_id, 'action' AS kind, a.due_on, a.owner_post_id FROM public.bodies_action a
  WHERE a.state = 'open'
  UNION ALL
  SELECT d.id, d.compartment_id, 'decision', d.due_on, d.owner_post_id FROM public.bodies_decision d
  WHERE d.kind = 'decision' AND NOT EXISTS (
    SELECT 1 FROM public.bodies_decisionend e WHERE e.decision_id = d.id AND e.compartment_id = d.compartment_id);
GRANT SELECT ON access.dues TO {seats}, {serving};

CREATE FUNCTION access.rooms_with_dues() RETURNS SETOF int LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$ SELECT DISTINCT d.compartment_id FROM access.dues d $$;

-- stages: [{"name", "days" (from the due day), "height" (how far up the chain), "code"}], as for reviews: only the
-- last stage that was reached counts, a vacant post is passed over, and nobody is told twice.
CREATE FUNCTION access.plan_dues(stages jsonb) RETURNS int LANGUAGE sql VOLATILE
  SET search_path = pg_catalog, pg_temp AS $$
  WITH reached AS (
    SELECT DISTINCT ON (a.id) a.id, a.compartment_id, a.kind, a.due_on, a.owner_post_id, g.name, g.height,
           a.kind || '_' || g.code AS code
    FROM access.dues a
    JOIN public.access_operation o ON o.id = ANY ((SELECT access.operations())::uuid[])
    JOIN jsonb_to_recordset(stages) AS g(name text, days int, height int, code text)
      ON (access.clock() AT TIME ZONE o.timezone)::date >= a.due_on + g.days
    WHERE a.compartment_id = ANY ((SELECT access.writable())::int[])
    ORDER BY a.id, g.days DESC
  ), seated AS MATERIALIZED (
    SELECT DISTINCT f.compartment_id, r.person_id, r.user_id, r.post_id
    FROM (SELECT DISTINCT compartment_id FROM reached) f CROSS JOIN LATERAL access.readers(f.compartment_id) r
  ), chains AS MATERIALIZED (
    SELECT f.owner_post_id, p.height, p.post_id
    FROM (SELECT DISTINCT owner_post_id FROM reached) f CROSS JOIN LATERAL access.posts_above(f.owner_post_id) p
  ), written AS (
    INSERT INTO public.notices_notice (id, compartment_id, source_id, code, due, stage, person_id, user_id, kind,
                                       subject_id, at)
    SELECT gen_random_uuid(), w.compartment_id, w.id, w.code, w.due_on, w.name, w.person_id, w.user_id, w.kind, w.id,
           access.clock()
    FROM (
      SELECT DISTINCT r.compartment_id, r.id, r.kind, r.code, r.due_on, r.name, s.person_id, s.user_id
      FROM reached r JOIN chains c ON c.owner_post_id = r.owner_post_id AND c.height <= r.height
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
