CREATE TABLE "biot_keys" (
	"fingerprint" text PRIMARY KEY NOT NULL,
	"first_seen_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "biot_keys" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "plugin_tallies" (
	"day" date NOT NULL,
	"endpoint" text NOT NULL,
	"outcome" text NOT NULL,
	"calls" integer NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "plugin_tallies_day_endpoint_outcome_pk" PRIMARY KEY("day","endpoint","outcome")
);
--> statement-breakpoint
ALTER TABLE "plugin_tallies" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "patient_notes" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"patient_id" uuid NOT NULL,
	"body" text NOT NULL,
	"written_by" uuid NOT NULL,
	"written_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "patient_notes_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
ALTER TABLE "patient_notes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "static_numbers" (
	"organization_id" uuid NOT NULL,
	"country" text NOT NULL,
	"phone" text NOT NULL,
	"entered_at" timestamp (3) with time zone,
	"entered_by" uuid,
	"first_seen_at" timestamp (3) with time zone,
	"last_seen_at" timestamp (3) with time zone,
	"replies" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "static_numbers_organization_id_country_phone_pk" PRIMARY KEY("organization_id","country","phone")
);
--> statement-breakpoint
ALTER TABLE "static_numbers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "biot_renew_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "staff" ADD COLUMN "template_name" text;--> statement-breakpoint
ALTER TABLE "patient_notes" ADD CONSTRAINT "patient_notes_organization_id_patient_id_patients_organization_id_id_fk" FOREIGN KEY ("organization_id","patient_id") REFERENCES "public"."patients"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "static_numbers" ADD CONSTRAINT "static_numbers_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "patient_notes_patient" ON "patient_notes" USING btree ("organization_id","patient_id","written_at");--> statement-breakpoint
CREATE UNIQUE INDEX "static_numbers_entered" ON "static_numbers" USING btree ("organization_id","country") WHERE entered_at is not null;--> statement-breakpoint
CREATE INDEX "sessions_renew" ON "sessions" USING btree ("biot_renew_at") WHERE ended_at is null;--> statement-breakpoint
CREATE POLICY "sessions_system" ON "sessions" AS PERMISSIVE FOR ALL TO "doseline_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "biot_keys_system" ON "biot_keys" AS PERMISSIVE FOR ALL TO "doseline_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "plugin_tallies_system" ON "plugin_tallies" AS PERMISSIVE FOR ALL TO "doseline_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "patient_notes_organization" ON "patient_notes" AS PERMISSIVE FOR ALL TO "doseline_app" USING (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "static_numbers_organization" ON "static_numbers" AS PERMISSIVE FOR ALL TO "doseline_app" USING (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);--> statement-breakpoint
ALTER TABLE biot_keys FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE plugin_tallies FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE patient_notes FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE static_numbers FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON static_numbers TO doseline_app;
--> statement-breakpoint
-- A note stays as it was written.
GRANT SELECT, INSERT ON patient_notes TO doseline_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON biot_keys, plugin_tallies TO doseline_system;
--> statement-breakpoint
-- Which sessions at BioT are due to be renewed, and nothing of their tokens.
GRANT SELECT (organization_id, id, staff_id, started_at, seen_at, ended_at, biot_renew_at) ON sessions TO doseline_system;
