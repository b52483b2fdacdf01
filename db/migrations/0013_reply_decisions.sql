CREATE TABLE "reply_decisions" (
	"organization_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"reply_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"decided_by" uuid NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"note" text,
	"before" jsonb NOT NULL,
	"after" jsonb NOT NULL,
	"event_ids" uuid[] NOT NULL,
	"undoes" uuid,
	CONSTRAINT "reply_decisions_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
ALTER TABLE "reply_decisions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "reply_decisions" ADD CONSTRAINT "reply_decisions_organization_id_reply_id_replies_organization_id_id_fk" FOREIGN KEY ("organization_id","reply_id") REFERENCES "public"."replies"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "reply_decisions_reply" ON "reply_decisions" USING btree ("organization_id","reply_id","at");--> statement-breakpoint
CREATE POLICY "reply_decisions_organization" ON "reply_decisions" AS PERMISSIVE FOR ALL TO "doseline_app" USING (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);--> statement-breakpoint
ALTER TABLE reply_decisions FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
-- What was decided is never changed; an undo is a decision of its own.
GRANT SELECT, INSERT ON reply_decisions TO doseline_app;
--> statement-breakpoint
CREATE TRIGGER reply_decisions_append_only BEFORE UPDATE OR DELETE ON reply_decisions
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
