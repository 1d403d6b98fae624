import { expect, test } from 'vitest'
import { feedChangeSchema, type FeedChange } from '#contracts/feed.ts'
import { listAgentsEndpoint } from '#contracts/rest/agent-endpoints.ts'
import {
  findCallEndpoint,
  listCallEventsEndpoint,
  listTranscriptEndpoint,
  listTurnsEndpoint,
} from '#contracts/rest/call-endpoints.ts'
import { findRecordingEndpoint } from '#contracts/rest/recording-endpoints.ts'
import { roleSchema, scopeSchema } from '#contracts/scope.ts'
import { may } from './may.ts'
import { mayHear } from './may-hear.ts'
import { scopesOfRole } from './scopes-of-role.ts'

/** Where what a change tells is read over REST. */
const restOf: Record<FeedChange['kind'], { scope: (typeof scopeSchema.options)[number] }> = {
  call: findCallEndpoint,
  parties: findCallEndpoint,
  line: listTranscriptEndpoint,
  event: listCallEventsEndpoint,
  turn: listTurnsEndpoint,
  recording: findRecordingEndpoint,
  recordingDeleted: findRecordingEndpoint,
  callDeleted: findCallEndpoint,
  agentsChanged: listAgentsEndpoint,
}
const kinds = feedChangeSchema.options.map(({ shape }) => shape.kind.value)

test('[FEED-12] the feed tells with each scope what REST tells with it', () => {
  for (const kind of kinds) {
    for (const scope of scopeSchema.options) {
      expect(mayHear([scope], kind), `${kind} with ${scope}`).toBe(may([scope], restOf[kind].scope))
    }
  }
})

test('every role hears calls', () => {
  for (const role of roleSchema.options) expect(mayHear(scopesOfRole(role), 'call')).toBe(true)
})
