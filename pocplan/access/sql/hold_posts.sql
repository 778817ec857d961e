-- Seats are computed from posts and persons, so whoever may write in a directory must not be able to make
-- a post, a name or a room their own by changing a row. An administrator proposes; heads decide.
CREATE FUNCTION access.hold_posts() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE bound text[] := access.binding();
BEGIN
  PERFORM access.demand_directory(NEW.compartment_id, NEW.owner_id);
  IF TG_OP = 'INSERT' OR (bound[1] = 'system' AND bound[3] = 'installation') THEN RETURN NEW; END IF;
  -- Another kind, owner or area is another post: this one is closed and a new one made.
  IF (NEW.owner_id, NEW.kind, NEW.area_id) IS DISTINCT FROM (OLD.owner_id, OLD.kind, OLD.area_id)
     OR (OLD.closed_on IS NOT NULL AND NEW.closed_on IS DISTINCT FROM OLD.closed_on) THEN
    RAISE EXCEPTION 'post' USING ERRCODE = '23514', CONSTRAINT = 'post_stands';
  END IF;
  IF (NEW.mission_affiliated, NEW.host_state) IS DISTINCT FROM (OLD.mission_affiliated, OLD.host_state)
     AND NOT EXISTS (SELECT 1 FROM access.standing(CASE bound[1] WHEN 'hat' THEN bound[2]::uuid END) h
                     WHERE h.owner_id = NEW.owner_id AND h.kind = ANY ({heads})) THEN
    RAISE EXCEPTION 'post' USING ERRCODE = '23514', CONSTRAINT = 'affiliation_said_by_a_head';
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION access.hold_people() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM access.demand_directory(NEW.compartment_id, NEW.owner_id);
  IF TG_OP = 'UPDATE' AND (NEW.owner_id, NEW.user_id) IS DISTINCT FROM (OLD.owner_id, OLD.user_id) THEN
    RAISE EXCEPTION 'person' USING ERRCODE = '23514', CONSTRAINT = 'person_stands';
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION access.demand_directory(room int, owner uuid) RETURNS void LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM public.access_compartment c
                 WHERE c.id = room AND c.audience = 'directory' AND c.owner_id = owner) THEN
    RAISE EXCEPTION 'directory' USING ERRCODE = '23514', CONSTRAINT = 'kept_by_its_owner';
  END IF;
END $$;

CREATE TRIGGER hold_posts BEFORE INSERT OR UPDATE ON public.access_post
  FOR EACH ROW EXECUTE FUNCTION access.hold_posts();
CREATE TRIGGER hold_people BEFORE INSERT OR UPDATE ON public.access_person
  FOR EACH ROW EXECUTE FUNCTION access.hold_people();
