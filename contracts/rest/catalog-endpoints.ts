import { z } from 'zod'
import { modelListSchema, phoneNumberSchema, voiceInfoSchema } from './catalog.ts'
import { endpoint } from './endpoint.ts'

export const listVoicesEndpoint = endpoint({
  operationId: 'listVoices',
  tag: 'Catalogue',
  summary: 'The voices an agent can have',
  method: 'GET',
  path: '/api/voices',
  access: 'caller',
  scope: null,
  audited: false,
  responses: {
    200: {
      description: 'Recommended ones first.',
      schema: z.object({ items: z.array(voiceInfoSchema) }),
    },
  },
  problems: [],
})

export const voiceSampleEndpoint = endpoint({
  operationId: 'voiceSample',
  tag: 'Catalogue',
  summary: 'Hear a voice',
  method: 'GET',
  path: '/api/voices/{voice}/sample',
  access: 'caller',
  scope: null,
  audited: false,
  params: z.object({ voice: z.string().min(1).max(50) }),
  responses: {
    200: { description: 'One spoken sentence.', schema: null, contentType: 'audio/wav' },
  },
  problems: ['not-found', 'model-unreachable'],
})

export const listModelsEndpoint = endpoint({
  operationId: 'listModels',
  tag: 'Catalogue',
  summary: 'The models, with their retirement dates',
  method: 'GET',
  path: '/api/models',
  access: 'caller',
  scope: null,
  audited: false,
  responses: { 200: { description: 'Newest first.', schema: modelListSchema } },
  problems: [],
})

export const listPhoneNumbersEndpoint = endpoint({
  operationId: 'listPhoneNumbers',
  tag: 'Catalogue',
  summary: 'The numbers this account may call from',
  method: 'GET',
  path: '/api/phone-numbers',
  access: 'caller',
  scope: 'calls:read',
  audited: false,
  responses: {
    200: {
      description: 'The default first.',
      schema: z.object({ items: z.array(phoneNumberSchema) }),
    },
  },
  problems: ['carrier-unreachable'],
})
