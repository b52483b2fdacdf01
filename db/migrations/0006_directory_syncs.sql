CREATE TABLE "directory_syncs" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"started_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"progressed_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"pages" integer DEFAULT 0 NOT NULL,
	"seen" integer DEFAULT 0 NOT NULL,
	"changed" integer DEFAULT 0 NOT NULL,
	"removed" integer DEFAULT 0 NOT NULL,
	"unreadable" integer DEFAULT 0 NOT NULL,
	"error" text,
	CONSTRAINT "directory_syncs_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
ALTER TABLE "directory_syncs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "patients" ADD COLUMN "phone_since" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "staff" ADD COLUMN "phone_since" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "staff" ADD COLUMN "additional_phone" text;--> statement-breakpoint
ALTER TABLE "staff" ADD COLUMN "deleted_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "directory_syncs" ADD CONSTRAINT "directory_syncs_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "directory_syncs_started" ON "directory_syncs" USING btree ("organization_id","kind","started_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "patients_additional_phone" ON "patients" USING btree ("organization_id","additional_phone");--> statement-breakpoint
CREATE INDEX "staff_additional_phone" ON "staff" USING btree ("organization_id","additional_phone");--> statement-breakpoint
CREATE POLICY "directory_syncs_organization" ON "directory_syncs" AS PERMISSIVE FOR ALL TO "doseline_app" USING (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);--> statement-breakpoint
ALTER TABLE directory_syncs FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON directory_syncs TO doseline_app;
--> statement-breakpoint
-- Since when the numbers we have already are owned is not known; the last pull is the nearest.
UPDATE patients SET phone_since = synced_at;
--> statement-breakpoint
UPDATE staff SET phone_since = synced_at;
