-- Making and closing compartments, and who is seated there. The application's roles cannot write
-- these tables; each function below checks who is bound.

CREATE SEQUENCE access.room_mission MINVALUE 1 MAXVALUE 499999999;
CREATE SEQUENCE access.room_humanitarian MINVALUE 500000000 MAXVALUE 999999999;
CREATE SEQUENCE access.room_shared MINVALUE 1000000000 MAXVALUE 1499999999;
CREATE SEQUENCE access.room_directory_mission MINVALUE 1500000000 MAXVALUE 1599999999;
CREATE SEQUENCE access.room_directory_humanitarian MINVALUE 1600000000 MAXVALUE 1699999999;
CREATE SEQUENCE access.room_directory_neither MINVALUE 1700000000 MAXVALUE 1799999999;

-- Rooms of neither side (the country team's) are numbered with the shared ones: no wall runs through them.
CREATE FUNCTION access.new_room_key(side text, audience text) RETURNS int LANGUAGE sql VOLATILE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
  SELECT nextval(CASE
    WHEN audience = 'directory' THEN ('access.room_directory_' || side)::regclass
    WHEN audience IN ('shared', 'commons') OR side = 'neither' THEN 'access.room_shared'::regclass
    ELSE ('access.room_' || side)::regclass END)::int
$$;

CREATE FUNCTION access.my_post_kind() RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE bound text[] := access.binding();
BEGIN
  IF bound[1] = 'system' THEN RETURN 'system:' || bound[3]; END IF;
  IF bound[1] <> 'hat' THEN RETURN ''; END IF;
  RETURN coalesce((SELECT kind FROM access.standing(bound[2]::uuid)), '');
END $$;

CREATE FUNCTION access.demand_administrator(operation uuid) RETURNS void LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF access.my_post_kind() = 'system:installation' THEN RETURN; END IF;
  IF access.my_post_kind() <> 'administrator' OR NOT operation = ANY (access.operations()) THEN
    RAISE EXCEPTION 'administrators only' USING ERRCODE = '42501';
  END IF;
END $$;

-- Founding an operation is a ceremony at installation; nobody who signs in can do it.
CREATE FUNCTION access.found_operation(the_id uuid, code text, country text, tz text) RETURNS int
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE room int;
BEGIN
  IF access.my_post_kind() <> 'system:installation' THEN
    RAISE EXCEPTION 'installation only' USING ERRCODE = '42501';
  END IF;
  INSERT INTO public.access_operation (id, code, country, timezone) VALUES (the_id, code, country, tz);
  room := access.new_room_key('neither', 'commons');
  INSERT INTO public.access_compartment (id, public_id, operation_id, audience, label)
    VALUES (room, gen_random_uuid(), the_id, 'commons', country);
  RETURN room;
END $$;

CREATE FUNCTION access.found_owner(the_id uuid, operation uuid, kind text, side text, name text, short text,
                                   audiences text[]) RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE one text;
BEGIN
  PERFORM access.demand_administrator(operation);
  INSERT INTO public.access_owner (id, operation_id, kind, side, name, short, state)
    VALUES (the_id, operation, kind, side, name, short, 'active');
  FOREACH one IN ARRAY audiences LOOP
    INSERT INTO public.access_compartment (id, public_id, operation_id, owner_id, audience, label)
      VALUES (access.new_room_key(side, one), gen_random_uuid(), operation, the_id, one, short);
  END LOOP;
END $$;

CREATE FUNCTION access.found_area(the_id uuid, owner uuid, name text, audiences text[]) RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE o record; one text;
BEGIN
  SELECT * INTO o FROM public.access_owner w WHERE w.id = owner;
  PERFORM access.demand_administrator(o.operation_id);
  INSERT INTO public.access_area (id, owner_id, name) VALUES (the_id, owner, name);
  FOREACH one IN ARRAY audiences LOOP
    INSERT INTO public.access_compartment (id, public_id, operation_id, owner_id, audience, area_id, label)
      VALUES (access.new_room_key(o.side, one), gen_random_uuid(), o.operation_id, owner, one, the_id, o.short || ', ' || name);
  END LOOP;
END $$;

-- A cluster that is deactivated keeps its archive and loses its shared seats that day.
-- Its own heads or the system's administrator say so.
CREATE FUNCTION access.set_owner_state(owner uuid, new_state text) RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE bound text[] := access.binding(); o record; mine record;
BEGIN
  SELECT * INTO o FROM public.access_owner w WHERE w.id = owner;
  IF bound[1] = 'hat' THEN
    SELECT * INTO mine FROM access.standing(bound[2]::uuid);
    IF mine.owner_id = owner AND mine.kind IN ('cluster_coordinator', 'cluster_colead', 'head_of_mission') THEN
      UPDATE public.access_owner SET state = new_state WHERE id = owner;
      RETURN;
    END IF;
  END IF;
  PERFORM access.demand_administrator(o.operation_id);
  UPDATE public.access_owner SET state = new_state WHERE id = owner;
END $$;

-- One more addressee: every seat of (owner, audience, area) of the same operation.
-- Refuses whom nothing restricted is shared with, and answers alike for unknown and foreign owners.
CREATE FUNCTION access.put_addressee(room int, owner uuid, audience text, area uuid, may_write boolean) RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE source int; place uuid;
BEGIN
  SELECT operation_id INTO place FROM public.access_compartment WHERE id = room;
  SELECT c.id INTO source FROM public.access_compartment c JOIN public.access_owner o ON o.id = c.owner_id
    WHERE o.id = put_addressee.owner AND o.operation_id = place AND o.state = 'active'
      AND c.audience = put_addressee.audience AND c.area_id IS NOT DISTINCT FROM put_addressee.area
      AND c.audience NOT IN ('directory', 'commons', 'shared');
  IF source IS NULL THEN
    RAISE EXCEPTION 'no such addressee' USING ERRCODE = '23514', CONSTRAINT = 'addressee_exists';
  END IF;
  IF EXISTS (SELECT 1 FROM public.access_addressing a
             WHERE a.compartment_id = room AND a.source_id = source AND a.ended_at IS NULL) THEN
    RETURN;
  END IF;
  INSERT INTO public.access_addressing (id, compartment_id, source_id, owner_id, may_write, given_at)
    VALUES (gen_random_uuid(), room, source, owner, may_write, access.clock());
END $$;

-- A shared compartment with its addressees, hosted by the actor's owner.
-- addressees: [{"owner": uuid, "audience": text, "area": uuid|null, "may_write": bool}]
CREATE FUNCTION access.open_shared(the_public_id uuid, label text, addressees jsonb) RETURNS int
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE bound text[] := access.binding(); mine record; room int; one jsonb;
BEGIN
  SELECT * INTO mine FROM access.standing(bound[2]::uuid);
  -- Whoever stands no more has no seats.
  IF bound[1] <> 'hat' OR NOT EXISTS (SELECT 1 FROM access.seats() s WHERE s.may_write) THEN
    RAISE EXCEPTION 'nobody is acting' USING ERRCODE = '42501';
  END IF;
  room := access.new_room_key('neither', 'shared');
  INSERT INTO public.access_compartment (id, public_id, operation_id, owner_id, audience, label)
    VALUES (room, the_public_id, mine.operation_id, mine.owner_id, 'shared', label);
  FOR one IN SELECT * FROM jsonb_array_elements(addressees) LOOP
    PERFORM access.put_addressee(room, (one->>'owner')::uuid, one->>'audience', (one->>'area')::uuid,
                                 coalesce((one->>'may_write')::boolean, false));
  END LOOP;
  RETURN room;
END $$;

CREATE FUNCTION access.demand_host(room int) RETURNS void LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE bound text[] := access.binding();
BEGIN
  IF bound[1] = 'hat' AND EXISTS (
    SELECT 1 FROM public.access_compartment c JOIN access.standing(bound[2]::uuid) h ON h.owner_id = c.owner_id
    WHERE c.id = room AND c.id = ANY (access.writable())) THEN RETURN; END IF;
  RAISE EXCEPTION 'not the host' USING ERRCODE = '42501';
END $$;

CREATE FUNCTION access.address(room int, owner uuid, audience text, area uuid, may_write boolean) RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM access.demand_host(room);
  IF (SELECT c.audience FROM public.access_compartment c WHERE c.id = room) <> 'shared' THEN
    RAISE EXCEPTION 'only shared rooms have addressees' USING ERRCODE = '42501';
  END IF;
  PERFORM access.put_addressee(room, owner, audience, area, may_write);
END $$;

CREATE FUNCTION access.end_addressing(room int, owner uuid) RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM access.demand_host(room);
  UPDATE public.access_addressing a SET ended_at = access.clock()
    WHERE a.compartment_id = room AND a.owner_id = end_addressing.owner AND a.ended_at IS NULL;
END $$;

-- A seat by name, in a room that the giver writes in and that belongs to the giver's owner; the
-- post must be of the same operation and never a body of the host state by default.
CREATE FUNCTION access.give_seat(room int, post uuid, may_write boolean, why text, until date) RETURNS uuid
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE the_id uuid := gen_random_uuid();
BEGIN
  IF access.my_post_kind() <> 'system:installation' THEN PERFORM access.demand_host(room); END IF;
  IF btrim(why) = '' OR NOT EXISTS (
    SELECT 1 FROM public.access_post p JOIN public.access_owner o ON o.id = p.owner_id
    JOIN public.access_compartment c ON c.id = room AND c.operation_id = o.operation_id
    WHERE p.id = post AND NOT p.host_state AND p.kind <> 'administrator') THEN
    RAISE EXCEPTION 'no such post' USING ERRCODE = '23514', CONSTRAINT = 'seat_for_a_post';
  END IF;
  INSERT INTO public.access_seat (id, compartment_id, post_id, may_write, reason, given_at, ends)
    VALUES (the_id, room, post, may_write, why, access.clock(), until);
  RETURN the_id;
END $$;

CREATE FUNCTION access.take_seat(seat uuid) RETURNS void LANGUAGE plpgsql VOLATILE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM access.demand_host((SELECT s.compartment_id FROM public.access_seat s WHERE s.id = seat));
  UPDATE public.access_seat SET taken_at = access.clock() WHERE id = seat AND taken_at IS NULL;
END $$;

CREATE FUNCTION access.archive(room int) RETURNS void LANGUAGE plpgsql VOLATILE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM access.demand_host(room);
  UPDATE public.access_compartment SET archived_at = access.clock()
    WHERE id = room AND audience = 'shared';
END $$;

-- Who reads a room, for its own readers and for the planner that is bound to it.
CREATE FUNCTION access.readers(room int) RETURNS TABLE (
  incumbency_id uuid, person_id uuid, user_id uuid, post_id uuid, kind text, owner_id uuid, may_write boolean
) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE place uuid;
BEGIN
  IF NOT room = ANY (access.readable()) THEN
    RAISE EXCEPTION 'no such room' USING ERRCODE = '42501';
  END IF;
  SELECT operation_id INTO place FROM public.access_compartment WHERE id = room;
  RETURN QUERY
    SELECT i.id, h.person_id, h.user_id, h.post_id, h.kind, h.owner_id, bool_or(s.may_write)
    FROM public.access_incumbency i
    CROSS JOIN LATERAL access.standing(i.id) h
    CROSS JOIN LATERAL access.seats_of(h.post_id, h.kind, h.owner_id, h.area_id, h.affiliated, h.host_state,
                                       h.operation_id, h.owner_state) s
    WHERE h.operation_id = place AND s.compartment_id = room
    GROUP BY 1, 2, 3, 4, 5, 6;
END $$;

-- An appointment seats nobody until a head of that side, who is not the appointed person nor the
-- proposer, confirms it (decisions.md 18). The first ones are made at installation.
CREATE FUNCTION access.hold_appointments() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE bound text[] := access.binding(); mine record; appointed uuid; place uuid;
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
  SELECT p.owner_id INTO place FROM public.access_post p WHERE p.id = NEW.post_id;
  IF mine.owner_id IS DISTINCT FROM place OR mine.person_id IS NOT DISTINCT FROM OLD.proposed_by
     OR mine.user_id = appointed OR NOT mine.kind = ANY ({heads}) THEN
    RAISE EXCEPTION 'appointment' USING ERRCODE = '23514', CONSTRAINT = 'confirmed_by_a_head';
  END IF;
  NEW.confirmed_by := mine.person_id;
  NEW.confirmed_at := access.clock();
  RETURN NEW;
END $$;
CREATE TRIGGER hold_appointments BEFORE INSERT OR UPDATE ON public.access_incumbency
  FOR EACH ROW EXECUTE FUNCTION access.hold_appointments();

-- Where an owner's posts and people are kept: for whoever may write there, without listing others'.
CREATE FUNCTION access.directory_of(owner uuid) RETURNS int LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE room int;
BEGIN
  SELECT c.id INTO room FROM public.access_compartment c WHERE c.owner_id = owner AND c.audience = 'directory';
  IF room IS NOT NULL AND (access.my_post_kind() = 'system:installation' OR room = ANY (access.writable())) THEN
    RETURN room;
  END IF;
  RAISE EXCEPTION 'no such owner' USING ERRCODE = '42501';
END $$;

-- Numbers that people see run per compartment and series, without gaps that could tell something.
CREATE FUNCTION access.next_number(room int, the_series text) RETURNS int LANGUAGE plpgsql VOLATILE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE given int;
BEGIN
  IF NOT room = ANY (access.writable()) THEN
    RAISE EXCEPTION 'no such room' USING ERRCODE = '42501';
  END IF;
  INSERT INTO public.access_counter AS c (compartment_id, series, last) VALUES (room, the_series, 1)
    ON CONFLICT (compartment_id, series) DO UPDATE SET last = c.last + 1
    RETURNING c.last INTO given;
  RETURN given;
END $$;
