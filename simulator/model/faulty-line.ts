import { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { WebSocket } from 'ws'

/** One client's connection, which can be made to fail as networks and services do. */
export type FaultyLine = {
  send(text: string): void
  setDelay(delayMs: number): void
  /** Frozen, it neither reads nor answers, pongs included; what was held goes out when it thaws. */
  setFrozen(isFrozen: boolean): void
  /** 1006 resets the connection, any other code is a close frame. */
  drop(code: number, reason: string): void
}

const CLOSE_ABNORMAL = 1_006

/** Puts itself between the model and its client; events stay in order whatever happens. */
export function createFaultyLine(client: WebSocket, socket: Duplex): FaultyLine {
  const held: { dueAtMs: number; text: string }[] = []
  let delayMs = 0
  let isFrozen = false
  let timer: NodeJS.Timeout | undefined

  function release(): void {
    clearTimeout(timer)
    if (isFrozen) return
    for (let next = held[0]; next && next.dueAtMs <= performance.now(); next = held[0]) {
      held.shift()
      if (client.readyState === WebSocket.OPEN) client.send(next.text)
    }
    const [next] = held
    if (next) timer = setTimeout(release, Math.ceil(next.dueAtMs - performance.now()))
  }
  client.on('close', () => clearTimeout(timer))
  return {
    send(text) {
      held.push({ dueAtMs: performance.now() + delayMs, text })
      release()
    },
    setDelay(laterMs) {
      delayMs = laterMs
    },
    setFrozen(frozen) {
      isFrozen = frozen
      if (frozen) client.pause()
      else client.resume()
      release()
    },
    drop(code, reason) {
      // A frozen connection would never hear the other side's answer to a close frame.
      if (code !== CLOSE_ABNORMAL && !isFrozen) return client.close(code, reason)
      if (socket instanceof Socket) socket.resetAndDestroy()
      else client.terminate()
    },
  }
}
