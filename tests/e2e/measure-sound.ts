import type { Page } from '@playwright/test'

export type Sound = {
  bytes: number
  seconds: number
  /** How long each channel is well above silence. */
  channels: { loudSeconds: number }[]
  /** How long both channels carry the very same loud samples: a copy, not two parties. */
  sameSeconds: number
  /** The longest stretch in which no channel holds anything but zeros. */
  silentSeconds: number
}

/** Decodes a sound file in the page, as its audio element does, and measures it. */
export async function measureSound(page: Page, url: string | null): Promise<Sound> {
  if (url === null) throw new Error('the audio element has no source')
  return page.evaluate(async (source) => {
    const file = await (await fetch(source)).arrayBuffer()
    const bytes = file.byteLength
    const audio = await new OfflineAudioContext(2, 8_000, 8_000).decodeAudioData(file)
    const channels = Array.from({ length: audio.numberOfChannels }, (_, at) =>
      audio.getChannelData(at),
    )
    const isLoud = (sample: number) => Math.abs(sample) > 0.02
    const loudSeconds = (samples: Float32Array) => {
      const block = Math.round(audio.sampleRate / 50)
      let blocks = 0
      for (let at = 0; at < samples.length; at += block) {
        if (samples.subarray(at, at + block).some(isLoud)) blocks += 1
      }
      return blocks / 50
    }
    const [left = new Float32Array(), right = new Float32Array()] = channels
    const same = left.filter((sample, at) => isLoud(sample) && sample === right[at]).length
    let [silent, longest] = [0, 0]
    for (let at = 0; at < audio.length; at += 1) {
      silent = left[at] === 0 && right[at] === 0 ? silent + 1 : 0
      longest = Math.max(longest, silent)
    }
    return {
      bytes,
      seconds: audio.duration,
      channels: channels.map((samples) => ({ loudSeconds: loudSeconds(samples) })),
      sameSeconds: same / audio.sampleRate,
      silentSeconds: longest / audio.sampleRate,
    }
  }, url)
}
