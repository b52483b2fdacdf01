CREATE TABLE "audit" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text NOT NULL,
	"verb" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"patient_id" uuid,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"trace_id" text NOT NULL,
	CONSTRAINT "audit_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
ALTER TABLE "audit" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "dose_events" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"dose_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"source" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"taken_at" timestamp (3) with time zone,
	"reply_id" uuid,
	"message_id" uuid,
	"staff_id" uuid,
	"voids" uuid,
	"reason" text,
	"recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "dose_events_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "dose_events_reply" UNIQUE("organization_id","dose_id","reply_id","kind","voids")
);
--> statement-breakpoint
ALTER TABLE "dose_events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "doses" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"patient_id" uuid NOT NULL,
	"regimen_id" uuid NOT NULL,
	"local_date" date NOT NULL,
	"slot" text NOT NULL,
	"time_zone" text NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"opens_at" timestamp (3) with time zone NOT NULL,
	"on_time_until" timestamp (3) with time zone NOT NULL,
	"closes_at" timestamp (3) with time zone NOT NULL,
	"state" text DEFAULT 'scheduled' NOT NULL,
	"taken_at" timestamp (3) with time zone,
	CONSTRAINT "doses_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "doses_occurrence" UNIQUE("organization_id","regimen_id","local_date","slot")
);
--> statement-breakpoint
ALTER TABLE "doses" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "message_doses" (
	"organization_id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"dose_id" uuid NOT NULL,
	CONSTRAINT "message_doses_organization_id_message_id_dose_id_pk" PRIMARY KEY("organization_id","message_id","dose_id")
);
--> statement-breakpoint
ALTER TABLE "message_doses" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "messages" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"patient_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"phone" text NOT NULL,
	"body" text NOT NULL,
	"parts" smallint NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"reason" text,
	"biot_message_id" text,
	"is_inferred" boolean DEFAULT false NOT NULL,
	"idempotency_key" text NOT NULL,
	"priority" smallint NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"not_before" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"window_closes_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"claimed_at" timestamp (3) with time zone,
	"sent_at" timestamp (3) with time zone,
	"requested_by" uuid,
	"trace_id" text NOT NULL,
	CONSTRAINT "messages_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "messages_idempotency" UNIQUE("organization_id","idempotency_key"),
	CONSTRAINT "messages_biot_id" UNIQUE("organization_id","biot_message_id")
);
--> statement-breakpoint
ALTER TABLE "messages" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "send_pace" (
	"id" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"per_second" integer DEFAULT 1 NOT NULL,
	"next_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "send_pace" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "organizations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"time_zone" text NOT NULL,
	"is_active" boolean DEFAULT true NOT NULL,
	"settings" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"synced_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "organizations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "opt_outs" (
	"organization_id" uuid NOT NULL,
	"phone" text NOT NULL,
	"is_opted_out" boolean NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"reply_id" uuid,
	CONSTRAINT "opt_outs_organization_id_phone_pk" PRIMARY KEY("organization_id","phone")
);
--> statement-breakpoint
ALTER TABLE "opt_outs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "patient_summaries" (
	"organization_id" uuid NOT NULL,
	"patient_id" uuid NOT NULL,
	"taken_30" integer NOT NULL,
	"expected_30" integer NOT NULL,
	"open_30" integer NOT NULL,
	"trend" real,
	"current_gap" integer NOT NULL,
	"last_taken_at" timestamp (3) with time zone,
	"need" integer NOT NULL,
	"need_reasons" jsonb NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "patient_summaries_organization_id_patient_id_pk" PRIMARY KEY("organization_id","patient_id")
);
--> statement-breakpoint
ALTER TABLE "patient_summaries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "patients" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"first_name" text,
	"last_name" text,
	"phone" text,
	"additional_phone" text,
	"locale" text,
	"time_zone_attribute" text,
	"time_zone_override" text,
	"is_enabled" boolean DEFAULT true NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	"synced_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "patients_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
ALTER TABLE "patients" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "regimen_versions" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"regimen_id" uuid NOT NULL,
	"start_date" date NOT NULL,
	"end_date" date,
	"time_zone" text NOT NULL,
	"slots" jsonb NOT NULL,
	"recurrence" jsonb NOT NULL,
	"windows" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"is_reminding" boolean DEFAULT true NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "regimen_versions_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
ALTER TABLE "regimen_versions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "regimens" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"patient_id" uuid NOT NULL,
	"medication" text NOT NULL,
	"dose_text" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "regimens_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
