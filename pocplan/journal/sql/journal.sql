-- The chain. Each link covers its own content and the link before it; the head row is locked till commit.
CREATE FUNCTION access.entry_digest(e public.journal_entry) RETURNS text LANGUAGE sql STABLE
  SET search_path = pg_catalog, pg_temp AS $$
  SELECT encode(sha256(convert_to(jsonb_build_array(
    e.id, e.compartment_id, e.sequence, (extract(epoch FROM e.at) * 1000000)::bigint, e.owner_id, e.post_id,
    e.person_id, e.purpose, e.verb, e.kind, e.subject_id, e.facts, e.previous)::text, 'UTF8')), 'hex')
$$;

CREATE FUNCTION access.link_entry() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE bound text[] := access.binding(); mine record; head record; room record;
BEGIN
  SELECT * INTO room FROM public.access_compartment c WHERE c.id = NEW.compartment_id;
  NEW.at := access.clock();
  NEW.owner_id := NULL; NEW.post_id := NULL; NEW.person_id := NULL;
  NEW.purpose := CASE WHEN bound[1] = 'system' THEN bound[3] ELSE '' END;
  IF bound[1] = 'hat' THEN
    SELECT * INTO mine FROM access.standing(bound[2]::uuid);
    NEW.owner_id := mine.owner_id;
    IF room.audience NOT IN ('shared', 'commons') THEN
      NEW.post_id := mine.post_id; NEW.person_id := mine.person_id;
    END IF;
  END IF;
  INSERT INTO public.journal_head (compartment_id, sequence, digest) VALUES (NEW.compartment_id, 0, '')
    ON CONFLICT (compartment_id) DO NOTHING;
  SELECT * INTO head FROM public.journal_head h WHERE h.compartment_id = NEW.compartment_id FOR UPDATE;
  NEW.sequence := head.sequence + 1;
  NEW.previous := head.digest;
  NEW.digest := access.entry_digest(NEW);
  UPDATE public.journal_head SET sequence = NEW.sequence, digest = NEW.digest
    WHERE compartment_id = NEW.compartment_id;
  RETURN NEW;
END $$;
CREATE TRIGGER link_entry BEFORE INSERT ON public.journal_entry FOR EACH ROW EXECUTE FUNCTION access.link_entry();

-- For the auditor: the first broken link of each room, by key and place, and what is wrong with it.
CREATE FUNCTION access.broken_links() RETURNS TABLE (compartment_id int, sequence int, fault text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH chain AS (
    SELECT e.compartment_id, e.sequence, e.digest, e.previous, access.entry_digest(e) AS proper,
           lag(e.digest, 1, '') OVER w AS before, row_number() OVER w AS place
    FROM public.journal_entry e WINDOW w AS (PARTITION BY e.compartment_id ORDER BY e.sequence)
  ), faults AS (
    SELECT c.compartment_id, c.sequence,
           CASE WHEN c.sequence <> c.place THEN 'missing' WHEN c.previous <> c.before THEN 'unlinked'
                WHEN c.digest <> c.proper THEN 'changed' END AS fault
    FROM chain c
    UNION ALL
    SELECT h.compartment_id, h.sequence, 'cut off' FROM public.journal_head h
    WHERE h.digest IS DISTINCT FROM coalesce((
      SELECT e.digest FROM public.journal_entry e WHERE e.compartment_id = h.compartment_id
      ORDER BY e.sequence DESC LIMIT 1), '')
    UNION ALL
    SELECT e.compartment_id, max(e.sequence), 'no head' FROM public.journal_entry e
    WHERE NOT EXISTS (SELECT 1 FROM public.journal_head h WHERE h.compartment_id = e.compartment_id)
    GROUP BY e.compartment_id
  )
  SELECT DISTINCT ON (f.compartment_id) f.compartment_id, f.sequence, f.fault FROM faults f
  WHERE f.fault IS NOT NULL ORDER BY f.compartment_id, f.sequence
$$;

CREATE FUNCTION access.journal_heads() RETURNS TABLE (room uuid, sequence int, digest text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT c.public_id, h.sequence, h.digest::text FROM public.journal_head h
  JOIN public.access_compartment c ON c.id = h.compartment_id ORDER BY c.public_id
$$;

ALTER TABLE public.journal_head ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.journal_head FORCE ROW LEVEL SECURITY;
CREATE POLICY seats_work ON public.journal_head TO {seats} USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON public.journal_head TO {seats};
