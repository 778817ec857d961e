-- "No response by the deadline" is said by the clock, never by a person.
CREATE FUNCTION access.only_the_clock() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE bound text[] := access.binding();
BEGIN
  IF NEW.word = 'no_response' AND bound[1] IS DISTINCT FROM 'system' THEN
    RAISE EXCEPTION 'position' USING ERRCODE = '23514', CONSTRAINT = 'silence_is_set_by_the_clock';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER only_the_clock BEFORE INSERT ON public.strategies_position
  FOR EACH ROW EXECUTE FUNCTION access.only_the_clock();
