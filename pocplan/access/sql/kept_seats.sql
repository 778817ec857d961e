-- The seats of a transaction are derived once, when its actor is bound, and kept beside the binding: signed with
-- the key of the login, which no login reads, over this backend, this transaction and this binding (ADR 8).
-- What alters seats in the same transaction throws them away; then, and wherever the signature does not fit,
-- they are derived anew.
SET ROLE {seats};

CREATE FUNCTION access.keep_seats(may_read int[], may_write int[]) RETURNS void LANGUAGE plpgsql VOLATILE
  SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE rooms text := may_read::text || '|' || may_write::text;
BEGIN
  PERFORM set_config('pocplan.seats', encode(sha256(k.outer || sha256(k.inner || convert_to(
      'seats|' || rooms || '|' || pg_backend_pid() || '|'
      || (extract(epoch FROM transaction_timestamp()) * 1000000)::bigint || '|'
      || current_setting('pocplan.binding', true), 'UTF8'))), 'hex') || '|' || rooms, true)
    FROM public.access_signingkey k WHERE k.role = session_user;
END $$;

-- The policies ask these two once in each query, so both say in full what they check instead of calling a third.
CREATE OR REPLACE FUNCTION access.readable() RETURNS int[] LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE kept text := current_setting('pocplan.seats', true);
BEGIN
  IF left(kept, 64) = (
    SELECT encode(sha256(k.outer || sha256(k.inner || convert_to(
      'seats|' || substr(kept, 66) || '|' || pg_backend_pid() || '|'
      || (extract(epoch FROM transaction_timestamp()) * 1000000)::bigint || '|'
      || current_setting('pocplan.binding', true), 'UTF8'))), 'hex')
    FROM public.access_signingkey k WHERE k.role = session_user) THEN
    RETURN split_part(substr(kept, 66), '|', 1)::int[];
  END IF;
  RETURN (SELECT coalesce(array_agg(s.compartment_id), '{}') FROM access.seats() s);
END $$;

CREATE OR REPLACE FUNCTION access.writable() RETURNS int[] LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE kept text := current_setting('pocplan.seats', true);
BEGIN
  IF left(kept, 64) = (
    SELECT encode(sha256(k.outer || sha256(k.inner || convert_to(
      'seats|' || substr(kept, 66) || '|' || pg_backend_pid() || '|'
      || (extract(epoch FROM transaction_timestamp()) * 1000000)::bigint || '|'
      || current_setting('pocplan.binding', true), 'UTF8'))), 'hex')
    FROM public.access_signingkey k WHERE k.role = session_user) THEN
    RETURN split_part(substr(kept, 66), '|', 2)::int[];
  END IF;
  RETURN (SELECT coalesce(array_agg(s.compartment_id) FILTER (WHERE s.may_write), '{}') FROM access.seats() s);
END $$;

-- As in binding.sql; always derives the seats anew, and keeps them for the queries that follow.
CREATE OR REPLACE FUNCTION access.who() RETURNS TABLE (
  post_id uuid, person_id uuid, user_id uuid, kind text, owner_id uuid, area_id uuid, operation_id uuid, side text,
  readable int[], writable int[]
) LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE bound text[] := access.binding(); may_read int[]; may_write int[];
BEGIN
  IF bound[1] <> 'hat' THEN RETURN; END IF;
  SELECT coalesce(array_agg(s.compartment_id), '{}'),
         coalesce(array_agg(s.compartment_id) FILTER (WHERE s.may_write), '{}')
    INTO may_read, may_write FROM access.seats() s;
  PERFORM access.keep_seats(may_read, may_write);
  RETURN QUERY SELECT h.post_id, h.person_id, h.user_id, h.kind, h.owner_id, h.area_id, h.operation_id, h.side,
                      may_read, may_write
               FROM access.standing(bound[2]::uuid) h;
END $$;

CREATE FUNCTION access.forget_seats() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM set_config('pocplan.seats', '', true);
  RETURN NULL;
END $$;

REVOKE ALL ON FUNCTION access.keep_seats(int[], int[]), access.forget_seats() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.forget_seats() TO {serving}, {owner};
RESET ROLE;

-- Every table that access.standing() and access.seats_of() read, save the operations, which do not change.
DO $$ DECLARE one text; BEGIN
  FOREACH one IN ARRAY ARRAY['owner', 'compartment', 'seatrule', 'seat', 'addressing', 'post', 'person', 'incumbency']
  LOOP
    EXECUTE format('CREATE TRIGGER forget_seats AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON public.access_%s
                    FOR EACH STATEMENT EXECUTE FUNCTION access.forget_seats()', one);
  END LOOP;
END $$;
CREATE TRIGGER forget_seats AFTER UPDATE OF is_active OR DELETE ON public.accounts_user
  FOR EACH STATEMENT EXECUTE FUNCTION access.forget_seats();
