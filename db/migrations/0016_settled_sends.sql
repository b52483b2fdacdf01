ALTER TABLE "messages" ADD COLUMN "settled_by" uuid;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "settled_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "settled_note" text;