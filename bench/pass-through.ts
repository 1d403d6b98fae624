/**
 * The bare pipe that the relay is compared with: `ws` on both sides, JSON parsed
 * once per frame, and nothing else. No ticket, no ledger, no marks, no
 * transcript, no database: the least that a Node relay can cost.
 */
import { WebSocket, WebSocketServer } from 'ws'

type Frame = { event?: string; type?: string; streamSid?: string; media?: { payload: string } }
type ModelEvent = { type: string; delta?: string }

const modelUrl = `${(process.env['OPENAI_BASE_URL'] ?? '').replace(/^http/, 'ws')}/realtime?model=bare`
const port = Number(process.env['RELAY_PORT'])
const phones = new WebSocketServer({ host: '127.0.0.1', port, perMessageDeflate: false })
const update = JSON.stringify({ type: 'session.update', session: { type: 'realtime' } })

phones.on('connection', (phone) => {
  const model = new WebSocket(modelUrl, { perMessageDeflate: false })
  let streamSid = ''
  model.on('open', () => model.send(update))
  phone.on('message', (data) => {
    const frame = JSON.parse(data.toString()) as Frame
    if (frame.event === 'start') streamSid = frame.streamSid ?? ''
    if (frame.event !== 'media' || !frame.media || model.readyState !== WebSocket.OPEN) return
    model.send(`{"type":"input_audio_buffer.append","audio":"${frame.media.payload}"}`)
  })
  model.on('message', (data) => {
    const event = JSON.parse(data.toString()) as ModelEvent
    if (event.type !== 'response.output_audio.delta') return
    phone.send(`{"event":"media","streamSid":"${streamSid}","media":{"payload":"${event.delta}"}}`)
  })
  phone.on('close', () => model.close())
  model.on('close', () => phone.close())
  model.on('error', () => phone.close())
})

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    for (const phone of phones.clients) phone.terminate()
    phones.close()
  })
}
