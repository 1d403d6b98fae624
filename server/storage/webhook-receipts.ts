import type { Database } from './database.ts'
import type { WebhookReceiptStore } from './stores.ts'

/** What vendors have told us once. One INSERT decides who was first. */
export function createWebhookReceiptStore({ client }: Database): WebhookReceiptStore {
  return {
    async receive(ids, receivedAt) {
      const made = await client.webhookReceipt.createMany({
        data: ids.map((id) => ({ id, receivedAt })),
        skipDuplicates: true,
      })
      return made.count === ids.length
    },
    async release(ids) {
      await client.webhookReceipt.deleteMany({ where: { id: { in: [...ids] } } })
    },
    async sweep(vendor, before) {
      const swept = await client.webhookReceipt.deleteMany({
        where: { id: { startsWith: `${vendor}:` }, receivedAt: { lt: before } },
      })
      return swept.count
    },
  }
}