ALTER TABLE "regimens" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "replies" (
	"organization_id" uuid,
	"id" uuid PRIMARY KEY NOT NULL,
	"dedupe_key" text NOT NULL,
	"payload" jsonb NOT NULL,
	"delivery_count" integer DEFAULT 1 NOT NULL,
	"received_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"trace_id" text,
	"state" text DEFAULT 'received' NOT NULL,
	"reason" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"event_at" timestamp (3) with time zone,
	"sender_kind" text,
	"sender_id" text,
	"from_phone" text,
	"to_phone" text,
	"body" text,
	"normalised" text,
	"inbound_message_id" text,
	"previous_message_id" text,
	"intent" text,
	"confidence" text,
	"match_rule" text,
	"flags" text[] DEFAULT '{}' NOT NULL,
	"patient_id" uuid,
	"message_id" uuid,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	"decision_note" text,
	CONSTRAINT "replies_dedupe" UNIQUE("dedupe_key"),
	CONSTRAINT "replies_in_organization" UNIQUE("organization_id","id")
);
--> statement-breakpoint
ALTER TABLE "replies" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sessions" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"staff_id" uuid NOT NULL,
	"started_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"seen_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"refresh_token_sealed" text,
	CONSTRAINT "sessions_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
ALTER TABLE "sessions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "staff" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"role" text,
	"first_name" text,
	"last_name" text,
	"phone" text,
	"is_enabled" boolean DEFAULT true NOT NULL,
	"synced_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "staff_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
