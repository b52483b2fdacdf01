-- Stores several plugin calls before their organizations are known, in one round trip and one
-- transaction. It runs as the system role and can do just this. No two may have the same key.
CREATE FUNCTION store_calls(p_calls jsonb)
RETURNS TABLE (reply_id uuid, dedupe_key text, organization_id uuid, state text, is_new boolean)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  WITH only_active AS (
    SELECT CASE WHEN count(*) = 1 THEN (array_agg(o.id))[1] END AS id
      FROM organizations o WHERE o.is_active),
  calls AS (
    SELECT c.*, coalesce(
             (SELECT o.id FROM organizations o WHERE o.id = c.organization_id),
             (SELECT a.id FROM only_active a)) AS home
      FROM jsonb_to_recordset(p_calls) AS c (id uuid, dedupe_key text, payload jsonb,
        received_at timestamptz, trace_id text, event_at timestamptz, sender_kind text,
        sender_id text, from_phone text, to_phone text, body text, inbound_message_id text,
        previous_message_id text, organization_id uuid, is_readable boolean))
  INSERT INTO replies AS r (organization_id, id, dedupe_key, payload, received_at, trace_id,
    state, reason, event_at, sender_kind, sender_id, from_phone, to_phone, body,
    inbound_message_id, previous_message_id)
  SELECT home, id, dedupe_key, payload, received_at, trace_id,
         CASE WHEN home IS NOT NULL THEN 'received'
              WHEN is_readable THEN 'quarantined' ELSE 'failed' END,
         CASE WHEN home IS NOT NULL THEN NULL
              WHEN is_readable THEN 'unknown_organization' ELSE 'bad_shape' END,
         event_at, sender_kind, sender_id, from_phone, to_phone, body, inbound_message_id,
         previous_message_id
    FROM calls ORDER BY dedupe_key
  ON CONFLICT (dedupe_key) DO UPDATE SET delivery_count = r.delivery_count + 1
  RETURNING r.id, r.dedupe_key, r.organization_id, r.state, r.xmax = 0
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION store_calls FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION store_calls TO doseline_app;
--> statement-breakpoint
GRANT CREATE ON SCHEMA public TO doseline_system;
--> statement-breakpoint
ALTER FUNCTION store_calls OWNER TO doseline_system;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM doseline_system;
--> statement-breakpoint
DROP FUNCTION store_call;
