CREATE TABLE "attention_items" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"patient_id" uuid NOT NULL,
	"rule" text NOT NULL,
	"rule_values" jsonb NOT NULL,
	"dose_ids" uuid[] DEFAULT '{}' NOT NULL,
	"from_date" date,
	"to_date" date,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	"closed_by" uuid,
	"note" text,
	CONSTRAINT "attention_items_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
ALTER TABLE "attention_items" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "patient_summaries" ADD COLUMN "unreachable" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "attention_items" ADD CONSTRAINT "attention_items_organization_id_patient_id_patients_organization_id_id_fk" FOREIGN KEY ("organization_id","patient_id") REFERENCES "public"."patients"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "attention_items_one_open" ON "attention_items" USING btree ("organization_id","patient_id","rule") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "attention_items_last" ON "attention_items" USING btree ("organization_id","patient_id","rule","closed_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE POLICY "attention_items_organization" ON "attention_items" AS PERMISSIVE FOR ALL TO "doseline_app" USING (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);--> statement-breakpoint
ALTER TABLE attention_items FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
-- Items are opened, followed and closed, and none is ever deleted.
GRANT SELECT, INSERT, UPDATE ON attention_items TO doseline_app;
--> statement-breakpoint
-- Reasons were English sentences; the next start of a worker renews every summary.
UPDATE patient_summaries SET need_reasons = '[]', updated_at = 'epoch';
