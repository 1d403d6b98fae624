import { randomUUID } from 'node:crypto'
import { refuse } from '../refusal.ts'
import { problemResponse } from './problem-response.ts'

/** A problem document for every address below /api that does not exist. */
export async function answerUnknownPath(): Promise<Response> {
  const detail = 'There is no such address. /api/openapi.json lists those that exist.'
  return problemResponse(refuse('not-found', detail), randomUUID())
}