ALTER TABLE "staff" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "tasks" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"patient_id" uuid,
	"reply_id" uuid NOT NULL,
	"opened_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"acknowledged_by" uuid,
	"acknowledged_at" timestamp (3) with time zone,
	"closed_by" uuid,
	"closed_at" timestamp (3) with time zone,
	"note" text,
	CONSTRAINT "tasks_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "tasks_reply" UNIQUE("organization_id","reply_id","kind")
);
--> statement-breakpoint
ALTER TABLE "tasks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "audit" ADD CONSTRAINT "audit_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dose_events" ADD CONSTRAINT "dose_events_organization_id_dose_id_doses_organization_id_id_fk" FOREIGN KEY ("organization_id","dose_id") REFERENCES "public"."doses"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "doses" ADD CONSTRAINT "doses_organization_id_patient_id_patients_organization_id_id_fk" FOREIGN KEY ("organization_id","patient_id") REFERENCES "public"."patients"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "doses" ADD CONSTRAINT "doses_organization_id_regimen_id_regimens_organization_id_id_fk" FOREIGN KEY ("organization_id","regimen_id") REFERENCES "public"."regimens"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_doses" ADD CONSTRAINT "message_doses_organization_id_message_id_messages_organization_id_id_fk" FOREIGN KEY ("organization_id","message_id") REFERENCES "public"."messages"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_doses" ADD CONSTRAINT "message_doses_organization_id_dose_id_doses_organization_id_id_fk" FOREIGN KEY ("organization_id","dose_id") REFERENCES "public"."doses"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_organization_id_patient_id_patients_organization_id_id_fk" FOREIGN KEY ("organization_id","patient_id") REFERENCES "public"."patients"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opt_outs" ADD CONSTRAINT "opt_outs_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "patient_summaries" ADD CONSTRAINT "patient_summaries_organization_id_patient_id_patients_organization_id_id_fk" FOREIGN KEY ("organization_id","patient_id") REFERENCES "public"."patients"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "patients" ADD CONSTRAINT "patients_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "regimen_versions" ADD CONSTRAINT "regimen_versions_organization_id_regimen_id_regimens_organization_id_id_fk" FOREIGN KEY ("organization_id","regimen_id") REFERENCES "public"."regimens"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "regimens" ADD CONSTRAINT "regimens_organization_id_patient_id_patients_organization_id_id_fk" FOREIGN KEY ("organization_id","patient_id") REFERENCES "public"."patients"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "replies" ADD CONSTRAINT "replies_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_organization_id_staff_id_staff_organization_id_id_fk" FOREIGN KEY ("organization_id","staff_id") REFERENCES "public"."staff"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff" ADD CONSTRAINT "staff_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_organization_id_reply_id_replies_organization_id_id_fk" FOREIGN KEY ("organization_id","reply_id") REFERENCES "public"."replies"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_patient" ON "audit" USING btree ("organization_id","patient_id","at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "audit_time" ON "audit" USING btree ("organization_id","at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "dose_events_dose" ON "dose_events" USING btree ("organization_id","dose_id");--> statement-breakpoint
CREATE INDEX "doses_patient_due" ON "doses" USING btree ("organization_id","patient_id","due_at");--> statement-breakpoint
CREATE INDEX "doses_open" ON "doses" USING btree ("closes_at") WHERE state in ('scheduled', 'pending');--> statement-breakpoint
CREATE INDEX "message_doses_dose" ON "message_doses" USING btree ("organization_id","dose_id");--> statement-breakpoint
CREATE INDEX "messages_patient" ON "messages" USING btree ("organization_id","patient_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "messages_queue" ON "messages" USING btree ("priority","not_before") WHERE state = 'queued';--> statement-breakpoint
CREATE INDEX "messages_sending" ON "messages" USING btree ("claimed_at") WHERE state = 'sending';--> statement-breakpoint
CREATE INDEX "messages_trouble" ON "messages" USING btree ("organization_id","created_at" DESC NULLS LAST) WHERE state in ('failed', 'unknown');--> statement-breakpoint
CREATE INDEX "patient_summaries_need" ON "patient_summaries" USING btree ("organization_id","need" DESC NULLS LAST,"patient_id");--> statement-breakpoint
CREATE INDEX "patients_phone" ON "patients" USING btree ("organization_id","phone");--> statement-breakpoint
CREATE INDEX "regimen_versions_regimen" ON "regimen_versions" USING btree ("organization_id","regimen_id","start_date");--> statement-breakpoint
CREATE INDEX "regimens_patient" ON "regimens" USING btree ("organization_id","patient_id");--> statement-breakpoint
CREATE INDEX "replies_patient" ON "replies" USING btree ("organization_id","patient_id","received_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "replies_phone" ON "replies" USING btree ("organization_id","from_phone","received_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "replies_queue" ON "replies" USING btree ("organization_id","received_at" DESC NULLS LAST) WHERE state in ('review', 'unmatched', 'quarantined', 'failed');--> statement-breakpoint
CREATE INDEX "replies_received" ON "replies" USING btree ("received_at") WHERE state = 'received';--> statement-breakpoint
CREATE INDEX "staff_phone" ON "staff" USING btree ("organization_id","phone");--> statement-breakpoint
CREATE INDEX "tasks_open" ON "tasks" USING btree ("organization_id","opened_at") WHERE state <> 'closed';--> statement-breakpoint
CREATE POLICY "audit_organization" ON "audit" AS PERMISSIVE FOR ALL TO "doseline_app" USING (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "dose_events_organization" ON "dose_events" AS PERMISSIVE FOR ALL TO "doseline_app" USING (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "doses_organization" ON "doses" AS PERMISSIVE FOR ALL TO "doseline_app" USING (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "doses_system" ON "doses" AS PERMISSIVE FOR ALL TO "doseline_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "message_doses_organization" ON "message_doses" AS PERMISSIVE FOR ALL TO "doseline_app" USING (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "messages_organization" ON "messages" AS PERMISSIVE FOR ALL TO "doseline_app" USING (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "messages_system" ON "messages" AS PERMISSIVE FOR ALL TO "doseline_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "send_pace_system" ON "send_pace" AS PERMISSIVE FOR ALL TO "doseline_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "organizations_organization" ON "organizations" AS PERMISSIVE FOR ALL TO "doseline_app" USING (id = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK (id = nullif(current_setting('app.organization_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "organizations_system" ON "organizations" AS PERMISSIVE FOR ALL TO "doseline_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "opt_outs_organization" ON "opt_outs" AS PERMISSIVE FOR ALL TO "doseline_app" USING (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "patient_summaries_organization" ON "patient_summaries" AS PERMISSIVE FOR ALL TO "doseline_app" USING (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "patients_organization" ON "patients" AS PERMISSIVE FOR ALL TO "doseline_app" USING (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "patients_system" ON "patients" AS PERMISSIVE FOR ALL TO "doseline_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "regimen_versions_organization" ON "regimen_versions" AS PERMISSIVE FOR ALL TO "doseline_app" USING (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "regimens_organization" ON "regimens" AS PERMISSIVE FOR ALL TO "doseline_app" USING (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "replies_organization" ON "replies" AS PERMISSIVE FOR ALL TO "doseline_app" USING (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "replies_system" ON "replies" AS PERMISSIVE FOR ALL TO "doseline_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sessions_organization" ON "sessions" AS PERMISSIVE FOR ALL TO "doseline_app" USING (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "staff_organization" ON "staff" AS PERMISSIVE FOR ALL TO "doseline_app" USING (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "staff_system" ON "staff" AS PERMISSIVE FOR ALL TO "doseline_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "tasks_organization" ON "tasks" AS PERMISSIVE FOR ALL TO "doseline_app" USING (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);