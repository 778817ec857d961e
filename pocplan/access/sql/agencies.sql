-- Agencies of the country team: their representative is a head, and nobody holds a post of a mission and one of
-- an agency at the same time. Functions that were made with the former list of heads are given the present one.
SET ROLE {seats};
DO $do$ DECLARE one record; BEGIN
  FOR one IN SELECT p.oid, p.prosrc FROM pg_proc p
             WHERE p.pronamespace = 'access'::regnamespace AND p.prosrc LIKE '%ARRAY[''head\_of\_mission''%' LOOP
    EXECUTE regexp_replace(pg_get_functiondef(one.oid), 'ARRAY\[''head_of_mission''[^]]*\]', $heads${heads}$heads$, 'g');
  END LOOP;
END $do$;

CREATE OR REPLACE FUNCTION access.exclude_seats() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE new_post record; appointed uuid;
BEGIN
  SELECT pe.user_id INTO appointed FROM public.access_person pe WHERE pe.id = NEW.person_id;
  SELECT p.kind, p.mission_affiliated, p.host_state, o.kind AS owner_kind, o.operation_id INTO new_post
    FROM public.access_post p JOIN public.access_owner o ON o.id = p.owner_id WHERE p.id = NEW.post_id;
  IF EXISTS (
    SELECT 1 FROM public.access_person pe
    JOIN public.access_incumbency i ON i.person_id = pe.id
    JOIN public.access_post p ON p.id = i.post_id
    JOIN public.access_owner o ON o.id = p.owner_id
    WHERE pe.user_id = appointed AND o.operation_id = new_post.operation_id AND p.id <> NEW.post_id
      AND p.closed_on IS NULL AND i.withdrawn_at IS NULL
      AND coalesce(i.ends, 'infinity'::date) >= NEW.starts AND i.starts <= coalesce(NEW.ends, 'infinity'::date)
      AND (
        'administrator' IN (p.kind, new_post.kind) OR p.host_state OR new_post.host_state
        OR (o.kind = 'mission' AND new_post.owner_kind = 'cluster' AND NOT new_post.mission_affiliated)
        OR (o.kind = 'cluster' AND new_post.owner_kind = 'mission' AND NOT p.mission_affiliated)
        OR (o.kind, new_post.owner_kind) IN (('mission', 'agency'), ('agency', 'mission'))
        OR (o.kind = 'agency' AND new_post.owner_kind = 'agency' AND p.owner_id <> (
          SELECT q.owner_id FROM public.access_post q WHERE q.id = NEW.post_id))
      )
  ) THEN
    RAISE EXCEPTION 'appointment' USING ERRCODE = '23514', CONSTRAINT = 'seats_exclude';
  END IF;
  RETURN NEW;
END $$;
RESET ROLE;
