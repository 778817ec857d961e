-- The posts that the person who acts holds or held.
CREATE FUNCTION access.held_posts() RETURNS uuid[] LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN (SELECT coalesce(array_agg(i.post_id), '{}') FROM public.access_incumbency i
          WHERE i.person_id = access.person());
END $$;

-- As in observers_posts.sql; the planner need not plan the appointments' own policies for every post.
ALTER POLICY observers ON public.access_post
  USING ((SELECT access.sees_directory()) OR id = ANY ((SELECT access.held_posts())::uuid[]));
