-- For the worker, which is bound to one room at a time: the rooms where a Word file waits to be read. Keys only.
CREATE FUNCTION access.rooms_with_waiting_imports() RETURNS SETOF int LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS
  $$ SELECT DISTINCT w.compartment_id FROM public.strategies_wordimport w WHERE w.state IN ('waiting', 'running') $$;
