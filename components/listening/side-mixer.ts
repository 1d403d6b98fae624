/** Whom a listener hears. */
export type Hearing = 'both' | 'caller' | 'agent'

/** How much of each channel goes to the left and to the right ear. */
export type SideGains = {
  callerLeft: number
  callerRight: number
  agentLeft: number
  agentRight: number
}

/** Both sides stand left and right, as they were recorded; one alone is in both ears. */
export function sideGains(hearing: Hearing): SideGains {
  const caller = hearing === 'agent' ? 0 : 1
  const agent = hearing === 'caller' ? 0 : 1
  return {
    callerLeft: caller,
    callerRight: hearing === 'caller' ? 1 : 0,
    agentLeft: hearing === 'agent' ? 1 : 0,
    agentRight: agent,
  }
}

/**
 * Puts a mixer between an `audio` element and the ears: the element goes on
 * streaming, its two channels are split, and each goes to either ear as far as
 * it shall be heard. An element has one mixer in its life.
 */
export function createSideMixer(audio: HTMLAudioElement) {
  const context = new AudioContext()
  const splitter = context.createChannelSplitter(2)
  const merger = context.createChannelMerger(2)
  const gain = (from: number, to: number) => {
    const node = context.createGain()
    splitter.connect(node, from)
    node.connect(merger, 0, to)
    return node.gain
  }
  const gains: Record<keyof SideGains, AudioParam> = {
    callerLeft: gain(0, 0),
    callerRight: gain(0, 1),
    agentLeft: gain(1, 0),
    agentRight: gain(1, 1),
  }
  context.createMediaElementSource(audio).connect(splitter)
  merger.connect(context.destination)
  const resume = () => {
    if (context.state === 'suspended') void context.resume()
  }
  return {
    resume,
    hear(hearing: Hearing) {
      const wanted = sideGains(hearing)
      // A jump would click; this is over in some twenty milliseconds.
      for (const [name, param] of Object.entries(gains))
        param.setTargetAtTime(wanted[name as keyof SideGains], context.currentTime, 0.005)
      resume()
    },
    close: () => void context.close(),
  }
}
