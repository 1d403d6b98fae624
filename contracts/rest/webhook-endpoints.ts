import { z } from 'zod'
import {
  afterStreamWebhookSchema,
  amdWebhookSchema,
  recordingWebhookSchema,
  statusWebhookSchema,
  voiceWebhookSchema,
} from '../twilio-webhooks.ts'
import { modelWebhookSchema } from '../model-webhooks.ts'
import { endpoint } from './endpoint.ts'

const form = 'application/x-www-form-urlencoded'
const twiml = { description: 'TwiML.', schema: null, contentType: 'text/xml' }
const noted = { description: 'Noted.', schema: null }

/** We name our own row in the addresses we give the carrier. */
const webhookQuery = z.object({ callId: z.string().max(100).optional() })

const count = z.coerce.number().int().nonnegative()

/** Where the carrier is told to ask once a stream is over; our own words come back to us, signed. */
const afterStreamQuery = webhookQuery.extend({
  stream: count.optional().meta({ description: 'How many streams had carried the call before.' }),
  ticket: z
    .string()
    .max(64)
    .optional()
    .meta({ description: 'The SHA-256 of the ticket that the stream was given.' }),
  since: count.optional().meta({ description: 'Since when no stream carries it, ms.' }),
  tries: count.default(0).meta({ description: 'How often it was connected in vain since then.' }),
})
export type AfterStreamQuery = z.output<typeof afterStreamQuery>

export const voiceWebhookEndpoint = endpoint({
  operationId: 'voiceWebhook',
  tag: 'Carrier webhooks',
  summary: 'A call wants to be answered',
  method: 'POST',
  path: '/api/twilio/voice',
  access: 'carrier',
  scope: null,
  audited: true,
  query: webhookQuery,
  body: voiceWebhookSchema,
  bodyType: form,
  responses: { 200: twiml },
  problems: [],
})

export const twimlEndpoint = endpoint({
  ...voiceWebhookEndpoint,
  operationId: 'twiml',
  summary: 'A call wants to be answered (the short address)',
  path: '/twiml',
})

export const statusWebhookEndpoint = endpoint({
  operationId: 'statusWebhook',
  tag: 'Carrier webhooks',
  summary: 'A call changed its status',
  method: 'POST',
  path: '/api/twilio/status',
  access: 'carrier',
  scope: null,
  audited: true,
  query: webhookQuery,
  body: statusWebhookSchema,
  bodyType: form,
  responses: { 204: noted },
  problems: [],
})

export const recordingWebhookEndpoint = endpoint({
  operationId: 'recordingWebhook',
  tag: 'Carrier webhooks',
  summary: 'A recording changed its state',
  method: 'POST',
  path: '/api/twilio/recording',
  access: 'carrier',
  scope: null,
  audited: true,
  query: webhookQuery,
  body: recordingWebhookSchema,
  bodyType: form,
  responses: { 204: noted },
  problems: [],
})

export const amdWebhookEndpoint = endpoint({
  operationId: 'amdWebhook',
  tag: 'Carrier webhooks',
  summary: 'Answering-machine detection has decided',
  method: 'POST',
  path: '/api/twilio/amd',
  access: 'carrier',
  scope: null,
  audited: true,
  query: webhookQuery,
  body: amdWebhookSchema,
  bodyType: form,
  responses: { 204: noted },
  problems: [],
})

export const afterStreamWebhookEndpoint = endpoint({
  operationId: 'afterStreamWebhook',
  tag: 'Carrier webhooks',
  summary: 'The media stream has ended: what next',
  method: 'POST',
  path: '/api/twilio/after-stream',
  access: 'carrier',
  scope: null,
  audited: true,
  query: afterStreamQuery,
  body: afterStreamWebhookSchema,
  bodyType: form,
  responses: { 200: twiml },
  problems: [],
})

export const callIncomingWebhookEndpoint = endpoint({
  operationId: 'callIncomingWebhook',
  tag: 'Model webhooks',
  summary: 'A call reaches the model by SIP',
  method: 'POST',
  path: '/api/openai/webhook/call-incoming',
  access: 'model',
  scope: null,
  audited: true,
  body: modelWebhookSchema,
  responses: { 204: noted },
  problems: [],
})
