-- An observer holds a post in the cluster's directory and sees there itself alone: who else works in the
-- cluster is the cluster's to tell. What is addressed to observers reaches them in shared rooms.
CREATE FUNCTION access.sees_directory() RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE bound text[] := access.binding();
BEGIN
  RETURN bound[1] <> 'hat' OR NOT EXISTS (
    SELECT 1 FROM access.standing(bound[2]::uuid) h WHERE h.kind = 'observer');
END $$;

CREATE POLICY observers ON public.access_person AS RESTRICTIVE FOR SELECT TO {serving}
  USING ((SELECT access.sees_directory()) OR id = (SELECT access.person()));
CREATE POLICY observers ON public.access_incumbency AS RESTRICTIVE FOR SELECT TO {serving}
  USING ((SELECT access.sees_directory()) OR person_id = (SELECT access.person()));
