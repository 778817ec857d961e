-- Incidents by room, month and province: no question asks them by kind, and with kinds there were several cells to
-- add up where one says it. Otherwise as before.
SET ROLE {seats};
DROP FUNCTION access.mend_incident_months();
DROP FUNCTION access.incident_cells_astray();
DROP FUNCTION access.add_incident_months(access.incident_cell[]);
RESET ROLE;
DROP TYPE access.incident_cell;
CREATE TYPE access.incident_cell AS (
  compartment_id int, month date, is_of_year boolean, admin1_ref uuid, incidents bigint, killed bigint
);

CREATE FUNCTION access.add_incident_months(cells access.incident_cell[]) RETURNS void LANGUAGE plpgsql
  VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF coalesce(cardinality(cells), 0) = 0 THEN RETURN; END IF;
  -- One writer of a room at a time: two that meet in several cells would wait for each other for ever.
  PERFORM pg_advisory_xact_lock(hashtext('incident_months'), room)
    FROM (SELECT DISTINCT c.compartment_id AS room FROM unnest(cells) c ORDER BY 1) rooms;
  INSERT INTO public.missions_incidentmonth AS m
      (id, compartment_id, month, is_of_year, admin1_ref, incidents, killed)
    SELECT gen_random_uuid(), c.compartment_id, c.month, c.is_of_year, c.admin1_ref, c.incidents, c.killed
    FROM unnest(cells) c
    ON CONFLICT (compartment_id, month, is_of_year, admin1_ref) DO UPDATE
      SET incidents = m.incidents + excluded.incidents, killed = m.killed + excluded.killed;
END $$;

-- The cells that say something else than their rows, and by how much; for whoever runs the installation.
CREATE FUNCTION access.incident_cells_astray() RETURNS SETOF access.incident_cell LANGUAGE sql STABLE
  SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT compartment_id, month, is_of_year, admin1_ref, sum(incidents)::bigint, sum(killed)::bigint
  FROM (
    SELECT compartment_id, date_trunc('month', happened_on::timestamp)::date AS month,
           day_precision = 'year' AS is_of_year, admin1_ref, count(*) AS incidents, coalesce(sum(killed), 0) AS killed
    FROM public.missions_incident GROUP BY 1, 2, 3, 4
    UNION ALL
    SELECT compartment_id, month, is_of_year, admin1_ref, -incidents, -killed FROM public.missions_incidentmonth
  ) both_of_them
  GROUP BY 1, 2, 3, 4 HAVING sum(incidents) <> 0 OR sum(killed) <> 0
$$;

-- Puts them right; returns how many there were. Whoever calls it holds the incidents still.
CREATE FUNCTION access.mend_incident_months() RETURNS int LANGUAGE plpgsql VOLATILE
  SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE cells access.incident_cell[] := ARRAY(SELECT access.incident_cells_astray());
BEGIN
  PERFORM access.add_incident_months(cells);
  RETURN cardinality(cells);
END $$;

-- The triggers stay and call this one.
SET ROLE {seats};
CREATE OR REPLACE FUNCTION access.keep_incident_months() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE cells access.incident_cell[];
BEGIN
  IF TG_OP = 'INSERT' THEN
    cells := ARRAY(
      SELECT (compartment_id, date_trunc('month', happened_on::timestamp)::date, day_precision = 'year', admin1_ref,
              count(*), coalesce(sum(killed), 0))::access.incident_cell
      FROM fresh
      GROUP BY compartment_id, date_trunc('month', happened_on::timestamp), day_precision = 'year', admin1_ref);
  ELSIF TG_OP = 'DELETE' THEN
    cells := ARRAY(
      SELECT (compartment_id, date_trunc('month', happened_on::timestamp)::date, day_precision = 'year', admin1_ref,
              -count(*), -coalesce(sum(killed), 0))::access.incident_cell
      FROM former
      GROUP BY compartment_id, date_trunc('month', happened_on::timestamp), day_precision = 'year', admin1_ref);
  ELSE
    -- What a change leaves as it was, a text say, touches no sum and waits for nobody.
    cells := ARRAY(
      SELECT (compartment_id, date_trunc('month', happened_on::timestamp)::date, day_precision = 'year', admin1_ref,
              sum(sign), coalesce(sum(sign * killed), 0))::access.incident_cell
      FROM (SELECT 1 AS sign, f.* FROM fresh f UNION ALL SELECT -1, f.* FROM former f) both_of_them
      GROUP BY compartment_id, date_trunc('month', happened_on::timestamp), day_precision = 'year', admin1_ref
      HAVING sum(sign) <> 0 OR coalesce(sum(sign * killed), 0) <> 0);
  END IF;
  PERFORM access.add_incident_months(cells);
  RETURN NULL;
END $$;
RESET ROLE;
