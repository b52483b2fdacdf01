CREATE TABLE "saved_views" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"staff_id" uuid NOT NULL,
	"name" text NOT NULL,
	"query" jsonb NOT NULL,
	"is_default" boolean DEFAULT false NOT NULL,
	"saved_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "saved_views_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "saved_views_name" UNIQUE("organization_id","staff_id","name")
);
--> statement-breakpoint
ALTER TABLE "saved_views" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "patient_summaries" DROP CONSTRAINT "patient_summaries_organization_id_patient_id_patients_organization_id_id_fk";
--> statement-breakpoint
DROP INDEX "patient_summaries_need";--> statement-breakpoint
ALTER TABLE "patient_summaries" ADD COLUMN "undecided_30" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "patient_summaries" ADD COLUMN "band" text DEFAULT 'none' NOT NULL;--> statement-breakpoint
ALTER TABLE "patient_summaries" ADD COLUMN "country" text;--> statement-breakpoint
ALTER TABLE "patient_summaries" ADD COLUMN "language" text;--> statement-breakpoint
ALTER TABLE "patient_summaries" ADD COLUMN "is_opted_out" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "patient_summaries" ADD COLUMN "cannot_reply" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "patient_summaries" ADD COLUMN "name_key" text DEFAULT chr(65533) NOT NULL;--> statement-breakpoint
ALTER TABLE "patient_summaries" ADD COLUMN "is_listed" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "patient_summaries" ADD COLUMN "reported_key" integer GENERATED ALWAYS AS (case when expected_30 < 7 then 10001 else taken_30 * 10000 / expected_30 end) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "patient_summaries" ADD COLUMN "last_taken_key" timestamp (3) with time zone GENERATED ALWAYS AS (coalesce(last_taken_at, case when expected_30 > 0 then '1970-01-01 00:00:00+00'::timestamptz
          else '9999-01-01 00:00:00+00'::timestamptz end)) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_organization_id_staff_id_staff_organization_id_id_fk" FOREIGN KEY ("organization_id","staff_id") REFERENCES "public"."staff"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "saved_views_default" ON "saved_views" USING btree ("organization_id","staff_id") WHERE is_default;--> statement-breakpoint
CREATE INDEX "patient_summaries_name" ON "patient_summaries" USING btree ("organization_id","name_key","patient_id") WHERE is_listed;--> statement-breakpoint
CREATE INDEX "patient_summaries_reported" ON "patient_summaries" USING btree ("organization_id","reported_key","patient_id") WHERE is_listed;--> statement-breakpoint
CREATE INDEX "patient_summaries_last_taken" ON "patient_summaries" USING btree ("organization_id","last_taken_key","patient_id") WHERE is_listed;--> statement-breakpoint
CREATE INDEX "regimens_medication" ON "regimens" USING btree ("organization_id","medication","patient_id");--> statement-breakpoint
CREATE INDEX "patient_summaries_need" ON "patient_summaries" USING btree ("organization_id","need","patient_id") WHERE is_listed;--> statement-breakpoint
CREATE POLICY "patient_summaries_system" ON "patient_summaries" AS PERMISSIVE FOR ALL TO "doseline_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "saved_views_organization" ON "saved_views" AS PERMISSIVE FOR ALL TO "doseline_app" USING (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);
--> statement-breakpoint
ALTER TABLE saved_views FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE, UPDATE (name, query, is_default, saved_at) ON saved_views TO doseline_app;
--> statement-breakpoint
-- Whose name BioT does not show comes last.
CREATE FUNCTION patient_name_key(first_name text, last_name text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(nullif(lower(btrim(coalesce(last_name, '') || ' ' || coalesce(first_name, ''))), ''), chr(65533))
$$;
--> statement-breakpoint
-- Every patient stands in the list from the transaction that brings them, and leaves it when deleted.
CREATE FUNCTION list_patient() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO patient_summaries (organization_id, patient_id, taken_30, expected_30, open_30,
    current_gap, need, need_reasons, updated_at, name_key, is_listed)
  VALUES (NEW.organization_id, NEW.id, 0, 0, 0, 0, 0, '[]', 'epoch',
    patient_name_key(NEW.first_name, NEW.last_name), NEW.deleted_at IS NULL)
  ON CONFLICT (organization_id, patient_id) DO UPDATE SET name_key = excluded.name_key,
    is_listed = excluded.is_listed;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER patients_listed AFTER INSERT ON patients
  FOR EACH ROW EXECUTE FUNCTION list_patient();
--> statement-breakpoint
CREATE TRIGGER patients_listed_anew AFTER UPDATE OF first_name, last_name, deleted_at ON patients
  FOR EACH ROW WHEN ((OLD.first_name, OLD.last_name, OLD.deleted_at)
    IS DISTINCT FROM (NEW.first_name, NEW.last_name, NEW.deleted_at))
  EXECUTE FUNCTION list_patient();
--> statement-breakpoint
-- For the trigger alone, when people are pulled by the system role.
GRANT SELECT (organization_id, patient_id, name_key, is_listed), INSERT, UPDATE (name_key, is_listed)
  ON patient_summaries TO doseline_system;
--> statement-breakpoint
-- Whoever migrates need not be a superuser, and sees through the walls only while they are down.
ALTER TABLE patients NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE patient_summaries NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
INSERT INTO patient_summaries (organization_id, patient_id, taken_30, expected_30, open_30,
  current_gap, need, need_reasons, updated_at, name_key, is_listed)
SELECT organization_id, id, 0, 0, 0, 0, 0, '[]', 'epoch', patient_name_key(first_name, last_name),
  deleted_at IS NULL
  FROM patients
ON CONFLICT (organization_id, patient_id) DO UPDATE SET name_key = excluded.name_key,
  is_listed = excluded.is_listed, updated_at = 'epoch';
--> statement-breakpoint
ALTER TABLE patients FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE patient_summaries FORCE ROW LEVEL SECURITY;
