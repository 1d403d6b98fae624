import { z } from 'zod'
import {
  acceptInvitationSchema,
  changePasswordSchema,
  invitationSchema,
  invitePersonSchema,
  linkTokenSchema,
  newInvitationSchema,
  oneTimeLinkSchema,
  openedLinkSchema,
  ownPasswordSchema,
  personSchema,
  recoveryCodesSchema,
  resetPasswordSchema,
  signedInSessionSchema,
  totpCodeSchema,
  totpSetupSchema,
  updatePersonSchema,
} from '../people.ts'
import { endpoint } from './endpoint.ts'
import { meSchema } from './operator.ts'

const idParams = z.object({ id: z.string().min(1).max(100) })
const sessionParams = idParams.extend({ session: z.string().min(1).max(100) })
const gone = { description: 'Done.', schema: null }
const itemsOf = <Item extends z.ZodType>(item: Item) => ({
  description: 'All of them.',
  schema: z.object({ items: z.array(item) }),
})

export const listPeopleEndpoint = endpoint({
  operationId: 'listPeople',
  tag: 'People',
  summary: 'List operators',
  method: 'GET',
  path: '/api/people',
  access: 'operator',
  scope: 'admin',
  audited: false,
  responses: { 200: itemsOf(personSchema) },
  problems: [],
})

export const updatePersonEndpoint = endpoint({
  operationId: 'updatePerson',
  tag: 'People',
  summary: 'Give an operator another role',
  method: 'PATCH',
  path: '/api/people/{id}',
  access: 'operator',
  scope: 'admin',
  audited: true,
  params: idParams,
  body: updatePersonSchema,
  responses: { 200: { description: 'The operator.', schema: personSchema } },
  problems: ['person-not-found', 'last-owner'],
})

export const removePersonEndpoint = endpoint({
  operationId: 'removePerson',
  tag: 'People',
  summary: 'Remove an operator and end their sessions',
  method: 'DELETE',
  path: '/api/people/{id}',
  access: 'operator',
  scope: 'admin',
  audited: true,
  params: idParams,
  responses: { 204: gone },
  problems: ['person-not-found', 'last-owner'],
})

export const createResetLinkEndpoint = endpoint({
  operationId: 'createResetLink',
  tag: 'People',
  summary: 'Make a link with which an operator sets a new password, once',
  method: 'POST',
  path: '/api/people/{id}/reset-link',
  access: 'operator',
  scope: 'admin',
  audited: true,
  params: idParams,
  responses: { 201: { description: 'Good for a day; shown once.', schema: oneTimeLinkSchema } },
  problems: ['person-not-found'],
})

export const listPersonSessionsEndpoint = endpoint({
  operationId: 'listPersonSessions',
  tag: 'People',
  summary: 'Where an operator is signed in',
  method: 'GET',
  path: '/api/people/{id}/sessions',
  access: 'operator',
  scope: 'admin',
  audited: false,
  params: idParams,
  responses: { 200: itemsOf(signedInSessionSchema) },
  problems: ['person-not-found'],
})

export const endPersonSessionEndpoint = endpoint({
  operationId: 'endPersonSession',
  tag: 'People',
  summary: 'Sign an operator out somewhere',
  method: 'DELETE',
  path: '/api/people/{id}/sessions/{session}',
  access: 'operator',
  scope: 'admin',
  audited: true,
  params: sessionParams,
  responses: { 204: gone },
  problems: ['session-not-found'],
})

export const listInvitationsEndpoint = endpoint({
  operationId: 'listInvitations',
  tag: 'People',
  summary: 'List invitations that are still open',
  method: 'GET',
  path: '/api/invitations',
  access: 'operator',
  scope: 'admin',
  audited: false,
  responses: { 200: itemsOf(invitationSchema) },
  problems: [],
})

export const invitePersonEndpoint = endpoint({
  operationId: 'invitePerson',
  tag: 'People',
  summary: 'Invite somebody by a link that works once',
  method: 'POST',
  path: '/api/invitations',
  access: 'operator',
  scope: 'admin',
  audited: true,
  body: invitePersonSchema,
  responses: {
    201: { description: 'Good for a week; the link is shown once.', schema: newInvitationSchema },
  },
  problems: ['email-taken'],
})

