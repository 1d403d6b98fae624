import { connect as dial, createServer, type AddressInfo } from 'node:net'
import { once } from 'node:events'
import { performance } from 'node:perf_hooks'

/**
 * A door on loopback to the Postgres at `url` that takes the time of what goes
 * through: from the last byte of a question to the end of its answer, so that
 * what the asking process does with it is not counted.
 */
export async function timedDoor(url: string) {
  const target = new URL(url)
  let askedMs = 0
  const server = createServer((client) => {
    const postgres = dial(Number(target.port || 5432), target.hostname)
    // Else the two ends of the door wait for each other, 40 ms at a time.
    client.setNoDelay(true)
    postgres.setNoDelay(true)
    let askedAt: number | null = null
    client.on('data', (bytes) => {
      askedAt = performance.now()
      postgres.write(bytes)
    })
    postgres.on('data', (bytes) => {
      if (askedAt !== null && isReady(bytes)) {
        askedMs += performance.now() - askedAt
        askedAt = null
      }
      client.write(bytes)
    })
    for (const [one, other] of [[client, postgres] as const, [postgres, client] as const]) {
      one.on('close', () => other.destroy())
      one.on('error', () => other.destroy())
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const door = new URL(url)
  door.hostname = '127.0.0.1'
  door.port = String((server.address() as AddressInfo).port)
  return {
    url: door.href,
    /** Since it was last asked, ms that questions waited for their answers, one after the other. */
    takeMs() {
      const taken = askedMs
      askedMs = 0
      return taken
    },
    close: () => server.close(),
  }
}

/** Does it end in a ReadyForQuery message? */
function isReady(bytes: Buffer): boolean {
  const at = bytes.length - 6
  return at >= 0 && bytes[at] === 0x5a && bytes.readUInt32BE(at + 1) === 5
}
