import { unreachable } from '#core/unreachable.ts'
import { createPlayback } from '../media/playback.ts'
import { TICK_MS } from '../time/clock.ts'
import { isVoice } from './loudness.ts'
import {
  answeringPerson,
  stepPerson,
  type Manner,
  type Person,
  type PersonEvent,
} from './step-person.ts'

/** A person with a phone at the ear: hears a frame, says a frame. */
export type PersonOnTheLine = {
  hear(frame: Uint8Array): void
  speakInto(frame: Uint8Array): void
  /** Resolves when the person's first line is over. */
  readonly firstLineOver: Promise<void>
}

export type PersonWishes = {
  /** Each line's audio, in the order of the manner's lines. */
  speeches: readonly Promise<Uint8Array>[]
  hangUp(): void
}

/** Puts a person on the line who behaves as `manner` says and speaks with the given audio. */
export function personOnTheLine(manner: Manner, wishes: PersonWishes): PersonOnTheLine {
  const speech = createPlayback()
  const firstLine = Promise.withResolvers<void>()
  let person: Person = answeringPerson()

  function step(event: PersonEvent): void {
    const next = stepPerson(person, event, manner)
    person = next.person
    switch (next.act.do) {
      case 'nothing':
        return
      case 'hangUp':
        return wishes.hangUp()
      case 'say':
        return void say(next.act.line)
      default:
        return unreachable(next.act)
    }
  }
  async function say(line: number): Promise<void> {
    speech.enqueue((await wishes.speeches[line]) ?? new Uint8Array())
    speech.mark(endLine)
  }
  function endLine(): void {
    firstLine.resolve()
    step({ heard: 'ownLineEnded' })
  }
  return {
    hear: (frame) => step({ heard: isVoice(frame) ? 'voice' : 'silence', durationMs: TICK_MS }),
    speakInto: (frame) => void speech.readInto(frame),
    firstLineOver: firstLine.promise,
  }
}
