-- Which posts a cluster has is the cluster's to tell as well: an observer reads the ones it holds or held itself.
CREATE POLICY observers ON public.access_post AS RESTRICTIVE FOR SELECT TO {serving}
  USING ((SELECT access.sees_directory()) OR id IN (
    SELECT i.post_id FROM public.access_incumbency i WHERE i.person_id = (SELECT access.person())));
