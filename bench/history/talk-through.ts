import { setTimeout as pause } from 'node:timers/promises'
import { beginAnswer, finishAnswer } from '#tests/fixtures/scripted-talk.ts'
import { noise } from '#tests/fixtures/playing-phone.ts'
import type { LiveCall } from './recording-stage.ts'

const frameMs = 20
const frameBytes = 160
/** The agent answers for eight of each twenty seconds, in pieces of 200 ms, all at once as models do. */
const answerEveryMs = 20_000
const piecesOfAnswer = 40
const pieceBytes = 1_600
/** So much of a call's end goes by at the pace of a call: nothing is in arrears when it ends. */
const lastMs = 2_000
/** Before that, so many frames every few milliseconds. */
const framesAtOnce = 40
const breathMs = 4

/**
 * Talks through a call of `lengthMs`: the caller in every frame, the agent every
 * now and then, played and marked by the media clock. It takes a small part of that time; what
 * the relay puts down is what it would of a call that takes all of it.
 */
export async function talkThrough({ phone, session }: LiveCall, lengthMs: number): Promise<void> {
  const unheard: { name: string; behind: number }[] = []
  let queued = 0
  let arrivedBytes = 0
  let saidBytes = 0
  // Nobody looks at them again: a long call's would fill the memory.
  session.inbox.push = () => undefined
  phone.inbox.push = ({ media, mark }) => {
    const bytes = media ? Buffer.byteLength(media.payload, 'base64') : 0
    queued += bytes
    arrivedBytes += bytes
    if (mark) unheard.push({ name: mark.name, behind: queued })
  }
  const play = () => {
    queued = Math.max(0, queued - frameBytes)
    for (const mark of unheard) mark.behind -= frameBytes
    while (unheard[0] && unheard[0].behind <= 0) phone.mark(unheard.shift()?.name ?? '')
  }
  const spoken = noise(frameBytes).toString('base64')
  for (let atMs = 0; atMs < lengthMs; atMs += frameMs) {
    if (atMs % answerEveryMs === 0) {
      const item = { response: `resp_${atMs}`, item: `item_${atMs}`, text: 'So it is.' }
      const pieces = Array.from({ length: piecesOfAnswer }, () => noise(pieceBytes))
      beginAnswer(
        session,
        item,
        pieces.map((piece) => piece.toString('base64')),
      )
      finishAnswer(session, item)
      saidBytes += piecesOfAnswer * pieceBytes
      while (arrivedBytes < saidBytes) await pause(1)
    }
    phone.media(atMs, spoken)
    play()
    if (atMs >= lengthMs - lastMs) await pause(frameMs)
    else if ((atMs / frameMs) % framesAtOnce === 0) await pause(breathMs)
  }
}
