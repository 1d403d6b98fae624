import type { AuditResult } from '#contracts/audit.ts'

/** What somebody does and did, as it stands behind their name: `[place a call, placed a call]`. */
const acts: Record<string, readonly [base: string, past: string]> = {
  placeCall: ['place a call', 'placed a call'],
  endCall: ['end a call', 'ended a call'],
  listTranscript: ['read a transcript', 'read a transcript'],
  listCallEvents: ['read the event log of a call', 'read the event log of a call'],
  updateLiveConfig: ['change a live call', 'changed a live call'],
  pauseRecording: ['pause the recording of a call', 'paused the recording of a call'],
  resumeRecording: ['resume the recording of a call', 'resumed the recording of a call'],
  createResponse: ['let the agent speak', 'let the agent speak'],
  createAgent: ['make an agent', 'made an agent'],
  updateAgent: ['change an agent', 'changed an agent'],
  removeAgent: ['delete an agent', 'deleted an agent'],
  recordingAudio: ['play a recording', 'played a recording'],
  callAudio: ['play the sound of a call', 'played the sound of a call'],
  retryRecording: ['fetch a recording again', 'had a recording fetched again'],
  deleteCall: ['have a call deleted', 'had a call deleted'],
  callDeleted: ['delete a call', 'deleted a call'],
  transcriptDeleted: ['delete a transcript', 'deleted a transcript'],
  recordingDeleted: ['delete a recording', 'deleted a recording'],
  deleteCalls: ['have calls deleted', 'had calls deleted'],
  deleteTranscript: ['have a transcript deleted', 'had a transcript deleted'],
  setLegalHold: ['change the legal hold of a call', 'changed the legal hold of a call'],
  updateKeeping: ['change how long is kept', 'changed how long is kept'],
  findHoldings: ['look up what is held on a number', 'looked up what is held on a number'],
  deleteHoldings: ['have all on a number deleted', 'had all on a number deleted'],
  exportHoldings: ['export all on a number', 'exported all on a number'],
  exportTranscript: ['export a transcript', 'exported a transcript'],
  exportCall: ['export a call', 'exported a call'],
  exportCalls: ['export a list of calls', 'exported a list of calls'],
  exportSelection: ['export calls', 'exported calls'],
  tagCalls: ['tag calls', 'tagged calls'],
  deleteRecording: ['have a recording deleted', 'had a recording deleted'],
  setUp: ['make the first account', 'made the first account'],
  feedTicket: ['open the live feed', 'opened the live feed'],
  signIn: ['sign in', 'signed in'],
  finishSignIn: ['give the second factor', 'gave the second factor'],
  finishSignInByRecoveryCode: ['sign in by a recovery code', 'signed in by a recovery code'],
  signOut: ['sign out', 'signed out'],
  updatePerson: ['change a role', 'changed a role'],
  removePerson: ['remove an operator', 'removed an operator'],
  createResetLink: ['make a password link', 'made a password link'],
  endPersonSession: ['sign an operator out', 'signed an operator out'],
  invitePerson: ['invite somebody', 'invited somebody'],
  withdrawInvitation: ['withdraw an invitation', 'withdrew an invitation'],
  acceptInvitation: ['accept an invitation', 'accepted an invitation'],
  resetPassword: ['set a new password by a link', 'set a new password by a link'],
  changePassword: ['change their password', 'changed their password'],
  endOwnSession: ['end a session of their own', 'ended a session of their own'],
  beginTotp: ['set up a second factor', 'began to set up a second factor'],
  confirmTotp: ['confirm the second factor', 'confirmed the second factor'],
  removeTotp: ['give up the second factor', 'gave up the second factor'],
  createApiKey: ['make a key', 'made a key'],
  updateApiKey: ['change a key', 'changed a key'],
  rotateApiKey: ['rotate a key', 'rotated a key'],
  revokeApiKey: ['revoke a key', 'revoked a key'],
  updateSpendingLimits: ['change the limits', 'changed the limits'],
  exportAudit: ['export the audit log', 'exported the audit log'],
  voiceWebhook: ['hand over a call', 'handed over a call'],
  twiml: ['hand over a call by the short address', 'handed over a call by the short address'],
  statusWebhook: ['tell how a call goes', 'told how a call goes'],
  recordingWebhook: ['tell of a recording', 'told of a recording'],
  amdWebhook: ['tell who answered', 'told who answered'],
  afterStreamWebhook: ['ask how a call goes on', 'asked how a call goes on'],
  callIncomingWebhook: ['hand over a call by SIP', 'handed over a call by SIP'],
}

/**
 * An act behind the name of whoever did it. `summary`: the endpoint's own, for
 * acts that have no phrase yet.
 */
export function actWords(action: string, result: AuditResult, summary?: string): string {
  const phrase = acts[action]
  if (phrase === undefined) return summary ? `used “${summary}”` : `used ${action}`
  return result === 'done' ? phrase[1] : `tried to ${phrase[0]}`
}

/** An act by itself, as the filter lists it: `Placed a call`. */
export function actLabel(action: string, summary: string): string {
  const past = acts[action]?.[1]
  return past === undefined ? summary : past.charAt(0).toUpperCase() + past.slice(1)
}
