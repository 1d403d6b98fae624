/** The carrier's half of the load: a process with one simulated phone a call. */
import { startPulse } from './pulse.ts'
import { createRecorder } from './recorder.ts'
import { answerQuestions } from './side.ts'
import type { CallerQuestions, Cut } from './side-messages.ts'
import { connectPhone, type SimulatedPhone } from './simulated-phone.ts'

const recorder = createRecorder()
let phones: SimulatedPhone[] = []
let cuts: Cut[] = []

startPulse((atMs) => {
  for (const phone of phones) phone.beat(atMs)
})

answerQuestions<CallerQuestions>({
  async place({ door, calls, everyMs }) {
    const placed = calls.map(async (call, index) => {
      await new Promise((resolve) => setTimeout(resolve, index * everyMs))
      const phone = await connectPhone(call, door, { recorder, onCut: (cut) => cuts.push(cut) })
      phones.push(phone)
      return { call: call.number, startMs: phone.startMs }
    })
    const settled = await Promise.allSettled(placed)
    return settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
  },
  measure: ({ fromMs, toMs }) => recorder.measure(fromMs, toMs),
  cuts() {
    const since = cuts
    cuts = []
    return since
  },
  async hangUp() {
    const leaving = phones
    phones = []
    await Promise.all(leaving.map((phone) => phone.hangUp()))
    return null
  },
})
