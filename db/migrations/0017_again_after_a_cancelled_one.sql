DROP INDEX "messages_again";--> statement-breakpoint
CREATE UNIQUE INDEX "messages_again" ON "messages" USING btree ("organization_id","again_of") WHERE again_of is not null and state <> 'cancelled';