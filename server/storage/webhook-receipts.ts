import type { Database } from './database.ts'
import type { WebhookReceiptStore } from './stores.ts'

/** What vendors have told us once. One INSERT decides who was first. */
export function createWebhookReceiptStore({ client }: Database): WebhookReceiptStore {
  return {
    async receive(id, receivedAt) {
      const made = await client.webhookReceipt.createMany({
        data: [{ id, receivedAt }],
        skipDuplicates: true,
      })
      return made.count === 1
    },
    async release(id) {
      await client.webhookReceipt.deleteMany({ where: { id } })
    },
    async sweep(before) {
      const swept = await client.webhookReceipt.deleteMany({
        where: { receivedAt: { lt: before } },
      })
      return swept.count
    },
  }
}