export const withdrawInvitationEndpoint = endpoint({
  operationId: 'withdrawInvitation',
  tag: 'People',
  summary: 'Withdraw an invitation',
  method: 'DELETE',
  path: '/api/invitations/{id}',
  access: 'operator',
  scope: 'admin',
  audited: true,
  params: idParams,
  responses: { 204: gone },
  problems: ['invitation-not-found'],
})

export const openInvitationEndpoint = endpoint({
  operationId: 'openInvitation',
  tag: 'People',
  summary: 'What an invitation is for',
  method: 'POST',
  path: '/api/invitations/open',
  access: 'public',
  scope: null,
  audited: false,
  body: linkTokenSchema,
  responses: { 200: { description: 'The link is good.', schema: openedLinkSchema } },
  problems: ['link-used', 'forbidden'],
})

export const acceptInvitationEndpoint = endpoint({
  operationId: 'acceptInvitation',
  tag: 'People',
  summary: 'Accept an invitation and sign in',
  method: 'POST',
  path: '/api/invitations/accept',
  access: 'public',
  scope: null,
  audited: true,
  body: acceptInvitationSchema,
  responses: { 201: { description: 'The answer sets the session cookie.', schema: meSchema } },
  problems: ['link-used', 'email-taken', 'forbidden'],
})

export const openResetLinkEndpoint = endpoint({
  operationId: 'openResetLink',
  tag: 'People',
  summary: 'Whose password a link resets',
  method: 'POST',
  path: '/api/password-resets/open',
  access: 'public',
  scope: null,
  audited: false,
  body: linkTokenSchema,
  responses: { 200: { description: 'The link is good.', schema: openedLinkSchema } },
  problems: ['link-used', 'forbidden'],
})

export const resetPasswordEndpoint = endpoint({
  operationId: 'resetPassword',
  tag: 'People',
  summary: 'Set a new password by a link; every session of the account ends',
  method: 'POST',
  path: '/api/password-resets',
  access: 'public',
  scope: null,
  audited: true,
  body: resetPasswordSchema,
  responses: { 204: gone },
  problems: ['link-used', 'forbidden'],
})

export const changePasswordEndpoint = endpoint({
  operationId: 'changePassword',
  tag: 'People',
  summary: 'Change one’s own password; every other session ends',
  method: 'POST',
  path: '/api/me/password',
  access: 'operator',
  scope: null,
  audited: true,
  body: changePasswordSchema,
  responses: { 204: gone },
  problems: ['password-wrong'],
})

export const listOwnSessionsEndpoint = endpoint({
  operationId: 'listOwnSessions',
  tag: 'People',
  summary: 'Where one is signed in',
  method: 'GET',
  path: '/api/me/sessions',
  access: 'operator',
  scope: null,
  audited: false,
  responses: { 200: itemsOf(signedInSessionSchema) },
  problems: [],
})

export const endOwnSessionEndpoint = endpoint({
  operationId: 'endOwnSession',
  tag: 'People',
  summary: 'Sign out somewhere',
  method: 'DELETE',
  path: '/api/me/sessions/{id}',
  access: 'operator',
  scope: null,
  audited: true,
  params: idParams,
  responses: { 204: gone },
  problems: ['session-not-found'],
})

export const beginTotpEndpoint = endpoint({
  operationId: 'beginTotp',
  tag: 'People',
  summary: 'Begin to set up a second factor',
  method: 'POST',
  path: '/api/me/totp',
  access: 'operator',
  scope: null,
  audited: true,
  body: ownPasswordSchema,
  responses: {
    200: { description: 'Not in force until a code has been confirmed.', schema: totpSetupSchema },
  },
  problems: ['password-wrong', 'two-factor-state'],
})

export const confirmTotpEndpoint = endpoint({
  operationId: 'confirmTotp',
  tag: 'People',
  summary: 'Confirm a second factor by its first code',
  method: 'POST',
  path: '/api/me/totp/confirm',
  access: 'operator',
  scope: null,
  audited: true,
  body: totpCodeSchema,
  responses: {
    200: { description: 'In force; recovery codes are shown once.', schema: recoveryCodesSchema },
  },
  problems: ['code-wrong', 'two-factor-state'],
})

export const removeTotpEndpoint = endpoint({
  operationId: 'removeTotp',
  tag: 'People',
  summary: 'Give up the second factor',
  method: 'DELETE',
  path: '/api/me/totp',
  access: 'operator',
  scope: null,
  audited: true,
  body: ownPasswordSchema,
  responses: { 204: gone },
  problems: ['password-wrong', 'two-factor-state'],
})
