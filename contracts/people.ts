import { z } from 'zod'
import { roleSchema } from './scope.ts'

/** An operator as the owner sees them. */
export const personSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    role: roleSchema,
    /** A second factor is set up. */
    twoFactor: z.boolean(),
    createdAt: z.iso.datetime(),
    lastSeenAt: z.iso.datetime().nullable(),
    sessions: z.number().int(),
  })
  .meta({ id: 'Person' })
export type Person = z.infer<typeof personSchema>

/** A signed-in browser. */
export const signedInSessionSchema = z
  .object({
    id: z.string(),
    createdAt: z.iso.datetime(),
    lastSeenAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    address: z.string().nullable(),
    userAgent: z.string().nullable(),
    /** The one that asks. */
    current: z.boolean(),
  })
  .meta({ id: 'SignedInSession' })
export type SignedInSession = z.infer<typeof signedInSessionSchema>

export const invitationSchema = z
  .object({
    id: z.string(),
    role: roleSchema,
    email: z.string(),
    createdAt: z.iso.datetime(),
    createdBy: z.string().nullable(),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: 'Invitation' })
export type Invitation = z.infer<typeof invitationSchema>

export const invitePersonSchema = z.object({
  email: z.email('Write an e-mail address like ada@example.com.').max(200),
  role: roleSchema,
})
export type InvitePerson = z.infer<typeof invitePersonSchema>

/** A link that works once, shown once; `url` carries its secret behind the `#`, where no log sees it. */
export const oneTimeLinkSchema = z.object({ url: z.string(), expiresAt: z.iso.datetime() })
export type OneTimeLink = z.infer<typeof oneTimeLinkSchema>

export const newInvitationSchema = oneTimeLinkSchema.extend({ invitation: invitationSchema })
export type NewInvitation = z.infer<typeof newInvitationSchema>

export const updatePersonSchema = z.object({ role: roleSchema })
export type UpdatePerson = z.infer<typeof updatePersonSchema>

const token = z.string().min(1).max(200)
export const linkTokenSchema = z.object({ token })

/** What a link is for, to whoever holds it. */
export const openedLinkSchema = z.object({
  email: z.string(),
  /** Null: the link resets a password. */
  role: roleSchema.nullable(),
  expiresAt: z.iso.datetime(),
})
export type OpenedLink = z.infer<typeof openedLinkSchema>

/** Same rules as the first owner's account (contracts/rest/operator.ts). */
export const passwordCharactersMin = 12
export const passwordSchema = z
  .string()
  .min(passwordCharactersMin, `Choose a password of at least ${passwordCharactersMin} characters.`)
  .max(128)

export const acceptInvitationSchema = z.object({
  token,
  name: z.string().trim().min(1, 'Say how you are called.').max(80),
  password: passwordSchema,
})
export type AcceptInvitation = z.infer<typeof acceptInvitationSchema>

export const resetPasswordSchema = z.object({ token, password: passwordSchema })
export type ResetPassword = z.infer<typeof resetPasswordSchema>

export const changePasswordSchema = z.object({
  current: z.string().min(1).max(128),
  next: passwordSchema,
})
export type ChangePassword = z.infer<typeof changePasswordSchema>

/** To switch the second factor on or off, the password is asked for again. */
export const ownPasswordSchema = z.object({ password: z.string().min(1).max(128) })

/** What an authenticator app is given: `uri` as a QR code, or `secret` typed in. */
export const totpSetupSchema = z.object({ uri: z.string(), secret: z.string() })
export type TotpSetup = z.infer<typeof totpSetupSchema>

export const totpCodeSchema = z.object({
  code: z.string().regex(/^\d{6}$/, 'The code is six digits.'),
})

/** Each opens the account once where the authenticator is lost. Shown once. */
export const recoveryCodesSchema = z.object({ codes: z.array(z.string()) })
export type RecoveryCodes = z.infer<typeof recoveryCodesSchema>
