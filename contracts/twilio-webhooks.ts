import { z } from 'zod'
import { answeredBySchema, callSidSchema, callStatusSchema } from './call.ts'
import { recordingSidSchema } from './recording.ts'

/**
 * Twilio's callbacks, as form fields (Twilio's docs, "Voice webhooks"). New
 * fields appear at any time, so only the ones that are read are named.
 */
const accountSid = z.string().regex(/^AC[0-9a-fA-F]{32}$/)

/** The call states that Twilio reports; `answered` arrives as `in-progress`. */
export const carrierStatusSchema = callStatusSchema.exclude(['created'])
export type CarrierStatus = z.infer<typeof carrierStatusSchema>

export const voiceWebhookSchema = z.object({
  AccountSid: accountSid,
  CallSid: callSidSchema,
  From: z.string().max(100).default(''),
  To: z.string().max(100).default(''),
  Direction: z.string().default('inbound'),
  CallStatus: z.string().optional(),
})
export type VoiceWebhook = z.infer<typeof voiceWebhookSchema>

export const statusWebhookSchema = z.object({
  AccountSid: accountSid,
  CallSid: callSidSchema,
  CallStatus: carrierStatusSchema,
  SequenceNumber: z.coerce.number().int().nonnegative().optional(),
  CallDuration: z.coerce.number().int().nonnegative().optional(),
  AnsweredBy: answeredBySchema.optional().catch(undefined),
  SipResponseCode: z.string().optional(),
  ErrorCode: z.string().optional(),
  ErrorMessage: z.string().optional(),
  Timestamp: z.string().optional(),
})
export type StatusWebhook = z.infer<typeof statusWebhookSchema>

export const carrierRecordingStatusSchema = z.enum(['in-progress', 'completed', 'absent', 'failed'])
export type CarrierRecordingStatus = z.infer<typeof carrierRecordingStatusSchema>

export const recordingWebhookSchema = z.object({
  AccountSid: accountSid,
  CallSid: callSidSchema,
  RecordingSid: recordingSidSchema,
  RecordingStatus: carrierRecordingStatusSchema,
  RecordingDuration: z.coerce.number().nonnegative().optional(),
  RecordingChannels: z.coerce.number().int().min(1).max(2).default(2),
  RecordingStartTime: z.string().optional(),
})
export type RecordingWebhook = z.infer<typeof recordingWebhookSchema>

export const amdWebhookSchema = z.object({
  AccountSid: accountSid,
  CallSid: callSidSchema,
  AnsweredBy: answeredBySchema,
})
export type AmdWebhook = z.infer<typeof amdWebhookSchema>

export const afterStreamWebhookSchema = z.object({
  AccountSid: accountSid,
  CallSid: callSidSchema,
  CallStatus: carrierStatusSchema.optional().catch(undefined),
})
export type AfterStreamWebhook = z.infer<typeof afterStreamWebhookSchema>
