import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiResponsesObject,
} from 'zod-openapi'
import type { Endpoint, EndpointResponse } from '#contracts/rest/endpoint.ts'
import { endpoints } from '#contracts/rest/endpoints.ts'
import { namedSchemas } from '#contracts/rest/named-schemas.ts'
import type { ProblemCode } from '#contracts/problem.ts'
import { problemTable, problemType } from './problem-table.ts'

/** The OpenAPI 3.1 document, made of the schemas that parse the requests. */
export function openApiDocument(publicUrl: string) {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {}
  for (const endpoint of endpoints) {
    const path = (paths[endpoint.path] ??= {})
    path[endpoint.method.toLowerCase()] = operationOf(endpoint)
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Switchboard',
      version: '0.1.0',
      description: 'Place, watch, steer and play back AI phone calls.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: publicUrl }],
    paths,
    components: {
      securitySchemes: {
        apiKey: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
        bearer: { type: 'http', scheme: 'bearer' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: `${publicUrl.startsWith('https:') ? '__Secure-' : ''}switchboard.session_token`,
        },
        carrierSignature: { type: 'apiKey', in: 'header', name: 'X-Twilio-Signature' },
        modelSignature: {
          type: 'apiKey',
          in: 'header',
          name: 'webhook-signature',
          description: 'Standard Webhooks, with webhook-id and webhook-timestamp.',
        },
      },
    },
  })
}

function operationOf(endpoint: Endpoint): ZodOpenApiOperationObject {
  const { operationId, tag, summary, description, params, query, headers, body } = endpoint
  const type = endpoint.bodyType ?? 'application/json'
  return {
    operationId,
    tags: [tag],
    summary,
    ...(description !== undefined && { description }),
    security: securityOf(endpoint),
    requestParams: {
      ...(params && { path: params }),
      ...(query && { query }),
      ...(headers && { header: headers }),
    },
    ...(body && { requestBody: { required: true, content: { [type]: { schema: body } } } }),
    responses: { ...answersOf(endpoint), ...refusalsOf(endpoint) },
  }
}

function securityOf({ access }: Endpoint): Record<string, string[]>[] {
  if (access === 'public') return []
  if (access === 'carrier') return [{ carrierSignature: [] }]
  if (access === 'model') return [{ modelSignature: [] }]
  if (access === 'operator') return [{ session: [] }]
  return [{ apiKey: [] }, { bearer: [] }, { session: [] }]
}

function answersOf({ responses }: Endpoint): ZodOpenApiResponsesObject {
  return Object.fromEntries(
    Object.entries(responses).map(([status, { description, ...content }]) => [
      status,
      { description, content: contentOf(content) },
    ]),
  )
}

function contentOf({ schema, contentType }: Omit<EndpointResponse, 'description'>) {
  if (schema !== null) return { 'application/json': { schema } }
  if (contentType === undefined) return {}
  return Object.fromEntries(
    [contentType]
      .flat()
      .map((type) => [type, { schema: { type: 'string' as const, contentMediaType: type } }]),
  )
}

/** Every way to be refused, by status; several problems may share one. */
function refusalsOf(endpoint: Endpoint): ZodOpenApiResponsesObject {
  const byStatus = Map.groupBy(problemsOf(endpoint), (code) => problemTable[code].status)
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      String(status),
      {
        description: codes
          .map((code) => `${problemTable[code].title} (${problemType(code)})`)
          .join('; '),
        content: { 'application/problem+json': { schema: namedSchemas.problem } },
      },
    ]),
  )
}

/** Its own problems, and those that come with asking who asks and with parsing. */
function problemsOf(endpoint: Endpoint): ProblemCode[] {
  const codes = new Set<ProblemCode>(endpoint.problems)
  if (endpoint.access === 'caller' || endpoint.access === 'operator') codes.add('unauthenticated')
  if (endpoint.access !== 'public') codes.add('forbidden')
  if (takesInput(endpoint)) codes.add('bad-request')
  if (endpoint.body !== undefined) codes.add('body-too-large').add('request-timeout')
  if (endpoint.body !== undefined && !isSigned(endpoint)) codes.add('unsupported-media-type')
  return [...codes.add('too-many-requests'), 'internal']
}

/** Of a vendor's webhook the signature decides, whatever its body says it is. */
function isSigned({ access }: Endpoint): boolean {
  return access === 'carrier' || access === 'model'
}

function takesInput({ params, query, headers, body }: Endpoint): boolean {
  return [params, query, headers, body].some((schema) => schema !== undefined)
}
