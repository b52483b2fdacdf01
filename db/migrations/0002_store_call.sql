-- Stores a plugin call before its organization is known, in one round trip and one transaction.
-- It runs as the system role and can do just this.
CREATE FUNCTION store_call(
  p_id uuid, p_dedupe_key text, p_payload jsonb, p_received_at timestamptz, p_trace_id text,
  p_event_at timestamptz, p_sender_kind text, p_sender_id text, p_from_phone text, p_to_phone text,
  p_body text, p_inbound_message_id text, p_previous_message_id text,
  p_organization_id uuid, p_is_readable boolean
) RETURNS TABLE (reply_id uuid, organization_id uuid, state text, is_new boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
#variable_conflict use_column
DECLARE home uuid;
BEGIN
  SELECT o.id INTO home FROM organizations o WHERE o.id = p_organization_id;
  IF home IS NULL THEN
    SELECT CASE WHEN count(*) = 1 THEN (array_agg(o.id))[1] END INTO home
      FROM organizations o WHERE o.is_active;
  END IF;
  RETURN QUERY
    INSERT INTO replies AS r (organization_id, id, dedupe_key, payload, received_at, trace_id,
      state, reason, event_at, sender_kind, sender_id, from_phone, to_phone, body,
      inbound_message_id, previous_message_id)
    VALUES (home, p_id, p_dedupe_key, p_payload, p_received_at, p_trace_id,
      CASE WHEN home IS NOT NULL THEN 'received'
           WHEN p_is_readable THEN 'quarantined' ELSE 'failed' END,
      CASE WHEN home IS NOT NULL THEN NULL
           WHEN p_is_readable THEN 'unknown_organization' ELSE 'bad_shape' END,
      p_event_at, p_sender_kind, p_sender_id, p_from_phone, p_to_phone, p_body,
      p_inbound_message_id, p_previous_message_id)
    ON CONFLICT (dedupe_key) DO UPDATE SET delivery_count = r.delivery_count + 1
    RETURNING r.id, r.organization_id, r.state, r.xmax = 0;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION store_call FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION store_call TO doseline_app;
--> statement-breakpoint
GRANT CREATE ON SCHEMA public TO doseline_system;
--> statement-breakpoint
ALTER FUNCTION store_call OWNER TO doseline_system;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM doseline_system;
