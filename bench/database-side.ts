/**
 * The database of the relay under measurement, in a process of its own: the
 * embedded one, or, where `DATABASE_URL` names a server, a scratch database
 * there that is dropped again.
 */
import { testEmbedded, testPostgres } from '#tests/fixtures/database.ts'
import { answerQuestions } from './side.ts'

export type DatabaseQuestions = {
  open: { ask: { serverUrl: string | null }; answer: { url: string } }
  close: { ask: null; answer: null }
}

let database: Awaited<ReturnType<typeof testPostgres>> = null

answerQuestions<DatabaseQuestions>({
  async open({ serverUrl }) {
    if (serverUrl === null) {
      database = await testEmbedded()
    } else {
      process.env['TEST_DATABASE_URL'] = serverUrl
      database = await testPostgres()
    }
    if (database === null) throw new Error('DATABASE_URL does not answer.')
    return { url: database.url }
  },
  async close() {
    await database?.[Symbol.asyncDispose]()
    return null
  },
})
