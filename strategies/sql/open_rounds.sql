-- For the worker, which is bound to one room at a time: the rooms that have an open round. Keys only.
CREATE FUNCTION access.rooms_with_open_rounds() RETURNS SETOF int LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS
  $$ SELECT DISTINCT r.compartment_id FROM public.strategies_round r WHERE r.state = 'open' $$;
