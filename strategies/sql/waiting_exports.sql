-- For the worker, which is bound to one room at a time: the rooms where a file waits to be written. Keys only.
CREATE FUNCTION access.rooms_with_waiting_exports() RETURNS SETOF int LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS
  $$ SELECT DISTINCT e.compartment_id FROM public.strategies_export e WHERE e.state IN ('waiting', 'running') $$;
