import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { callSchema } from '#contracts/call.ts'
import type { RecordingSources } from '#contracts/agent.ts'
import { defaultAgentConfig } from '#core/agent/default-config.ts'
import {
  appUnderTest,
  asCarrier,
  asProgram,
  OUR_NUMBER,
  type AppUnderTest,
} from '#tests/fixtures/app-under-test.ts'
import { newCall, newSid } from '#tests/fixtures/new-call.ts'

const theirNumber = '+14155550123'
const isAsked = { none: false, relay: false, carrier: true, both: true } as const

async function agentThat(app: AppUnderTest, recordedBy: RecordingSources): Promise<string> {
  const created = await app.ctx.stores.agents.create({
    name: `Recorded by ${recordedBy}`,
    config: { ...defaultAgentConfig, recordedBy },
    isDefault: true,
  })
  if (!created.ok) throw new Error('The agent could not be made.')
  return created.agent.id
}

/** Is the carrier asked to record a call out, and one in, of such an agent? */
async function asked(app: AppUnderTest, recordedBy: RecordingSources) {
  const agentId = await agentThat(app, recordedBy)
  const placed = await asProgram('POST', '/api/calls', { body: { to: theirNumber, agentId } })
  callSchema.parse(await placed.json())
  const dials = app.carrier.received.filter(({ path }) => path.endsWith('/Calls.json'))
  const fields = { From: theirNumber, To: OUR_NUMBER, Direction: 'inbound' }
  const answer = await asCarrier('/twiml', { CallSid: newSid('CA'), ...fields })
  return {
    outbound: new URLSearchParams(dials.at(-1)?.body).has('RecordingStatusCallback'),
    inbound: (await answer.text()).includes('/api/twilio/recording'),
  }
}

describe('where calls are recorded', () => {
  let app: AppUnderTest
  beforeAll(async () => {
    app = await appUnderTest()
  })
  afterAll(() => app[Symbol.asyncDispose]())

  test.each(['none', 'relay', 'carrier', 'both'] as const)(
    '[TAP-13] the carrier is asked to record where the agent says so, and not where it does not: %s',
    async (recordedBy) => {
      const isIt = isAsked[recordedBy]
      expect(await asked(app, recordedBy)).toEqual({ outbound: isIt, inbound: isIt })
    },
  )
})

describe('where nothing is recorded', () => {
  let app: AppUnderTest
  beforeAll(async () => {
    app = await appUnderTest({ ENABLE_RECORDING: 'false' })
  })
  afterAll(() => app[Symbol.asyncDispose]())

  test('[TAP-14] nobody is asked, and a carrier that reports a recording makes no row', async () => {
    expect(await asked(app, 'both')).toEqual({ outbound: false, inbound: false })
    const callSid = newSid('CA')
    const { call } = await app.ctx.stores.calls.create(newCall({ callSid }))
    const RecordingSid = newSid('RE')
    const answered = await asCarrier(`/api/twilio/recording?callId=${call.id}`, {
      CallSid: callSid,
      RecordingSid,
      RecordingStatus: 'completed',
      RecordingDuration: '12',
    })
    expect(answered.status).toBe(204)
    expect(await app.ctx.stores.recordings.find(RecordingSid)).toBeNull()
  })
})
