-- What the policies ask of who acts besides the seats is kept with them, under the same signature (ADR 8): the
-- operation, the person, and whether the directory is open. It follows from the tables that seats follow from.
SET ROLE {seats};

DROP FUNCTION access.keep_seats(int[], int[]);
CREATE FUNCTION access.keep_seats(may_read int[], may_write int[], operation uuid, person uuid, sees_directory boolean)
  RETURNS void LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE facts text := may_read::text || '|' || may_write::text || '|' || operation || '|' || person || '|' || sees_directory;
BEGIN
  PERFORM set_config('pocplan.seats', encode(sha256(k.outer || sha256(k.inner || convert_to(
      'seats|' || facts || '|' || pg_backend_pid() || '|'
      || (extract(epoch FROM transaction_timestamp()) * 1000000)::bigint || '|'
      || current_setting('pocplan.binding', true), 'UTF8'))), 'hex') || '|' || facts, true)
    FROM public.access_signingkey k WHERE k.role = session_user;
END $$;

-- One part of what is kept, counted from 1, or nothing where its signature does not fit.
CREATE FUNCTION access.kept(part int) RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE kept text := current_setting('pocplan.seats', true);
BEGIN
  IF left(kept, 64) = (
    SELECT encode(sha256(k.outer || sha256(k.inner || convert_to(
      'seats|' || substr(kept, 66) || '|' || pg_backend_pid() || '|'
      || (extract(epoch FROM transaction_timestamp()) * 1000000)::bigint || '|'
      || current_setting('pocplan.binding', true), 'UTF8'))), 'hex')
    FROM public.access_signingkey k WHERE k.role = session_user) THEN
    RETURN split_part(substr(kept, 66), '|', part);
  END IF;
  RETURN NULL;
END $$;

-- As in kept_seats.sql: always derives anew, and keeps it for the queries that follow.
CREATE OR REPLACE FUNCTION access.who() RETURNS TABLE (
  post_id uuid, person_id uuid, user_id uuid, kind text, owner_id uuid, area_id uuid, operation_id uuid, side text,
  readable int[], writable int[]
) LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE bound text[] := access.binding(); hat record; may_read int[]; may_write int[];
BEGIN
  IF bound[1] <> 'hat' THEN RETURN; END IF;
  SELECT * INTO hat FROM access.standing(bound[2]::uuid);
  IF NOT FOUND THEN RETURN; END IF;
  SELECT coalesce(array_agg(s.compartment_id), '{}'),
         coalesce(array_agg(s.compartment_id) FILTER (WHERE s.may_write), '{}')
    INTO may_read, may_write FROM access.seats() s;
  PERFORM access.keep_seats(may_read, may_write, hat.operation_id, hat.person_id, hat.kind <> 'observer');
  RETURN QUERY SELECT hat.post_id, hat.person_id, hat.user_id, hat.kind, hat.owner_id, hat.area_id,
                      hat.operation_id, hat.side, may_read, may_write;
END $$;

CREATE OR REPLACE FUNCTION access.operations() RETURNS uuid[] LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE kept text := access.kept(3); bound text[];
BEGIN
  IF kept <> '' THEN RETURN ARRAY[kept::uuid]; END IF;
  bound := access.binding();
  IF bound[1] = 'hat' THEN
    RETURN coalesce((SELECT array_agg(operation_id) FROM access.standing(bound[2]::uuid)), '{}');
  ELSIF bound[1] = 'system' AND bound[2] <> '' THEN
    RETURN coalesce((SELECT array_agg(operation_id) FROM public.access_compartment WHERE id = bound[2]::int), '{}');
  END IF;
  RETURN '{}';
END $$;

CREATE OR REPLACE FUNCTION access.person() RETURNS uuid LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE kept text := access.kept(4); bound text[];
BEGIN
  IF kept <> '' THEN RETURN kept::uuid; END IF;
  bound := access.binding();
  IF bound[1] <> 'hat' THEN RETURN NULL; END IF;
  RETURN (SELECT person_id FROM access.standing(bound[2]::uuid));
END $$;

CREATE OR REPLACE FUNCTION access.sees_directory() RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE kept text := access.kept(5); bound text[];
BEGIN
  IF kept <> '' THEN RETURN kept::boolean; END IF;
  bound := access.binding();
  RETURN bound[1] <> 'hat' OR NOT EXISTS (
    SELECT 1 FROM access.standing(bound[2]::uuid) h WHERE h.kind = 'observer');
END $$;

REVOKE ALL ON FUNCTION access.kept(int), access.keep_seats(int[], int[], uuid, uuid, boolean) FROM PUBLIC;
RESET ROLE;
