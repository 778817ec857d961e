-- What the worker does for notices. It is bound as the system to one room at a time; the functions that
-- look over all rooms return keys of rooms and nothing else.
GRANT SELECT, UPDATE ON public.notices_notice TO {seats};
GRANT SELECT, INSERT ON public.notices_mail TO {seats};
GRANT SELECT ON public.notices_event TO {seats};
CREATE POLICY seats_work ON public.notices_notice TO {seats} USING (true) WITH CHECK (true);
CREATE POLICY seats_work ON public.notices_mail TO {seats} USING (true) WITH CHECK (true);
CREATE POLICY seats_read ON public.notices_event FOR SELECT TO {seats} USING (true);

CREATE FUNCTION access.rooms_with_events() RETURNS SETOF int LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS
  $$ SELECT DISTINCT e.compartment_id FROM public.notices_event e WHERE e.planned_at IS NULL $$;

CREATE FUNCTION access.rooms_with_mail() RETURNS SETOF int LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
  SELECT DISTINCT m.compartment_id FROM public.notices_mail m
  WHERE m.state = 'waiting' AND m.send_after <= access.clock()
$$;

-- The time on the wall where somebody lives; a zone that is unknown counts as UTC and holds up nobody else.
CREATE FUNCTION access.wall_time(zone text) RETURNS timestamp LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN access.clock() AT TIME ZONE zone;
EXCEPTION WHEN invalid_parameter_value THEN
  RETURN access.clock() AT TIME ZONE 'UTC';
END $$;

-- Accounts with something untold whose morning has come and whose digest of that day is not made yet,
-- each with its home: the first directory in which it holds a post today.
CREATE FUNCTION access.mornings() RETURNS TABLE (account uuid, day date, home int) LANGUAGE sql STABLE
  SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT u.id, w.at::date, h.room
  FROM (SELECT DISTINCT n.user_id FROM public.notices_notice n WHERE n.mail_id IS NULL AND n.read_at IS NULL) t
  JOIN public.accounts_user u ON u.id = t.user_id AND u.is_active
  CROSS JOIN LATERAL (SELECT access.wall_time(u.timezone) AS at) w
  CROSS JOIN LATERAL (
    SELECT min(i.compartment_id) AS room FROM public.access_person pe
    JOIN public.access_incumbency i ON i.person_id = pe.id
    CROSS JOIN LATERAL access.standing(i.id) s
    WHERE pe.user_id = u.id) h
  WHERE extract(hour FROM w.at) >= u.digest_hour AND h.room IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM public.notices_mail m WHERE m.user_id = u.id AND m.day = w.at::date)
$$;

CREATE FUNCTION access.rooms_with_mornings() RETURNS SETOF int LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$ SELECT DISTINCT m.home FROM access.mornings() m $$;

-- Today's digests of the people at home in the bound directory: the message, and which notices it speaks of.
CREATE FUNCTION access.gather_digests() RETURNS int LANGUAGE plpgsql VOLATILE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE bound text[] := access.binding(); made int;
BEGIN
  IF bound[1] <> 'system' OR bound[2] = '' THEN RAISE EXCEPTION 'nobody is acting' USING ERRCODE = '42501'; END IF;
  WITH mail AS (
    INSERT INTO public.notices_mail (id, compartment_id, user_id, day, key, state, made_at, send_after, attempts, refusals)
    SELECT gen_random_uuid(), m.home, m.account, m.day,
           encode(sha256(convert_to('digest|' || m.account || '|' || m.day, 'UTF8')), 'hex'),
           'waiting', access.clock(), access.clock(), 0, 0
    FROM access.mornings() m WHERE m.home = bound[2]::int
    ON CONFLICT DO NOTHING
    RETURNING id, user_id
  ), told AS (
    UPDATE public.notices_notice n SET mail_id = mail.id FROM mail
    WHERE n.user_id = mail.user_id AND n.mail_id IS NULL AND n.read_at IS NULL
  )
  SELECT count(*) INTO made FROM mail;
  RETURN made;
END $$;

-- The notices of the events in the bound room, each once, and the mail of urgent ones with them.
CREATE FUNCTION access.plan_events() RETURNS int LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
  WITH fresh AS (
    SELECT e.* FROM public.notices_event e
    WHERE e.compartment_id = ANY ((SELECT access.writable())::int[]) AND e.planned_at IS NULL
    ORDER BY e.at, e.id LIMIT 200 FOR UPDATE SKIP LOCKED
  ), seated AS MATERIALIZED (
    SELECT DISTINCT ON (f.compartment_id, r.person_id, r.post_id) f.compartment_id, r.person_id, r.user_id, r.post_id, r.kind
    FROM (SELECT DISTINCT compartment_id FROM fresh) f CROSS JOIN LATERAL access.readers(f.compartment_id) r
  ), wanted AS (
    SELECT DISTINCT ON (e.id, s.person_id) e.compartment_id, e.id AS source_id, e.code, e.deadline, s.person_id, s.user_id,
           e.kind, e.subject_id, CASE WHEN e.urgent THEN gen_random_uuid() END AS mail_id
    FROM fresh e JOIN seated s ON s.compartment_id = e.compartment_id
    WHERE s.person_id IS DISTINCT FROM e.by_person_id
      AND ((e.to_kinds = '[]' AND e.to_posts = '[]') OR e.to_kinds ? s.kind OR e.to_posts ? s.post_id::text)
  ), written AS (
    INSERT INTO public.notices_notice (id, compartment_id, source_id, code, due, stage, person_id, user_id, kind,
                                       subject_id, at, mail_id)
    SELECT gen_random_uuid(), w.compartment_id, w.source_id, w.code, w.deadline, '', w.person_id, w.user_id, w.kind,
           w.subject_id, access.clock(), w.mail_id
    FROM wanted w ON CONFLICT DO NOTHING
    RETURNING compartment_id, source_id, code, person_id, user_id, mail_id
  ), posted AS (
    INSERT INTO public.notices_mail (id, compartment_id, user_id, key, state, made_at, send_after, attempts, refusals)
    SELECT w.mail_id, w.compartment_id, w.user_id,
           encode(sha256(convert_to(w.source_id || '|' || w.code || '|' || w.person_id, 'UTF8')), 'hex'),
           'waiting', access.clock(), access.clock(), 0, 0
    FROM written w WHERE w.mail_id IS NOT NULL
  ), done AS (
    UPDATE public.notices_event e SET planned_at = access.clock() FROM fresh f WHERE e.id = f.id
  )
  SELECT count(*)::int FROM written
$$;

-- Reading is not writing: who has a seat to read only can still mark what he was told as read.
CREATE FUNCTION access.mark_read(ids uuid[]) RETURNS int LANGUAGE plpgsql VOLATILE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE marked int;
BEGIN
  UPDATE public.notices_notice n SET read_at = access.clock()
  WHERE n.id = ANY (ids) AND n.read_at IS NULL AND n.person_id = access.person()
    AND n.compartment_id = ANY (access.readable());
  GET DIAGNOSTICS marked = ROW_COUNT;
  RETURN marked;
END $$;
