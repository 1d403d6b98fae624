import type { z } from 'zod'
import type { ProblemCode } from '../problem.ts'
import type { Scope } from '../scope.ts'

/**
 * Who may call an address. `caller`: an API key or a signed-in operator;
 * `operator`: a signed-in operator only; `carrier` and `model`: that vendor, by
 * signature.
 */
export type Access = 'public' | 'caller' | 'operator' | 'carrier' | 'model'

/** One possible answer. `schema` null: no body, or bytes of (one of) `contentType`. */
export type EndpointResponse = {
  description: string
  schema: z.ZodType | null
  contentType?: string | readonly string[]
}

/**
 * One address of the REST interface: what it takes, what it answers and how it
 * may refuse. The same object parses the request and writes the OpenAPI
 * document, so that neither can lie about the other.
 */
export type Endpoint = {
  operationId: string
  tag: string
  summary: string
  description?: string
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** With parameters in braces, as in `/api/calls/{id}`. */
  path: string
  access: Access
  /** What a key or an operator must be allowed; null: any of them may. */
  scope: Scope | null
  /** Entered in the audit log: it changes something, or reads what somebody said. */
  audited: boolean
  params?: z.ZodObject
  query?: z.ZodObject
  headers?: z.ZodObject
  body?: z.ZodType
  /** Left out: `application/json`. */
  bodyType?: 'application/x-www-form-urlencoded'
  responses: { readonly [status: number]: EndpointResponse }
  problems: readonly ProblemCode[]
}

/** Keeps an endpoint's literal types, so that its handler is checked against its own schemas. */
export function endpoint<const E extends Endpoint>(described: E): E {
  return described
}
