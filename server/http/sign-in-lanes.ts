import { createHash } from 'node:crypto'
import type { AppContext } from '../context.ts'
import type { Lane } from '../limits/sign-in-throttle.ts'
import { addressKey, clientAddress } from './client-address.ts'
import { deviceOf } from './device-cookie.ts'

/** What a try counts for; `own` is forgotten once the secret was right. */
export type Lanes = { shared: Lane[]; own: Lane }

/**
 * A try at a password counts for the account and the address it comes from; or
 * for the browser alone, where that has signed in to this very account before.
 */
export function passwordLanes(ctx: AppContext, request: Request, account: string): Lanes {
  const device = deviceOf(request, account, ctx.config)
  if (device !== null) return { shared: [], own: lane(`device:${device}`) }
  return { shared: [addressLane(ctx, request)], own: lane(`account:${account}`) }
}

/** A try at a second factor counts for the address, and for the right password it follows. */
export function secondFactorLanes(ctx: AppContext, request: Request): Lanes {
  const cookie = /switchboard\.two_factor=([^;]+)/.exec(request.headers.get('cookie') ?? '')?.[1]
  const password = createHash('sha256')
    .update(cookie ?? '')
    .digest('base64url')
  return { shared: [addressLane(ctx, request)], own: lane(`second:${password}`) }
}

/** Several people may sit behind one address. */
function addressLane({ config }: AppContext, request: Request): Lane {
  const key = `address:${addressKey(clientAddress(request, config))}`
  return { key, free: 20, rememberSeconds: HOUR_SECONDS }
}

function lane(key: string): Lane {
  return { key, free: 5, rememberSeconds: 24 * HOUR_SECONDS }
}

const HOUR_SECONDS = 3_600
