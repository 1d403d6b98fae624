import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { e164Schema } from '#contracts/e164.ts'
import { StartProblem } from './start-problem.ts'

const secretsSchema = z.object({
  authSecret: z.string().min(32),
  relaySecret: z.string().min(32),
  /** What the simulated vendors expect of us: an account, its token and number, a key. */
  twilioAccountSid: z.string().regex(/^AC[0-9a-f]{32}$/),
  twilioAuthToken: z.string().min(32),
  twilioPhoneNumber: e164Schema,
  openaiApiKey: z.string().min(1),
})
export type Secrets = z.infer<typeof secretsSchema>

/**
 * The secrets of this clone: made on the first start, kept in
 * `<dataDir>/secrets.json`, readable by its owner alone. A file that cannot be
 * understood throws {@link StartProblem}; it is never overwritten, because
 * doing so would sign every operator out.
 */
export function keepSecrets(dataDir: string): Secrets {
  const path = join(dataDir, 'secrets.json')
  if (existsSync(path)) return readSecrets(path)
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const secrets = makeSecrets()
  const unfinished = `${path}.${process.pid}`
  writeFileSync(unfinished, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 })
  renameSync(unfinished, path)
  return secrets
}

function readSecrets(path: string): Secrets {
  const parsed = secretsSchema.safeParse(parseJson(readFileSync(path, 'utf8')))
  if (!parsed.success) {
    const fields = parsed.error.issues.map((issue) => issue.path.join('.') || 'the whole file')
    throw new StartProblem(
      `${path} cannot be used (${fields.join(', ')}).\n` +
        'Mend it, or remove it to have new secrets made: operators then sign in again.',
    )
  }
  chmodSync(path, 0o600)
  return parsed.data
}

function makeSecrets(): Secrets {
  return {
    authSecret: randomBytes(32).toString('hex'),
    relaySecret: randomBytes(32).toString('hex'),
    twilioAccountSid: `AC${randomBytes(16).toString('hex')}`,
    twilioAuthToken: randomBytes(16).toString('hex'),
    // 555-0100 to 555-0199 are kept for fiction by the numbering plan.
    twilioPhoneNumber: '+14155550142',
    openaiApiKey: `sk-simulated-${randomBytes(16).toString('hex')}`,
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
