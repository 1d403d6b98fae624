import type { FeedChange } from '#contracts/feed.ts'
import type { Scope } from '#contracts/scope.ts'
import { may } from './may.ts'

/** What each kind of change tells is read over REST with the same scope. */
const needs: Record<FeedChange['kind'], Scope> = {
  call: 'calls:read',
  parties: 'calls:read',
  line: 'calls:read',
  event: 'calls:read',
  turn: 'calls:read',
  recording: 'recordings:read',
  recordingDeleted: 'recordings:read',
  callDeleted: 'calls:read',
  agentsChanged: 'calls:read',
}

/** Whether somebody with these scopes is told of a change of this kind. */
export function mayHear(scopes: readonly Scope[], kind: FeedChange['kind']): boolean {
  return may(scopes, needs[kind])
}
