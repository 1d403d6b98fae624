import OpenAI from 'openai'

/** A retry comes with a new timestamp: what is older was kept by somebody. */
const TOLERANCE_SECONDS = 300

/**
 * Whether OpenAI sent a webhook: Standard Webhooks, over the id, the time and the
 * body to the byte (OpenAI's docs, "Webhooks: verifying signatures"), five
 * minutes ago at most.
 */
export async function isFromOpenAi(webhook: {
  secret: string
  headers: Headers
  rawBody: string
}): Promise<boolean> {
  const { secret, headers, rawBody } = webhook
  // The library holds the algorithm; with this client nothing is asked of anybody.
  const { webhooks } = new OpenAI({ apiKey: 'unused', webhookSecret: secret })
  try {
    await webhooks.verifySignature(rawBody, headers, secret, TOLERANCE_SECONDS)
    return true
  } catch {
    return false
  }
}
