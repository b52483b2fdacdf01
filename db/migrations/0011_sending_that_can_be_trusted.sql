CREATE TABLE "batches" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"idempotency_key" text NOT NULL,
	"body" text NOT NULL,
	"template_id" uuid,
	"template_version" integer,
	"going" integer NOT NULL,
	"skipped" integer NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"release_at" timestamp (3) with time zone NOT NULL,
	"stopped_by" uuid,
	"stopped_at" timestamp (3) with time zone,
	CONSTRAINT "batches_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "batches_idempotency" UNIQUE("organization_id","idempotency_key")
);
--> statement-breakpoint
ALTER TABLE "batches" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "consents" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"patient_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"means" text NOT NULL,
	"outside_hours" boolean DEFAULT false NOT NULL,
	"wording" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"recorded_by" uuid,
	"reply_id" uuid,
	"recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "consents_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
ALTER TABLE "consents" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "conversations" (
	"organization_id" uuid NOT NULL,
	"patient_id" uuid NOT NULL,
	"assignee_id" uuid,
	"unread_since" timestamp (3) with time zone,
	"read_by" uuid,
	"read_at" timestamp (3) with time zone,
	CONSTRAINT "conversations_organization_id_patient_id_pk" PRIMARY KEY("organization_id","patient_id")
);
--> statement-breakpoint
ALTER TABLE "conversations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "excused_periods" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"patient_id" uuid NOT NULL,
	"regimen_id" uuid,
	"kind" text NOT NULL,
	"reason" text NOT NULL,
	"from_date" date NOT NULL,
	"to_date" date,
	"created_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"ended_by" uuid,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "excused_periods_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
ALTER TABLE "excused_periods" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "send_verdicts" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"patient_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"local_date" date NOT NULL,
	"dose_ids" uuid[] DEFAULT '{}' NOT NULL,
	"message_id" uuid,
	"batch_id" uuid,
	"attempt" text NOT NULL,
	"refusal" text,
	"warnings" text[] DEFAULT '{}' NOT NULL,
	"held_until" timestamp (3) with time zone,
	"asked_by" uuid,
	CONSTRAINT "send_verdicts_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
ALTER TABLE "send_verdicts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "template_versions" (
	"organization_id" uuid NOT NULL,
	"template_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"body" text NOT NULL,
	"written_by" uuid,
	"written_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "template_versions_organization_id_template_id_version_pk" PRIMARY KEY("organization_id","template_id","version")
);
--> statement-breakpoint
ALTER TABLE "template_versions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "templates" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"purpose" text NOT NULL,
	"language" text NOT NULL,
	"is_default" boolean DEFAULT false NOT NULL,
	"archived_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "templates_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
