import type { EndReason } from '#contracts/call.ts'

/** Why a call ended, in words an operator reads: what happened, and what to do where something can be done. */
export function describeEnd(reason: EndReason): { title: string; detail: string } {
  return descriptions[reason]
}

const descriptions: Record<EndReason, { title: string; detail: string }> = {
  'caller-hung-up': { title: 'Caller hung up', detail: 'The other side ended the call.' },
  'agent-ended': { title: 'Ended by agent', detail: 'The agent said goodbye and ended the call.' },
  'no-input': { title: 'Nobody there', detail: 'The caller stayed silent, so the call was ended.' },
  'operator-ended': { title: 'Ended by operator', detail: 'An operator ended the call here.' },
  'api-ended': { title: 'Ended by program', detail: 'A program ended the call with an API key.' },
  busy: { title: 'Busy', detail: 'The number was engaged. Try again later.' },
  'no-answer': { title: 'No answer', detail: 'It rang, and nobody picked up.' },
  canceled: { title: 'Canceled', detail: 'The call was ended before anybody answered.' },
  'carrier-failed': {
    title: 'Could not be connected',
    detail: 'The carrier could not reach the number. Check that it exists and can be called.',
  },
  'carrier-refused': {
    title: 'Refused by the carrier',
    detail: 'The carrier did not accept the call. Its reason stands beside this.',
  },
  'media-lost': {
    title: 'Audio connection lost',
    detail: 'The carrier’s audio stream broke off without a goodbye.',
  },
  'model-unreachable': {
    title: 'Model not reached',
    detail: 'The model’s service could not be connected. Check its address and its status page.',
  },
  'model-refused': {
    title: 'Model refused the session',
    detail: 'The model’s service did not accept the key, the model or the configuration.',
  },
  'model-lost': {
    title: 'Model connection lost',
    detail: 'The model’s service ended the session while the call was up.',
  },
  'max-duration': {
    title: 'Longest duration reached',
    detail: 'The call reached the time limit for calls.',
  },
  'relay-stopped': {
    title: 'Relay stopped',
    detail: 'The relay was stopped while the call was up.',
  },
  'relay-lost': {
    title: 'Relay lost',
    detail: 'The relay died while the call was up, and no other could take it over in time.',
  },
  unknown: { title: 'Ended', detail: 'The carrier reported the end without a reason.' },
}
