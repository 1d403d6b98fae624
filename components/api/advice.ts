import type { ProblemCode } from '#contracts/problem.ts'
import { unreachable } from '#core/unreachable.ts'

/** What the operator can do about a problem, in one sentence; null where the detail already says it. */
export function adviceFor(code: ProblemCode | null): string | null {
  switch (code) {
    case null:
      return 'Check that Switchboard is running and that you are online, then try again.'
    case 'unauthenticated':
      return 'Sign in again.'
    case 'forbidden':
      return 'Ask the owner of this Switchboard for the right to do this.'
    case 'conflict':
      return 'Somebody changed this meanwhile. Reload to see the newest version.'
    case 'agent-not-found':
      return 'It may have been deleted. Choose another agent.'
    case 'agent-name-taken':
      return 'Choose another name.'
    case 'agent-is-default':
      return 'Make another agent the default first.'
    case 'number-not-ours':
      return 'Choose one of the numbers of your account to call from.'
    case 'carrier-unreachable':
      return "Check the carrier's address and credentials, and Twilio's status page."
    case 'model-unreachable':
      return "Check the model's address and key, and OpenAI's status page."
    case 'relay-unreachable':
      return 'The relay carries the audio. Check that it is running, then try again.'
    case 'recording-not-ready':
      return 'It appears here by itself as soon as the carrier has delivered it.'
    case 'format-unavailable':
      return 'Download it as WAV, or install ffmpeg where the relay runs.'
    case 'call-held':
      return 'An owner can lift the hold on the page of the call.'
    case 'internal':
      return 'Try again. If it happens again, give the request id to whoever runs this Switchboard.'
    case 'bad-request':
    case 'not-found':
    case 'call-not-found':
    case 'call-ended':
    case 'call-not-live':
    case 'recording-not-found':
    case 'recording-gone':
    case 'range-not-satisfiable':
    case 'view-not-found':
    case 'search-too-wide':
    case 'carrier-refused':
    case 'already-set-up':
    case 'key-not-found':
    case 'person-not-found':
    case 'last-owner':
    case 'invitation-not-found':
    case 'session-not-found':
    case 'email-taken':
    case 'link-used':
    case 'password-wrong':
    case 'code-wrong':
    case 'two-factor-state':
    case 'dial-refused':
    case 'limit-reached':
    case 'too-many-requests':
    case 'body-too-large':
    case 'unsupported-media-type':
    case 'request-timeout':
      return null
    default:
      return unreachable(code)
  }
}
