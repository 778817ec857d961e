-- Each cell by its key, in one statement: a plan that was made while the table was empty walked it whole for every
-- cell of a large import. A cell that came to nothing stays, as nothing.
SET ROLE {seats};
CREATE OR REPLACE FUNCTION access.add_incident_months(cells access.incident_cell[]) RETURNS void LANGUAGE plpgsql
  VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF coalesce(cardinality(cells), 0) = 0 THEN RETURN; END IF;
  -- One writer of a room at a time: two that meet in several cells would wait for each other for ever.
  PERFORM pg_advisory_xact_lock(hashtext('incident_months'), room)
    FROM (SELECT DISTINCT c.compartment_id AS room FROM unnest(cells) c ORDER BY 1) rooms;
  INSERT INTO public.missions_incidentmonth AS m
      (id, compartment_id, month, is_of_year, kind, admin1_ref, incidents, killed)
    SELECT gen_random_uuid(), c.compartment_id, c.month, c.is_of_year, c.kind, c.admin1_ref, c.incidents, c.killed
    FROM unnest(cells) c
    ON CONFLICT (compartment_id, month, is_of_year, kind, admin1_ref) DO UPDATE
      SET incidents = m.incidents + excluded.incidents, killed = m.killed + excluded.killed;
END $$;
RESET ROLE;
