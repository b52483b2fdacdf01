import { randomUUID } from "node:crypto"
import { Hono } from "hono"
import { z } from "zod"
import { requireScope } from "./auth"
import { BiotError, readBody } from "./biot-error"
import { searchEntities } from "./search"
import { SUBSCRIPTION_SEARCHABLE } from "./search-request"
import type { World } from "./world"

const ENTITY_TYPES =
  "device,organization,organization-user,caregiver,patient,usage-session,generic-entity,command,device-alert,patient-alert,registration-code".split(
    ",",
  )
const ACTIONS =
  "_create,_update,_delete,_list,_command,_generateCertificate,_activateCertificate,_revokeCertificate,_operate,_read,_start,_stop,_remoteStart,_remoteStop,_remoteResume,_remotePause,_updateAdmin,_updateEnabledState,_login,_logout,_clear,_manage,_assign,_saveMeasurement,_monitor,_view,_saveMeasurementBulk,_incomingSms".split(
    ",",
  )

const subscriptionSchema = z.object({
  entityTypeName: z.string(),
  actionName: z.string(),
  endpoint: z.url({ protocol: /^https?$/ }),
  templateName: z.string().nullish(),
})
type Subscription = z.infer<typeof subscriptionSchema>

function checkNames({ entityTypeName, actionName }: Subscription) {
  if (!ENTITY_TYPES.includes(entityTypeName)) {
    const details = { invalidEntityType: entityTypeName, validEntityTypes: ENTITY_TYPES }
    throw new BiotError(400, "INVALID_ENTITY_TYPE_NAME", "Unknown entity type", details)
  }
  if (!ACTIONS.includes(actionName)) {
    const details = { invalidActionName: actionName, validActionNames: ACTIONS }
    throw new BiotError(400, "INVALID_ACTION_NAME", "Unknown action", details)
  }
}

const triple = (one: Subscription) => [one.entityTypeName, one.actionName, one.endpoint]

export function dispatcherRoutes(world: World) {
  const app = new Hono().basePath("/v1/hooks/notifications")
  app.post("/subscribe", async (c) => {
    requireScope(world, c, "DISPATCHER_SUBSCRIPTIONS_SUBSCRIBE")
    const body = await readBody(c, subscriptionSchema)
    checkNames(body)
    const { rows } = await world.pool.query(
      `INSERT INTO subscriptions (id, entity_type_name, action_name, endpoint, template_name)
       VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING id`,
      [randomUUID(), ...triple(body), body.templateName],
    )
    if (!rows[0]) throw new BiotError(409, "CONFLICT", "The subscription exists already")
    return c.json({ templateName: null, ...body, id: rows[0].id }, 201)
  })
  app.post("/unsubscribe", async (c) => {
    requireScope(world, c, "DISPATCHER_SUBSCRIPTIONS_UNSUBSCRIBE")
    const body = await readBody(c, subscriptionSchema)
    const { rowCount } = await world.pool.query(
      "DELETE FROM subscriptions WHERE entity_type_name = $1 AND action_name = $2 AND endpoint = $3",
      triple(body),
    )
    if (!rowCount) throw new BiotError(404, "SUBSCRIBER_NOT_FOUND", "No such subscription", body)
    return c.body(null, 204)
  })
  app.get("/", async (c) => {
    requireScope(world, c, "DISPATCHER_SUBSCRIPTIONS_SEARCH")
    const { rows } = await world.pool.query(
      `SELECT entity_type_name AS "entityTypeName", action_name AS "actionName", endpoint,
         template_name AS "templateName", id FROM subscriptions ORDER BY seq DESC`,
    )
    return c.json(searchEntities(rows, c.req.query("searchRequest"), SUBSCRIPTION_SEARCHABLE))
  })
  return app
}
