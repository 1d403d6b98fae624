import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

export type TcpProxy = {
  port: number
  /** `cut`: what is open breaks and nothing new gets through. `frozen`: everything stays, nothing moves. */
  setMode(mode: 'open' | 'cut' | 'frozen'): void
  close(): Promise<void>
}

export type Target = { host: string; port: number }

/** A wire that can be cut: passes bytes on to what `pick` names for each connection; null refuses it. */
export async function startTcpProxy(pick: () => Target | null): Promise<TcpProxy> {
  const pairs = new Set<readonly [Socket, Socket]>()
  let mode: 'open' | 'cut' | 'frozen' = 'open'
  const server = createServer({ noDelay: true }, (near) => {
    const target = mode === 'cut' ? null : pick()
    if (!target) return void near.destroy()
    const far = connect({ ...target, noDelay: true })
    const pair = [near, far] as const
    pairs.add(pair)
    tie(near, far, () => pairs.delete(pair))
    tie(far, near, () => pairs.delete(pair))
    if (mode === 'frozen') near.pause()
    return undefined
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    setMode(next) {
      mode = next
      for (const socket of [...pairs].flat()) {
        if (mode === 'cut') socket.resetAndDestroy()
        else if (mode === 'frozen') socket.pause()
        else socket.resume()
      }
    },
    async close() {
      for (const socket of [...pairs].flat()) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

/** One direction: bytes, back-pressure and the end. A side that breaks takes the other along. */
function tie(from: Socket, to: Socket, gone: () => void): void {
  from.on('data', (bytes) => {
    if (!to.destroyed && !to.write(bytes)) {
      from.pause()
      to.once('drain', () => from.resume())
    }
  })
  from.on('end', () => to.end())
  from.on('error', () => to.destroy())
  from.on('close', () => {
    to.destroy()
    gone()
  })
}
