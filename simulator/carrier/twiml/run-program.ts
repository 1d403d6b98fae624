import { unreachable } from '#core/unreachable.ts'
import { runDial } from '../calls/run-dial.ts'
import { startRecording } from '../recordings/record-call.ts'
import { runConnectStream } from './connect-stream.ts'
import { playDigits, playFile, say } from './play-audio.ts'
import type { Program, Verb } from './program.ts'
import { NEXT, warn, type Outcome, type Run } from './run.ts'

/** Executes verb after verb. After the last one, as after `<Hangup>`, the call is to be hung up. */
export async function runProgram(run: Run, program: Program): Promise<Outcome> {
  for (const verb of program) {
    const outcome = await runVerb(run, verb)
    if (run.signal.aborted || outcome.kind !== 'next') return outcome
  }
  return { kind: 'hangUp' }
}

async function runVerb(run: Run, verb: Verb): Promise<Outcome> {
  switch (verb.verb) {
    case 'connectStream':
      return runConnectStream(run, verb.stream, verb.action)
    case 'startRecording': {
      const recording = { ...verb.recording, source: 'StartCallRecordingAPI' } as const
      startRecording(run.exchange, run.call, recording)
      return NEXT
    }
    case 'say':
      return say(run, verb.text, verb.voice, verb.loop)
    case 'play':
      return playFile(run, verb.url, verb.loop)
    case 'playDigits':
      return playDigits(run, verb.digits)
    case 'pause':
      await run.exchange.timeline.wait(verb.lengthS * 1_000, run.signal)
      return NEXT
    case 'dial':
      return runDial(run, verb)
    case 'redirect':
      return { kind: 'goTo', target: verb.to, extra: {} }
    case 'reject':
    case 'hangUp':
      return { kind: 'hangUp' }
    case 'unsupported':
      warn(run, verb.code, verb.problem)
      return NEXT
    default:
      return unreachable(verb)
  }
}
