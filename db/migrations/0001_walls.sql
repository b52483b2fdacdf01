-- Row security holds for the owner too, and the portal's roles own nothing.
DO $$
DECLARE t text;
BEGIN
  FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
    EXECUTE format('ALTER TABLE public.%I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON public.%I TO doseline_app', t);
  END LOOP;
END $$;
--> statement-breakpoint
REVOKE ALL ON send_pace FROM doseline_app;
--> statement-breakpoint
REVOKE INSERT ON organizations FROM doseline_app;
--> statement-breakpoint
REVOKE UPDATE ON audit, dose_events FROM doseline_app;
--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO doseline_app, doseline_system;
--> statement-breakpoint
-- /api/health compares what was applied with what the build expects.
GRANT USAGE ON SCHEMA drizzle TO doseline_app;
--> statement-breakpoint
GRANT SELECT ON drizzle.__drizzle_migrations TO doseline_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON organizations, staff, patients TO doseline_system;
--> statement-breakpoint
GRANT SELECT, UPDATE ON send_pace TO doseline_system;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON replies TO doseline_system;
--> statement-breakpoint
GRANT SELECT (organization_id, id, patient_id, state, priority, not_before, expires_at, claimed_at, created_at),
  UPDATE (state, reason, claimed_at, attempts) ON messages TO doseline_system;
--> statement-breakpoint
GRANT SELECT (organization_id, id, patient_id, state, due_at, opens_at, closes_at) ON doses TO doseline_system;
--> statement-breakpoint
INSERT INTO send_pace DEFAULT VALUES;
--> statement-breakpoint
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON audit
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER dose_events_append_only BEFORE UPDATE OR DELETE ON dose_events
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
