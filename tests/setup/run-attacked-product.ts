import { randomBytes } from 'node:crypto'
import type { TestProject } from 'vitest/node'
import { testDatabase } from '#tests/fixtures/database.ts'
import { scriptedHttp } from '#tests/fixtures/scripted-http.ts'
import { startProduct } from './start-product.ts'
import { ticketOf } from './ticket-of.ts'

/** What an attack may know, being our own: where the product is, and all of its secrets. */
export type Attacked = {
  url: string
  relayUrl: string
  databaseUrl: string
  /** By the name of its variable. */
  secrets: Record<string, string>
  accountSid: string
  /** A ticket that nobody has used, minted at `mintedMs` at the latest. */
  unused: { callSid: string; ticket: string; mintedMs: number }
}

declare module 'vitest' {
  export interface ProvidedContext {
    attacked: Attacked
  }
}

/**
 * The product for tests/security, running as `npm start` runs it, with vendors
 * that take and answer nothing, so that whatever reaches them is a finding; but
 * the carrier knows the call with the unused ticket, which stays up.
 */
export default async function runAttackedProduct(project: TestProject) {
  const database = await testDatabase()
  const callSid = `CA${randomBytes(16).toString('hex')}`
  const vendor = await scriptedHttp(({ method, path }) =>
    method === 'GET' && path.endsWith(`/Calls/${callSid}.json`) ? upAt(callSid) : undefined,
  )
  const secret = () => randomBytes(24).toString('hex')
  const secrets = {
    API_KEY: secret(),
    AUTH_SECRET: secret(),
    RELAY_SECRET: secret(),
    OPENAI_API_KEY: `sk-${secret()}`,
    OPENAI_WEBHOOK_SECRET: `whsec_${randomBytes(24).toString('base64')}`,
    TWILIO_AUTH_TOKEN: secret(),
  }
  const accountSid = `AC${randomBytes(16).toString('hex')}`
  const product = await startProduct({
    ...secrets,
    DATABASE_URL: database.url,
    TWILIO_ACCOUNT_SID: accountSid,
    TWILIO_PHONE_NUMBER: '+14155550100',
    TWILIO_API_BASE_URL: vendor.url,
    OPENAI_BASE_URL: `${vendor.url}/v1`,
    RATE_LIMIT_PER_MINUTE: '1000000',
  })
  const { url, relayUrl } = product
  const ticket = await ticketOf(callSid, { url, accountSid, secrets })
  const unused = { callSid, ticket, mintedMs: Date.now() }
  const databaseUrl = database.url
  project.provide('attacked', { url, relayUrl, databaseUrl, secrets, accountSid, unused })
  return async () => {
    await product.stop()
    await vendor.close()
    await database[Symbol.asyncDispose]()
  }
}

/** What the carrier says of a call that is up. */
function upAt(sid: string) {
  const body = JSON.stringify({ sid, status: 'in-progress' })
  return { status: 200, headers: { 'content-type': 'application/json' }, body }
}
