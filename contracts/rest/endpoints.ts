import * as audit from './audit-endpoints.ts'
import * as keys from './key-endpoints.ts'
import * as people from './people-endpoints.ts'
import * as spending from './spending-endpoints.ts'
import * as agents from './agent-endpoints.ts'
import * as calls from './call-endpoints.ts'
import * as catalog from './catalog-endpoints.ts'
import type { Endpoint } from './endpoint.ts'
import * as exports from './export-endpoints.ts'
import * as house from './house-endpoints.ts'
import * as keeping from './keeping-endpoints.ts'
import * as recordings from './recording-endpoints.ts'
import * as signIn from './sign-in-endpoints.ts'
import * as views from './view-endpoints.ts'
import * as webhooks from './webhook-endpoints.ts'

/** Every address of the REST interface: the one table. */
export const endpoints: readonly Endpoint[] = [
  ...Object.values(calls),
  ...Object.values(agents),
  ...Object.values(recordings),
  ...Object.values(keeping),
  ...Object.values(exports),
  ...Object.values(views),
  ...Object.values(catalog),
  ...Object.values(house),
  ...Object.values(signIn),
  ...Object.values(people),
  ...Object.values(keys),
  ...Object.values(spending),
  ...Object.values(audit),
  ...Object.values(webhooks),
]
