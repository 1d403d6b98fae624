import { createPlayback, type Playback } from '../media/playback.ts'
import type { StreamLink } from '../media/open-stream.ts'
import type { PersonOnTheLine } from '../person/person-on-the-line.ts'
import type { Recorder } from '../recordings/recorder.ts'

const FRAME_BYTES = 160

/**
 * The audio of one leg. In every beat the person hears 20 ms (`heard`) and says 20 ms (`spoken`);
 * both frames are reused, so whoever keeps one copies it.
 */
export type Line = {
  readonly toPerson: Playback
  readonly heard: Buffer
  readonly spoken: Buffer
  person: PersonOnTheLine | null
  stream: StreamLink | null
  /** The other leg, while a `<Dial>` has the two connected: then that is what is heard. */
  peer: Line | null
  readonly recorders: Set<Recorder>
}

/** A line with nobody on it yet. */
export function createLine(): Line {
  return {
    toPerson: createPlayback(),
    heard: Buffer.alloc(FRAME_BYTES, 0xff),
    spoken: Buffer.alloc(FRAME_BYTES, 0xff),
    person: null,
    stream: null,
    peer: null,
    recorders: new Set(),
  }
}

/** Moves 20 ms of audio both ways, to everyone who listens. */
export function beatLine(line: Line): void {
  if (line.peer) line.heard.set(line.peer.spoken)
  else line.toPerson.readInto(line.heard)
  line.person?.hear(line.heard)
  if (line.person) line.person.speakInto(line.spoken)
  else line.spoken.fill(0xff)
  line.stream?.sendMedia(line.spoken)
  for (const recorder of line.recorders) recorder.append(line.spoken, line.heard)
}
