/** The stores of people and their keys; see stores.ts. */
import type { ApiKey, UpdateApiKey } from '#contracts/api-key.ts'
import type { Invitation, OpenedLink, Person, SignedInSession } from '#contracts/people.ts'
import type { Operator } from '#contracts/rest/operator.ts'
import type { Role, Scope } from '#contracts/scope.ts'

/** A key that is about to be made; of its text only the SHA-256 (`hash`) is kept. */
export type NewApiKeyRow = {
  name: string
  prefix: string
  hash: string
  scopes: readonly Scope[]
  perMinute: number | null
  expiresAt: Date | null
  createdById: string | null
}

export type ApiKeyStore = {
  /** Newest first, revoked ones included. */
  list(): Promise<ApiKey[]>
  find(id: string): Promise<ApiKey | null>
  create(key: NewApiKeyRow): Promise<ApiKey>
  update(id: string, change: UpdateApiKey): Promise<ApiKey | null>
  /** The first revocation stands. */
  revoke(id: string, at: Date): Promise<ApiKey | null>
  /** Makes `successor`, and lets the old key expire at `graceUntil` unless it does earlier. Null: no such valid key. */
  replace(
    id: string,
    successor: NewApiKeyRow,
    at: { now: Date; graceUntil: Date },
  ): Promise<ApiKey | null>
  /** The key with this hash, neither revoked nor expired at `now`. */
  findValid(hash: string, now: Date): Promise<ApiKey | null>
  /** Written once a minute and key at most. */
  recordUse(id: string, use: { at: Date; address: string | null }): Promise<void>
}

export type PeopleStore = {
  /** Whoever can sign in, the longest here first. */
  list(now: Date): Promise<Person[]>
  find(id: string, now: Date): Promise<Person | null>
  /** Whoever is no owner any more has the links withdrawn that they made as one. */
  setRole(id: string, role: Role): Promise<'done' | 'not-found' | 'last-owner'>
  /** Ends their sessions; their calls stay. */
  remove(id: string): Promise<'done' | 'not-found' | 'last-owner'>
  /** Those not expired at `now`, the last used first. */
  sessions(operatorId: string, now: Date): Promise<Omit<SignedInSession, 'current'>[]>
  /** False: this operator has no such session. */
  endSession(operatorId: string, sessionId: string): Promise<boolean>
  /** Makes room for one second factor, if there is none: two that begin at once then share it. */
  prepareTwoFactor(operatorId: string): Promise<void>
  /** Drops sign-ins that have passed the password and wait for the second factor. */
  forgetSignIns(operatorId: string): Promise<void>
  isCodeSpent(operatorId: string, code: string, now: Date): Promise<boolean>
  /** True for the first to use this code before `expiresAt`; false: it was used. */
  spendCode(operatorId: string, code: string, at: { now: Date; expiresAt: Date }): Promise<boolean>
}

export type LinkKind = 'invitation' | 'reset'

/** Links that work once: 256 random bits, of which only the SHA-256 is kept. */
export type OperatorLinkStore = {
  /** In place of an earlier invitation of this e-mail. Null: it has an account. */
  invite(invitation: {
    email: string
    role: Role
    createdById: string
    now: Date
    expiresAt: Date
  }): Promise<{ token: string; invitation: Invitation } | null>
  /** Open ones, newest first. */
  invitations(now: Date): Promise<Invitation[]>
  /** False: no such open invitation. */
  withdraw(id: string, now: Date): Promise<boolean>
  /** What a good link is for; spends nothing. */
  open(kind: LinkKind, token: string, now: Date): Promise<OpenedLink | null>
  /** Spends the link and makes the account, both or neither. */
  accept(
    token: string,
    account: { name: string; passwordHash: string },
    now: Date,
  ): Promise<{ ok: true; operator: Operator } | { ok: false; problem: 'link-used' | 'email-taken' }>
  /** In place of an earlier one of this operator. Null: no such operator. */
  createReset(reset: {
    operatorId: string
    createdById: string
    now: Date
    expiresAt: Date
  }): Promise<string | null>
  /** Spends the link, sets the password and ends all sessions; answers whose. Null: the link is not good. */
  reset(token: string, passwordHash: string, now: Date): Promise<string | null>
}
