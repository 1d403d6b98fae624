import type { Exchange } from '../exchange.ts'
import type { Reply } from './reply.ts'

/** A request under the account, its form already read. */
export type RestRequest = {
  method: string
  /** The path as called, with the version and the account. */
  path: string
  query: URLSearchParams
  form: URLSearchParams
  headers: Readonly<Record<string, string | string[] | undefined>>
  /** The ids that the route found in the path, in their order. */
  sids: readonly string[]
}

export type RestHandler = (exchange: Exchange, request: RestRequest) => Reply | Promise<Reply>

/** A form's fields, a repeated key as an array: the shape that schemas parse. */
export function fieldsOf(form: URLSearchParams): Record<string, string | string[]> {
  const keys = [...new Set(form.keys())]
  return Object.fromEntries(
    keys.map((key) => {
      const values = form.getAll(key)
      return [key, values.length > 1 ? values : (values[0] ?? '')]
    }),
  )
}
