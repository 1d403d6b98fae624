import { spendingSchema, updateSpendingLimitsSchema } from '../spending.ts'
import { endpoint } from './endpoint.ts'

export const readSpendingEndpoint = endpoint({
  operationId: 'readSpending',
  tag: 'Limits',
  summary: 'What may be spent on placed calls, and what stands against it',
  method: 'GET',
  path: '/api/limits',
  access: 'caller',
  scope: 'calls:read',
  audited: false,
  responses: { 200: { description: 'As of now.', schema: spendingSchema } },
  problems: [],
})

export const updateSpendingEndpoint = endpoint({
  operationId: 'updateSpendingLimits',
  tag: 'Limits',
  summary: 'Change the spending limits',
  method: 'PATCH',
  path: '/api/limits',
  access: 'caller',
  scope: 'admin',
  audited: true,
  body: updateSpendingLimitsSchema,
  responses: { 200: { description: 'As they now are.', schema: spendingSchema } },
  problems: [],
})
