-- Posts that one person does not hold at the same time in one operation (access.md, "Who holds which seat"):
-- a mission post with a cluster post that is not marked as affiliated with the mission; the administrator's
-- post, or a body of the host state's, with any other.
SET ROLE {seats};

CREATE FUNCTION access.exclude_seats() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
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
      AND p.closed_on IS NULL
      AND coalesce(i.ends, 'infinity'::date) >= NEW.starts AND i.starts <= coalesce(NEW.ends, 'infinity'::date)
      AND (
        'administrator' IN (p.kind, new_post.kind) OR p.host_state OR new_post.host_state
        OR (o.kind = 'mission' AND new_post.owner_kind = 'cluster' AND NOT new_post.mission_affiliated)
        OR (o.kind = 'cluster' AND new_post.owner_kind = 'mission' AND NOT p.mission_affiliated)
      )
  ) THEN
    RAISE EXCEPTION 'appointment' USING ERRCODE = '23514', CONSTRAINT = 'seats_exclude';
  END IF;
  RETURN NEW;
END $$;

REVOKE ALL ON FUNCTION access.exclude_seats() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.exclude_seats() TO {serving}, {owner};
RESET ROLE;

CREATE TRIGGER exclude_seats BEFORE INSERT ON public.access_incumbency
  FOR EACH ROW EXECUTE FUNCTION access.exclude_seats();