ALTER TABLE "templates" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "tasks" ALTER COLUMN "reply_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "dose_events" ADD COLUMN "period_id" uuid;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "batch_id" uuid;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "template_id" uuid;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "template_version" integer;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "again_of" uuid;--> statement-breakpoint
ALTER TABLE "opt_outs" ADD COLUMN "changed_by" uuid;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "cause" text DEFAULT 'safety_word' NOT NULL;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "message_id" uuid;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "dose_ids" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "owner_id" uuid;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "due_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "opened_by" uuid;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "escalated_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "outcome" text;--> statement-breakpoint
ALTER TABLE "batches" ADD CONSTRAINT "batches_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_organization_id_patient_id_patients_organization_id_id_fk" FOREIGN KEY ("organization_id","patient_id") REFERENCES "public"."patients"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_organization_id_patient_id_patients_organization_id_id_fk" FOREIGN KEY ("organization_id","patient_id") REFERENCES "public"."patients"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "excused_periods" ADD CONSTRAINT "excused_periods_organization_id_patient_id_patients_organization_id_id_fk" FOREIGN KEY ("organization_id","patient_id") REFERENCES "public"."patients"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "send_verdicts" ADD CONSTRAINT "send_verdicts_organization_id_patient_id_patients_organization_id_id_fk" FOREIGN KEY ("organization_id","patient_id") REFERENCES "public"."patients"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "template_versions" ADD CONSTRAINT "template_versions_organization_id_template_id_templates_organization_id_id_fk" FOREIGN KEY ("organization_id","template_id") REFERENCES "public"."templates"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "templates" ADD CONSTRAINT "templates_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "batches_created" ON "batches" USING btree ("organization_id","created_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "consents_patient" ON "consents" USING btree ("organization_id","patient_id","at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "conversations_unread" ON "conversations" USING btree ("organization_id","unread_since") WHERE unread_since is not null;--> statement-breakpoint
CREATE INDEX "excused_periods_patient" ON "excused_periods" USING btree ("organization_id","patient_id","from_date");--> statement-breakpoint
CREATE UNIQUE INDEX "send_verdicts_attempt" ON "send_verdicts" USING btree ("organization_id","attempt");--> statement-breakpoint
CREATE INDEX "send_verdicts_day" ON "send_verdicts" USING btree ("organization_id","patient_id","local_date");--> statement-breakpoint
CREATE INDEX "send_verdicts_batch" ON "send_verdicts" USING btree ("organization_id","batch_id") WHERE batch_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "templates_name" ON "templates" USING btree ("organization_id","language",lower(name)) WHERE archived_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "templates_default" ON "templates" USING btree ("organization_id","purpose","language") WHERE is_default and archived_at is null;--> statement-breakpoint
CREATE INDEX "dose_events_period" ON "dose_events" USING btree ("organization_id","period_id") WHERE period_id is not null;--> statement-breakpoint
CREATE INDEX "doses_due" ON "doses" USING btree ("due_at") WHERE state in ('scheduled', 'pending');--> statement-breakpoint
CREATE INDEX "messages_batch" ON "messages" USING btree ("organization_id","batch_id") WHERE batch_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "messages_again" ON "messages" USING btree ("organization_id","again_of") WHERE again_of is not null;--> statement-breakpoint
CREATE INDEX "tasks_patient" ON "tasks" USING btree ("organization_id","patient_id");--> statement-breakpoint
CREATE UNIQUE INDEX "tasks_one_follow_up" ON "tasks" USING btree ("organization_id","patient_id","cause") WHERE kind = 'follow_up' and cause <> 'by_hand' and state <> 'closed';--> statement-breakpoint
CREATE POLICY "batches_organization" ON "batches" AS PERMISSIVE FOR ALL TO "doseline_app" USING (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "consents_organization" ON "consents" AS PERMISSIVE FOR ALL TO "doseline_app" USING (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "conversations_organization" ON "conversations" AS PERMISSIVE FOR ALL TO "doseline_app" USING (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "excused_periods_organization" ON "excused_periods" AS PERMISSIVE FOR ALL TO "doseline_app" USING (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "send_verdicts_organization" ON "send_verdicts" AS PERMISSIVE FOR ALL TO "doseline_app" USING (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "template_versions_organization" ON "template_versions" AS PERMISSIVE FOR ALL TO "doseline_app" USING (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "templates_organization" ON "templates" AS PERMISSIVE FOR ALL TO "doseline_app" USING (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);--> statement-breakpoint
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['batches', 'consents', 'conversations', 'excused_periods', 'send_verdicts',
                           'templates', 'template_versions'] LOOP
    EXECUTE format('ALTER TABLE public.%I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('GRANT SELECT, INSERT ON public.%I TO doseline_app', t);
  END LOOP;
END $$;
--> statement-breakpoint
-- Consents, verdicts and the wordings of templates are never changed once they stand.
GRANT UPDATE ON batches, conversations, excused_periods, templates TO doseline_app;
--> statement-breakpoint
CREATE TRIGGER consents_append_only BEFORE UPDATE OR DELETE ON consents
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- Whom the organization texted before consent was kept goes on being texted; the record says so.
INSERT INTO consents (organization_id, id, patient_id, kind, means, wording, at)
SELECT m.organization_id, gen_random_uuid(), m.patient_id, 'given', 'imported',
       'Texted before consent was recorded here', min(m.created_at)
  FROM messages m WHERE m.state = 'sent' GROUP BY m.organization_id, m.patient_id;
