import { accountPath } from '../exchange.ts'
import { rfc2822 } from '../time/dates.ts'
import { ok } from './reply.ts'
import type { RestHandler } from './rest-request.ts'

/** `GET Accounts/{sid}.json`: an active account, named so that nobody takes it for a real one. */
export const fetchAccount: RestHandler = (exchange) => {
  const createdAt = rfc2822(exchange.createdAtMs)
  return ok({
    sid: exchange.accountSid,
    owner_account_sid: exchange.accountSid,
    friendly_name: 'Simulated carrier',
    status: 'active',
    type: 'Full',
    auth_token: exchange.authToken,
    date_created: createdAt,
    date_updated: createdAt,
    uri: accountPath(exchange, '.json'),
    subresource_uris: Object.fromEntries(
      SUBRESOURCES.map(([name, file]) => [name, accountPath(exchange, `/${file}.json`)]),
    ),
  })
}

const SUBRESOURCES = [
  ['calls', 'Calls'],
  ['incoming_phone_numbers', 'IncomingPhoneNumbers'],
  ['recordings', 'Recordings'],
] as const
