ALTER TABLE "tasks" ADD COLUMN "level" text;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "phrase_id" text;