CREATE TABLE "reports" (
	"organization_id" uuid NOT NULL,
	"period" text NOT NULL,
	"wanted_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"computed_at" timestamp (3) with time zone,
	"from_date" date,
	"to_date" date,
	"took_ms" integer,
	"body" jsonb,
	CONSTRAINT "reports_organization_id_period_pk" PRIMARY KEY("organization_id","period")
);
--> statement-breakpoint
ALTER TABLE "reports" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "reports_organization" ON "reports" AS PERMISSIVE FOR ALL TO "doseline_app" USING (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "reports_system" ON "reports" AS PERMISSIVE FOR ALL TO "doseline_system" USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER TABLE reports FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON reports TO doseline_app;
--> statement-breakpoint
-- The worker asks which are wanted, of every organization; what is in them it reads in none.
GRANT SELECT (organization_id, period, wanted_at, computed_at, to_date) ON reports TO doseline_system;
