DROP INDEX "audit_patient";--> statement-breakpoint
DROP INDEX "audit_time";--> statement-breakpoint
DROP INDEX "messages_patient";--> statement-breakpoint
DROP INDEX "messages_trouble";--> statement-breakpoint
DROP INDEX "patient_summaries_need";--> statement-breakpoint
DROP INDEX "replies_patient";--> statement-breakpoint
DROP INDEX "replies_phone";--> statement-breakpoint
DROP INDEX "replies_queue";--> statement-breakpoint
CREATE INDEX "audit_patient" ON "audit" USING btree ("organization_id","patient_id","at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "audit_time" ON "audit" USING btree ("organization_id","at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "messages_patient" ON "messages" USING btree ("organization_id","patient_id","created_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "messages_trouble" ON "messages" USING btree ("organization_id","created_at" DESC NULLS FIRST) WHERE state in ('failed', 'unknown');--> statement-breakpoint
CREATE INDEX "patient_summaries_need" ON "patient_summaries" USING btree ("organization_id","need" DESC NULLS FIRST,"patient_id");--> statement-breakpoint
CREATE INDEX "replies_patient" ON "replies" USING btree ("organization_id","patient_id","received_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "replies_phone" ON "replies" USING btree ("organization_id","from_phone","received_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "replies_queue" ON "replies" USING btree ("organization_id","received_at" DESC NULLS FIRST) WHERE state in ('review', 'unmatched', 'quarantined', 'failed');