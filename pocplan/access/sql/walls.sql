-- Row security of the structural tables. The guarded ones get theirs from Guard(…).
ALTER TABLE public.access_operation ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.access_operation FORCE ROW LEVEL SECURITY;
CREATE POLICY may_read ON public.access_operation FOR SELECT USING (id = ANY ((SELECT access.operations())::uuid[]));
ALTER TABLE public.access_owner ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.access_owner FORCE ROW LEVEL SECURITY;
CREATE POLICY may_read ON public.access_owner FOR SELECT
  USING (operation_id = ANY ((SELECT access.operations())::uuid[]));
ALTER TABLE public.access_area ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.access_area FORCE ROW LEVEL SECURITY;
CREATE POLICY may_read ON public.access_area FOR SELECT
  USING (EXISTS (SELECT 1 FROM public.access_owner o WHERE o.id = owner_id));
ALTER TABLE public.access_compartment ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.access_compartment FORCE ROW LEVEL SECURITY;
CREATE POLICY may_read ON public.access_compartment FOR SELECT USING (id = ANY ((SELECT access.readable())::int[]));
ALTER TABLE public.access_seat ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.access_seat FORCE ROW LEVEL SECURITY;
CREATE POLICY may_read ON public.access_seat FOR SELECT
  USING (compartment_id = ANY ((SELECT access.readable())::int[]));
ALTER TABLE public.access_addressing ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.access_addressing FORCE ROW LEVEL SECURITY;
CREATE POLICY may_read ON public.access_addressing FOR SELECT
  USING (compartment_id = ANY ((SELECT access.readable())::int[]));
ALTER TABLE public.access_signingkey ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.access_signingkey FORCE ROW LEVEL SECURITY;
CREATE POLICY provisioning ON public.access_signingkey TO {owner} USING (true) WITH CHECK (true);
ALTER TABLE public.access_seatrule ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.access_seatrule FORCE ROW LEVEL SECURITY;
CREATE POLICY may_read ON public.access_seatrule FOR SELECT USING (true);
CREATE POLICY provisioning ON public.access_seatrule TO {owner} USING (true) WITH CHECK (true);
GRANT SELECT ON public.access_operation, public.access_owner, public.access_area, public.access_compartment,
  public.access_seat, public.access_addressing, public.access_seatrule TO {serving};
