import { randomUUID } from 'node:crypto'
import { appContext } from '../app-context.ts'
import { refuse } from '../refusal.ts'
import { problemResponse } from './problem-response.ts'
import { countVisit } from './rate-limit.ts'

/** A problem document for every address below /api that does not exist. */
export async function answerUnknownPath(request: Request): Promise<Response> {
  const limited = countVisit(appContext(), request)
  if (limited !== null) return problemResponse(limited, randomUUID())
  const detail = 'There is no such address. /api/openapi.json lists those that exist.'
  return problemResponse(refuse('not-found', detail), randomUUID())
}
