import { Socket } from 'node:net'
import { unreachable } from '#core/unreachable.ts'
import { commandCall, type OwnCarrier } from './carry-here.ts'
import { restoreUpgrade, type UpgradeHead } from './stream-hand-off.ts'
import type { FrontLink } from './worker-link.ts'
import type { ToWorker } from './worker-messages.ts'

export type Leave = { lettingGo: boolean }

/** Makes what a worker does with each message of its front; `line` is the socket that came with it. */
export function createDuties(
  carrier: OwnCarrier,
  link: FrontLink,
  onLeave: (order: Leave) => void,
): (message: ToWorker, line: unknown) => void {
  const { liveCalls } = carrier
  const held = new Map<number, { upgrade: UpgradeHead; line: Socket }>()

  function hold(number: number, upgrade: UpgradeHead, line: unknown): void {
    link.send({ type: 'streamTaken', number })
    // Its peer had gone before it got here.
    if (!(line instanceof Socket)) return link.send({ type: 'streamOver' })
    held.set(number, { upgrade, line })
    line.on('error', () => line.destroy())
    line.once('close', () => {
      held.delete(number)
      link.send({ type: 'streamOver' })
    })
  }

  function goOn(number: number): void {
    const stream = held.get(number)
    held.delete(number)
    if (!stream) return
    const { request, head } = restoreUpgrade(stream.upgrade, stream.line)
    carrier.take(request, head)
  }

  return (message, line) => {
    switch (message.type) {
      case 'stream':
        return hold(message.number, message.upgrade, line)
      case 'goOn':
        return goOn(message.number)
      case 'command': {
        const { id, callId, command } = message
        return void commandCall(liveCalls, callId, command).then((result) =>
          link.send({ type: 'obeyed', id, result }),
        )
      }
      case 'snapshot': {
        const snapshot = liveCalls.find(message.callId)?.snapshot() ?? null
        return link.send({ type: 'snapshot', id: message.id, snapshot })
      }
      case 'meters':
        return void carrier
          .meters()
          .then(([meters]) => link.send({ type: 'meters', id: message.id, meters: meters ?? [] }))
      case 'handOver':
        return liveCalls.find(message.callId)?.handOver(message.atOnce)
      case 'leave':
        return onLeave(message)
      case 'start':
        return undefined
      default:
        return unreachable(message)
    }
  }
}
