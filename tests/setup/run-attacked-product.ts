import { randomBytes } from 'node:crypto'
import type { TestProject } from 'vitest/node'
import { setup as prepareDump, testDatabase } from '#tests/fixtures/database.ts'
import { scriptedHttp } from '#tests/fixtures/scripted-http.ts'
import { startProduct } from './start-product.ts'

/** What an attack may know, being our own: where the product is, and all of its secrets. */
export type Attacked = {
  url: string
  relayUrl: string
  databaseUrl: string
  /** By the name of its variable. */
  secrets: Record<string, string>
  accountSid: string
}

declare module 'vitest' {
  export interface ProvidedContext {
    attacked: Attacked
  }
}

/**
 * The product for tests/security, running as `npm start` runs it, with vendors
 * that take and answer nothing, so that whatever reaches them is a finding.
 */
export default async function runAttackedProduct(project: TestProject) {
  await prepareDump()
  const database = await testDatabase()
  const vendor = await scriptedHttp(() => undefined)
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
  project.provide('attacked', { url, relayUrl, databaseUrl: database.url, secrets, accountSid })
  return async () => {
    await product.stop()
    await vendor.close()
    await database[Symbol.asyncDispose]()
  }
}
