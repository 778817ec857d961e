-- Bodies of the host state, the state of an owner, and the first head of a new body.
SET ROLE {seats};

-- As in binding.sql, but a body of the host state that was given a seat by name, by a person's explicit
-- act, has that one room and nothing that is shared with the room.
CREATE OR REPLACE FUNCTION access.seats_of(
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
  WHERE a.ended_at IS NULL AND state = 'active' AND NOT host
$$;

-- The exception: a head of the room's own owner seats a body of the host state, with a reason that everybody
-- in the room reads before writing there.
CREATE FUNCTION access.except_host_state(room int, post uuid, may_write boolean, why text, until date) RETURNS uuid
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE the_id uuid := gen_random_uuid(); body text;
BEGIN
  PERFORM access.demand_host(room);
  IF NOT access.my_post_kind() = ANY ({heads}) THEN
    RAISE EXCEPTION 'heads only' USING ERRCODE = '42501';
  END IF;
  SELECT coalesce(nullif(btrim(p.organisation), ''), p.title_en) INTO body
    FROM public.access_post p JOIN public.access_owner o ON o.id = p.owner_id
    JOIN public.access_compartment c ON c.id = room AND c.operation_id = o.operation_id
    WHERE p.id = post AND p.host_state AND p.closed_on IS NULL
      AND c.audience NOT IN ('directory', 'commons');
  IF btrim(why) = '' OR body IS NULL THEN
    RAISE EXCEPTION 'no such post' USING ERRCODE = '23514', CONSTRAINT = 'seat_for_a_post';
  END IF;
  INSERT INTO public.access_seat (id, compartment_id, post_id, may_write, reason, given_at, ends, host_state_body)
    VALUES (the_id, room, post, may_write, why, access.clock(), until, body);
  RETURN the_id;
END $$;

-- What is closed to an owner that is deactivated or chaired by a government does not open again by itself:
-- whoever shared something decides anew. Its own heads may say so; only administrators say "active" again.
CREATE OR REPLACE FUNCTION access.set_owner_state(owner uuid, new_state text) RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE bound text[] := access.binding(); o record; mine record; allowed boolean := false;
BEGIN
  SELECT * INTO o FROM public.access_owner w WHERE w.id = owner;
  IF bound[1] = 'hat' AND new_state <> 'active' THEN
    SELECT * INTO mine FROM access.standing(bound[2]::uuid);
    allowed := coalesce(mine.owner_id = owner AND mine.kind = ANY ({heads}), false);
  END IF;
  IF NOT allowed THEN PERFORM access.demand_administrator(o.operation_id); END IF;
  IF new_state NOT IN ('active', 'deactivated', 'government_chaired') THEN
    RAISE EXCEPTION 'no such state' USING ERRCODE = '23514', CONSTRAINT = 'owner_state';
  END IF;
  UPDATE public.access_owner SET state = new_state WHERE id = owner;
  IF new_state = 'active' THEN RETURN; END IF;
  UPDATE public.access_addressing a SET ended_at = access.clock()
    WHERE a.owner_id = set_owner_state.owner AND a.ended_at IS NULL;
  UPDATE public.access_seat s SET taken_at = access.clock()
    FROM public.access_post p, public.access_compartment c
    WHERE p.id = s.post_id AND c.id = s.compartment_id AND p.owner_id = set_owner_state.owner
      AND c.audience = 'shared' AND s.taken_at IS NULL;
END $$;

CREATE FUNCTION access.has_head(owner uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (
    SELECT 1 FROM public.access_post p JOIN public.access_incumbency i ON i.post_id = p.id
    JOIN LATERAL access.standing(i.id) h ON true
    WHERE p.owner_id = has_head.owner AND p.kind = ANY ({heads}))
$$;

-- A body that has no head yet cannot confirm its first one: another head of the same side does.
CREATE FUNCTION access.first_heads() RETURNS TABLE (
  incumbency_id uuid, owner_name text, title_en text, title_fr text, person_name text, starts date, ends date
) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE bound text[] := access.binding(); mine record;
BEGIN
  IF bound[1] <> 'hat' THEN RETURN; END IF;
  SELECT * INTO mine FROM access.standing(bound[2]::uuid);
  IF NOT coalesce(mine.kind = ANY ({heads}), false) THEN RETURN; END IF;
  RETURN QUERY
    SELECT i.id, o.name::text, p.title_en::text, p.title_fr::text, pe.name::text, i.starts, i.ends
    FROM public.access_incumbency i
    JOIN public.access_post p ON p.id = i.post_id
    JOIN public.access_person pe ON pe.id = i.person_id
    JOIN public.access_owner o ON o.id = p.owner_id
    WHERE o.operation_id = mine.operation_id AND o.side = mine.side AND o.id <> mine.owner_id
      AND i.confirmed_at IS NULL AND (i.ends IS NULL OR i.ends >= (access.clock() AT TIME ZONE 'UTC')::date)
      AND p.kind = ANY ({heads}) AND p.closed_on IS NULL AND NOT access.has_head(o.id)
    ORDER BY o.name, p.title_en, i.id;
END $$;

CREATE FUNCTION access.confirm_first(incumbency uuid) RETURNS void LANGUAGE plpgsql VOLATILE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM access.first_heads() f WHERE f.incumbency_id = incumbency) THEN
    RAISE EXCEPTION 'appointment' USING ERRCODE = '23514', CONSTRAINT = 'confirmed_by_a_head';
  END IF;
  UPDATE public.access_incumbency SET confirmed_at = access.clock() WHERE id = incumbency;
END $$;

-- As in rooms.sql, with the first head of a body confirmed by another head of its side.
CREATE OR REPLACE FUNCTION access.hold_appointments() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE bound text[] := access.binding(); mine record; appointed uuid; post record;
BEGIN
  IF bound[1] = 'system' AND bound[3] = 'installation' THEN
    NEW.confirmed_at := coalesce(NEW.confirmed_at, access.clock());
    RETURN NEW;
  END IF;
  IF bound[1] <> 'hat' THEN RAISE EXCEPTION 'nobody is acting' USING ERRCODE = '42501'; END IF;
  SELECT * INTO mine FROM access.standing(bound[2]::uuid);
  SELECT pe.user_id INTO appointed FROM public.access_person pe WHERE pe.id = NEW.person_id;
  IF TG_OP = 'INSERT' THEN
    IF NEW.confirmed_at IS NOT NULL OR appointed = mine.user_id THEN
      RAISE EXCEPTION 'appointment' USING ERRCODE = '23514', CONSTRAINT = 'appointed_by_others';
    END IF;
    NEW.proposed_by := mine.person_id;
    RETURN NEW;
  END IF;
  IF (NEW.post_id, NEW.person_id, NEW.starts, NEW.acting, NEW.proposed_by)
     IS DISTINCT FROM (OLD.post_id, OLD.person_id, OLD.starts, OLD.acting, OLD.proposed_by) THEN
    RAISE EXCEPTION 'appointment' USING ERRCODE = '23514', CONSTRAINT = 'appointment_stands';
  END IF;
  IF OLD.confirmed_at IS NOT NULL THEN
    -- An ended appointment is not stretched again: that is a new one.
    IF (NEW.confirmed_at, NEW.confirmed_by) IS DISTINCT FROM (OLD.confirmed_at, OLD.confirmed_by)
       OR NEW.ends IS NULL OR (OLD.ends IS NOT NULL AND NEW.ends > OLD.ends) THEN
      RAISE EXCEPTION 'appointment' USING ERRCODE = '23514', CONSTRAINT = 'appointment_stands';
    END IF;
    RETURN NEW;
  END IF;
  IF NEW.confirmed_at IS NULL THEN RETURN NEW; END IF;
  SELECT p.owner_id, p.kind, o.side, o.operation_id INTO post
    FROM public.access_post p JOIN public.access_owner o ON o.id = p.owner_id WHERE p.id = NEW.post_id;
  -- The proposer under another hat is the same person.
  IF EXISTS (SELECT 1 FROM public.access_person pe WHERE pe.id = OLD.proposed_by AND pe.user_id = mine.user_id)
     OR mine.user_id = appointed OR NOT mine.kind = ANY ({heads})
     OR NOT (mine.owner_id = post.owner_id
             OR (mine.operation_id = post.operation_id AND mine.side = post.side AND post.kind = ANY ({heads})
                 AND NOT access.has_head(post.owner_id))) THEN
    RAISE EXCEPTION 'appointment' USING ERRCODE = '23514', CONSTRAINT = 'confirmed_by_a_head';
  END IF;
  NEW.confirmed_by := mine.person_id;
  NEW.confirmed_at := access.clock();
  RETURN NEW;
END $$;

REVOKE ALL ON FUNCTION access.except_host_state(int, uuid, boolean, text, date), access.has_head(uuid),
  access.first_heads(), access.confirm_first(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.except_host_state(int, uuid, boolean, text, date), access.first_heads(),
  access.confirm_first(uuid) TO {serving}, {owner};
RESET ROLE;

GRANT UPDATE (confirmed_at) ON public.access_incumbency TO {seats};
CREATE POLICY seats_confirm ON public.access_incumbency FOR UPDATE TO {seats} USING (true) WITH CHECK (true);
