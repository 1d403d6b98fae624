/** The model's half of the load: a process that serves Realtime sessions. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { nowMs } from './clock.ts'
import { interrupt } from './model-interrupt.ts'
import { modelSession, type ModelSession } from './model-session.ts'
import { startTalk, type Talk } from './model-talk.ts'
import { startPulse } from './pulse.ts'
import { seededRandom } from './random.ts'
import { createRecorder } from './recorder.ts'
import { answerQuestions } from './side.ts'
import type { Handshake, ModelQuestions } from './side-messages.ts'
import { acceptWire } from './wire-socket.ts'

const recorder = createRecorder()
const sessions = new Set<ModelSession>()
let talks: Talk[] = []
let handshakes: Handshake[] = []
let wanted: { count: number; tell: () => void } | null = null

const server = createServer()
const connectedAt = new WeakMap<Duplex, number>()
server.on('connection', (socket) => connectedAt.set(socket, nowMs()))
server.on('upgrade', (request, socket, head) => {
  const connectedMs = connectedAt.get(socket) ?? nowMs()
  const wire = acceptWire(request, socket, head)
  const createdMs = nowMs()
  let updatedMs = 0
  const session = modelSession(wire, {
    recorder,
    onUpdate: () => (updatedMs ||= nowMs()),
    onBound(call) {
      handshakes.push({ call, connectedMs, createdMs, updatedMs })
      if (wanted && handshakes.length >= wanted.count) wanted.tell()
    },
  })
  sessions.add(session)
  void wire.closed.then(() => sessions.delete(session))
})

startPulse((atMs) => {
  for (const talk of talks) talk.beat(atMs)
})

answerQuestions<ModelQuestions>({
  async listen() {
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    return { port: (server.address() as AddressInfo).port }
  },
  async handshakes({ count, withinMs }) {
    await new Promise<void>((tell) => {
      wanted = { count, tell }
      setTimeout(tell, withinMs).unref()
      if (handshakes.length >= count) tell()
    })
    wanted = null
    return handshakes.splice(0)
  },
  talk({ pieceMs }) {
    // The calls of a real exchange do not tick in step.
    const begin = nowMs()
    talks = [...sessions].map((session) =>
      startTalk(session, pieceMs, begin + Math.random() * pieceMs),
    )
    return null
  },
  quiet() {
    for (const talk of talks) talk.end()
    talks = []
    return null
  },
  measure: ({ fromMs, toMs }) => recorder.measure(fromMs, toMs),
  interrupt({ scenario, seed }) {
    const random = seededRandom(seed)
    return Promise.all([...sessions].map((session) => interrupt(session, scenario, random)))
  },
})
