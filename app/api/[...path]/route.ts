import { answerUnknownPath } from '#server/http/answer-unknown-path.ts'

export {
  answerUnknownPath as DELETE,
  answerUnknownPath as GET,
  answerUnknownPath as PATCH,
  answerUnknownPath as POST,
  answerUnknownPath as PUT,
}
