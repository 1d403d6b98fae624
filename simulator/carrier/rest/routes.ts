import { fetchAccount } from './account.ts'
import {
  createCall,
  deleteCall,
  fetchCall,
  listCalls,
  listNotifications,
  updateCall,
} from './calls.ts'
import { fetchMedia } from './media.ts'
import { fetchNumber, listNumbers, updateNumber } from './numbers.ts'
import {
  createCallRecording,
  deleteRecording,
  fetchCallRecording,
  fetchRecording,
  listCallRecordings,
  listRecordings,
  updateCallRecording,
} from './recordings.ts'
import type { RestHandler } from './rest-request.ts'

export type Route = { pattern: RegExp; handlers: Readonly<Partial<Record<string, RestHandler>>> }

/** What this carrier answers under `/2010-04-01/Accounts/{sid}`, the ids in the path captured. */
export const ROUTES: readonly Route[] = [
  route('.json', { GET: fetchAccount }),
  route('/Calls.json', { GET: listCalls, POST: createCall }),
  route('/Calls/{call}.json', { GET: fetchCall, POST: updateCall, DELETE: deleteCall }),
  route('/Calls/{call}/Notifications.json', { GET: listNotifications }),
  route('/Calls/{call}/Recordings.json', { GET: listCallRecordings, POST: createCallRecording }),
  route('/Calls/{call}/Recordings/{recording}.json', {
    GET: fetchCallRecording,
    POST: updateCallRecording,
    DELETE: deleteRecording,
  }),
  route('/Recordings.json', { GET: listRecordings }),
  route('/Recordings/{recording}.json', { GET: fetchRecording, DELETE: deleteRecording }),
  route('/Recordings/{recording}.wav', { GET: fetchMedia }),
  route('/Recordings/{recording}', { GET: fetchMedia }),
  route('/IncomingPhoneNumbers.json', { GET: listNumbers }),
  route('/IncomingPhoneNumbers/{number}.json', { GET: fetchNumber, POST: updateNumber }),
]

function route(path: string, handlers: Route['handlers']): Route {
  const pattern = path
    .replaceAll('.', '\\.')
    .replace('{call}', '(CA[0-9a-fA-F]{32})')
    .replace('{recording}', '(RE[0-9a-fA-F]{32}|Twilio\\.CURRENT)')
    .replace('{number}', '(PN[0-9a-fA-F]{32})')
  return { pattern: new RegExp(`^${pattern}$`), handlers }
}
