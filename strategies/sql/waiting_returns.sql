-- For the worker, which is bound to one room at a time: the rooms where a file that came back waits. Keys only.
CREATE FUNCTION access.rooms_with_waiting_returns() RETURNS SETOF int LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS
  $$ SELECT DISTINCT r.compartment_id FROM public.strategies_returnedfile r
     WHERE r.state IN ('waiting', 'reading', 'confirmed', 'placing') $$;
