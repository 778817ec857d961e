-- For the worker, which is bound to one room at a time: the rooms where a file of events waits. Keys only.
CREATE FUNCTION access.rooms_with_waiting_events() RETURNS SETOF int LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS
  $$ SELECT DISTINCT i.compartment_id FROM public.missions_incidentimport i
     WHERE i.state IN ('waiting', 'reading', 'confirmed', 'importing') $$;
