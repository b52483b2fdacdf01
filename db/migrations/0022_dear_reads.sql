-- Who asks stands at the beginning of every request: one statement instead of a transaction of four.
-- It runs as whoever calls it, behind the walls of the organization that the cookie names.
CREATE FUNCTION session_standing(p_organization_id uuid, p_session_id uuid, p_staff_id uuid)
RETURNS TABLE (role text, is_enabled boolean, started_at timestamptz, seen_at timestamptz,
  ended_at timestamptz)
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('app.organization_id', p_organization_id::text, true);
  RETURN QUERY
    SELECT p.role::text, p.is_enabled, s.started_at, s.seen_at, s.ended_at
      FROM sessions s JOIN staff p ON p.organization_id = s.organization_id AND p.id = s.staff_id
     WHERE s.organization_id = p_organization_id AND s.id = p_session_id
       AND s.staff_id = p_staff_id;
END
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION session_standing FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION session_standing TO doseline_app;
--> statement-breakpoint
-- How many people of other organizations have each number, and nothing else of them: within the
-- transaction that reads one's own patients. Organization by organization, for the indexes' sake.
CREATE FUNCTION owners_outside(p_organization_id uuid, p_phones text[])
RETURNS TABLE (phone text, n int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  WITH ours AS (SELECT DISTINCT unnest(p_phones) AS phone),
  elsewhere AS (SELECT o.id FROM organizations o WHERE o.id <> p_organization_id)
  SELECT owned.phone, count(*)::int FROM (
    SELECT ours.phone FROM elsewhere e
      JOIN patients p ON p.organization_id = e.id AND p.deleted_at IS NULL
      JOIN ours ON ours.phone = p.phone
    UNION ALL
    SELECT ours.phone FROM elsewhere e
      JOIN staff s ON s.organization_id = e.id AND s.deleted_at IS NULL
      JOIN ours ON ours.phone = s.phone) owned
   GROUP BY owned.phone
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION owners_outside FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION owners_outside TO doseline_app;
--> statement-breakpoint
GRANT CREATE ON SCHEMA public TO doseline_system;
--> statement-breakpoint
ALTER FUNCTION owners_outside OWNER TO doseline_system;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM doseline_system;
