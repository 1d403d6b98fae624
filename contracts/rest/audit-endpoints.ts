import {
  auditEntrySchema,
  auditFilterSchema,
  auditQuerySchema,
  auditVerdictSchema,
} from '../audit.ts'
import { pageOf } from '../page.ts'
import { z } from 'zod'
import { endpoint } from './endpoint.ts'

export const listAuditEndpoint = endpoint({
  operationId: 'listAudit',
  tag: 'Audit',
  summary: 'Who did what, newest first',
  method: 'GET',
  path: '/api/audit',
  access: 'caller',
  scope: 'admin',
  audited: false,
  query: auditQuerySchema,
  responses: { 200: { description: 'One page.', schema: pageOf(auditEntrySchema) } },
  problems: [],
})

export const exportAuditEndpoint = endpoint({
  operationId: 'exportAudit',
  tag: 'Audit',
  summary: 'The audit log as a file, oldest first',
  method: 'GET',
  path: '/api/audit/export',
  access: 'caller',
  scope: 'admin',
  audited: true,
  query: auditFilterSchema.extend({ format: z.enum(['csv', 'jsonl']).default('csv') }),
  responses: {
    200: {
      description: 'Streamed, in the format asked for.',
      schema: null,
      contentType: ['text/csv', 'application/x-ndjson'],
    },
  },
  problems: [],
})

export const verifyAuditEndpoint = endpoint({
  operationId: 'verifyAudit',
  tag: 'Audit',
  summary: 'Whether the chain of the audit log is whole',
  method: 'GET',
  path: '/api/audit/verify',
  access: 'caller',
  scope: 'admin',
  audited: false,
  responses: { 200: { description: 'The verdict.', schema: auditVerdictSchema } },
  problems: [],
})
