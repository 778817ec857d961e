-- As in host_state.sql and exclusions.sql, without proposals that were withdrawn.
SET ROLE {seats};
CREATE OR REPLACE FUNCTION access.first_heads() RETURNS TABLE (
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
    -- One's own body is none of these: it has oneself.
    WHERE o.operation_id = mine.operation_id AND o.side = mine.side
      AND i.confirmed_at IS NULL AND i.withdrawn_at IS NULL
      AND (i.ends IS NULL OR i.ends >= (access.clock() AT TIME ZONE 'UTC')::date)
      AND p.kind = ANY ({heads}) AND p.closed_on IS NULL AND NOT access.has_head(o.id)
    ORDER BY o.name, p.title_en, i.id;
END $$;

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
      )
  ) THEN
    RAISE EXCEPTION 'appointment' USING ERRCODE = '23514', CONSTRAINT = 'seats_exclude';
  END IF;
  RETURN NEW;
END $$;
RESET ROLE;
