-- For the worker, bound as the system for this purpose and to no room: the day and the head of each chain.
CREATE FUNCTION access.heads_of_the_day() RETURNS TABLE (day date, room uuid, sequence int, digest text)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE bound text[] := access.binding();
BEGIN
  IF bound[1] <> 'system' OR bound[2] <> '' OR bound[3] <> 'audit' THEN
    RAISE EXCEPTION 'nobody is acting' USING ERRCODE = '42501';
  END IF;
  RETURN QUERY SELECT (access.clock() AT TIME ZONE 'UTC')::date, h.room, h.sequence, h.digest
               FROM access.journal_heads() h;
END $$;
