ALTER TABLE "dose_events" DROP CONSTRAINT "dose_events_reply";--> statement-breakpoint
ALTER TABLE "doses" ADD COLUMN "reminded" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "doses" ADD COLUMN "replied" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "dose_events_reply" ON "dose_events" USING btree ("organization_id","dose_id","reply_id","kind") WHERE source = 'patient' and voids is null;--> statement-breakpoint
UPDATE doses d SET
  reminded = EXISTS (SELECT 1 FROM dose_events e
    WHERE e.organization_id = d.organization_id AND e.dose_id = d.id
      AND e.kind = 'reminded' AND e.at <= d.closes_at),
  replied = EXISTS (SELECT 1 FROM dose_events e
    WHERE e.organization_id = d.organization_id AND e.dose_id = d.id AND e.source = 'patient')
    OR d.id IN (SELECT md.dose_id FROM replies r JOIN message_doses md
      ON md.organization_id = r.organization_id AND md.message_id = r.message_id
      WHERE r.state IN ('applied', 'review'));
