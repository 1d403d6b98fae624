/**
 * Counts what a media stream lost: messages are numbered from 1 in steps of one
 * (Twilio's docs, "Media Streams: WebSocket messages"). The answer to each
 * number is how many never came before it. What has no number, or an old one,
 * says nothing.
 */
export function watchSequence(): (sequenceNumber: number | undefined) => number {
  let last: number | null = null
  return (sequenceNumber) => {
    if (sequenceNumber === undefined || (last !== null && sequenceNumber <= last)) return 0
    const missed = last === null ? 0 : sequenceNumber - last - 1
    last = sequenceNumber
    return missed
  }
}
