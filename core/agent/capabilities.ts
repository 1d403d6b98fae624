/** What a model accepts in a session; `reason` says, in the operator's words, why not. */
export type Capability = { accepted: true } | { accepted: false; reason: string }

export type Capabilities = { temperature: Capability; reasoning: Capability }

/**
 * Capabilities by the model's name, so that a model nobody here has heard of
 * is still usable: dated and renamed variants keep their family's prefix.
 * `temperature` left the protocol with the beta; `reasoning` is refused by
 * everything before the 2.x family (OpenAI's API reference, session object).
 */
export function capabilitiesOf(model: string): Capabilities {
  return {
    temperature: {
      accepted: false,
      reason: 'Current Realtime models do not accept a temperature, so none is sent.',
    },
    reasoning:
      /^gpt-realtime-[2-9]([.]|-|$)/.test(model) && !/^gpt-realtime-20\d\d-/.test(model)
        ? { accepted: true }
        : {
            accepted: false,
            reason: 'Only the GPT Realtime 2 family reasons; this model refuses the setting.',
          },
  }
}
